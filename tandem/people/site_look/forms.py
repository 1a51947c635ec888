"""Which form asks how the site is to look, and how is what is wrong with it said?"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField
from wtforms import BooleanField, Field

from tandem.content.own_words import DEFAULTS, FOR, LABEL, PEOPLE, PERSON, forms_of
from tandem.people.site_look import choices
from tandem.people.site_look.choices import LookFault, field_of
from tandem.terms import SEATS, Role
from tandem.web.forms import NameField, RecordingForm
from tandem.web.languages import languages_of_pages, name_of

FAULTS = {
    LookFault.EMPTY: _("Please fill this in."),
    LookFault.TOO_LONG: _("At most 40 characters."),
    LookFault.NO_SIGNS: _('Without < > %% { } [ ] " \\ | and without signs that nobody sees.'),
    LookFault.NO_LETTER: _("It needs a letter."),
    LookFault.SAME_WORD: _("The two roles need two different words."),
    LookFault.NO_COLOR: _("Write it like #17606d: # and six of 0 to 9 and a to f."),
    LookFault.TOO_PALE: _("Too little contrast to be read. The nearest that would do: %(value)s"),
    LookFault.ALIKE: _("Too much like the other one: nobody could tell the halves apart."),
    LookFault.BOTH_COLORS: _("Choose a color for both halves, or for none."),
}
PLACES = {
    Role.REP: _("Left half, %(language)s: %(fault)s"),
    Role.SUPPORT: _("Right half, %(language)s: %(fault)s"),
}
LABELS = {
    LABEL: _("Name of the role"),
    PERSON: _("One of them"),
    PEOPLE: _("Several of them"),
    FOR: _("After “für”, with its article"),
}


class LookForm(RecordingForm):
    """Look at another name, other words, colors and a logo. `form_class` adds the words."""

    name = NameField(
        _("Name of the site"),
        description=_("It stands in the head of each page and in each letter."),
    )
    rep = NameField(_("Left half"), description=_("As #a8480f. Empty: ours."))
    support = NameField(_("Right half"), description=_("As #17606d. Empty: ours."))
    rep_dark = NameField(
        _("Left half in the dark"), description=_("Empty: the same color, as bright as it must be.")
    )
    support_dark = NameField(
        _("Right half in the dark"),
        description=_("Empty: the same color, as bright as it must be."),
    )
    logo = FileField(
        _("Logo"),
        description=_(
            "PNG, JPEG, GIF, WebP or SVG, at most 2 MB. In the head it is 28 pixels high."
        ),
        render_kw={"accept": "image/png,image/jpeg,image/gif,image/webp,image/svg+xml"},
    )
    without_logo = BooleanField(_("Without a logo: the two halves"))

    def words_of(self, language: str, role: Role) -> list[Field]:
        """The fields of a role's words in a language."""
        return [self._fields[field_of(language, role, form)] for form in forms_of(language)]

    def given(self) -> dict[str, str]:
        """What was typed, colors in small letters."""
        typed = {name: (field.data or "") for name, field in self._fields.items() if is_text(field)}
        return typed | {name: typed[name].lower() for name in choices.COLORS}

    def validate(self, extra_validators: Any = None) -> bool:
        """What each field may hold is decided in `choices.py`."""
        if not super().validate(extra_validators):
            return False
        given, languages = self.given(), languages_of_pages()
        kind = choices.fault_of_text(given["name"])
        found = [choices.FieldFault("name", kind)] if kind else []
        found += [*choices.word_faults(given, languages), *choices.color_faults(given)]
        for fault in found:
            field = self._fields[fault.field]
            field.errors = [*field.errors, text_of(fault)]
        return not found


def is_text(field: Field) -> bool:
    """Was a text typed into it?"""
    return isinstance(field, NameField)


def text_of(fault: choices.FieldFault) -> str:
    """What is wrong, in words; of a word also whose it is, for its label alone does not say it."""
    said = str(FAULTS[fault.kind]) % {"value": fault.value}
    if fault.role is None:
        return said
    return str(PLACES[fault.role]) % {"language": name_of(fault.language), "fault": said}


def form_class(languages: tuple[str, ...]) -> type[LookForm]:
    """The form with a field for each form of each role's word in each language."""
    fields = {
        field_of(language, role, form): NameField(
            LABELS[form], description=word_hint(role, form, language)
        )
        for language in languages
        for role in SEATS
        for form in forms_of(language)
    }
    return type("LookFormOfLanguages", (LookForm,), fields)


def word_hint(role: Role, form: str, language: str) -> LazyString:
    """What stands there without it."""
    ours = DEFAULTS.get(language, DEFAULTS["en"])[role]
    return _("Empty: ours, %(word)s", word=ours.get(form, ours[LABEL]))
