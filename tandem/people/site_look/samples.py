"""In which sentences does somebody see whether the words of the roles are right?"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import force_locale, gettext

from tandem.terms import N_

# One for each place that a word can have.
TEXTS = (
    N_("[Rep]: %(rep)s · [Support]: %(support)s"),
    N_("Waiting for [rep]"),
    N_("Waiting for [support]"),
    N_("You read this as [rep]."),
    N_("You read this as [support]."),
    N_(
        "One [rep person] and one [support person]."
        " Choose people who enjoy working with their opposite."
    ),
    N_(
        "Two [rep people] are no pair. Choose somebody with the role [support] for the second half."
    ),
    N_("Two [support people] are no pair. Choose somebody with the role [rep] for the first half."),
    N_("%(name)s invites you to [Tandem]"),
)
NAMES = {"rep": "Rosa Marin", "support": "Samir Haddad", "name": "Lena Okafor"}


@dataclass(frozen=True)
class Sample:
    """Sentences in one language."""

    language: str
    texts: tuple[str, ...]


def samples_in(language: str) -> Sample:
    """The sentences in a language, in the words of the look that is shown."""
    with force_locale(language):
        return Sample(language, tuple(str(gettext(text, **NAMES)) for text in TEXTS))
