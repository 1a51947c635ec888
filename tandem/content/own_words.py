"""What does this site call itself and its two roles, and how do these words stand in a text?

A text of the interface never says the name or a role itself. It holds a place in brackets, such as
`[rep]`, and the words of the site are put there after the translation. The places are these:

- `[Tandem]`: the name of the site
- `[rep]`, `[Rep]`: the name of the role; within a sentence, and at its beginning or on its own
- `[rep person]`: one of them, without an article: “rep”, “support person”
- `[rep people]`: several of them
- `[for rep]`: German only, the name with its article as after “für”: “den Verkauf”

and likewise for `support`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tandem.terms import SEATS, Role

NAME = "Tandem"
# Which forms of a role's word the texts of a language need. Others need those of English.
LABEL, PERSON, PEOPLE, FOR = "label", "person", "people", "for"
FORMS = {"en": (LABEL, PERSON, PEOPLE), "de": (LABEL, FOR)}
RoleWords = Mapping[str, str]
DEFAULTS: Mapping[str, Mapping[Role, RoleWords]] = {
    "en": {
        Role.REP: {LABEL: "rep", PERSON: "rep", PEOPLE: "reps"},
        Role.SUPPORT: {LABEL: "support", PERSON: "support person", PEOPLE: "support people"},
    },
    "de": {
        Role.REP: {LABEL: "Verkauf", FOR: "den Verkauf"},
        Role.SUPPORT: {LABEL: "Innendienst", FOR: "den Innendienst"},
    },
}
PLACE = re.compile(r"\[(?:(Tandem)|(for )?(rep|support)( person| people)?|(Rep|Support))\]")


@dataclass(frozen=True)
class OwnWords:
    """The words of a site. `roles`: by language and role; what is missing there is as ours."""

    name: str = NAME
    roles: Mapping[str, Mapping[Role, RoleWords]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def of(self, role: Role, language: str) -> RoleWords:
        """The forms of a role's word in a language; each that the site has not is ours, or English
        where we have none."""
        ours = DEFAULTS[language][role] if language in DEFAULTS else self.of(role, "en")
        own = self.roles.get(language, {}).get(role)
        return {**ours, **own} if own else ours

    def filled(self, text: str, language: str) -> str:
        """A text with its places filled; itself where it has none."""
        if "[" not in text:
            return text
        return PLACE.sub(lambda place: self.word(place, language), text)

    def word(self, place: re.Match[str], language: str) -> str:
        """The word for a place."""
        name, with_article, role, number, alone = place.groups()
        if name:
            return self.name
        forms = self.of(Role((role or alone).lower()), language)
        if alone:
            return forms[LABEL][:1].upper() + forms[LABEL][1:]
        form = FOR if with_article else number.strip() if number else LABEL
        return forms.get(form, forms[LABEL])


OURS = OwnWords()


def forms_of(language: str) -> tuple[str, ...]:
    """Which forms of a role's word are asked for in a language."""
    return FORMS.get(language, FORMS["en"])


def words_to_roles(words: OwnWords) -> dict[str, Role]:
    """The role that each word of the site means in a table, in small letters."""
    return {
        form.casefold(): role
        for roles in words.roles.values()
        for role, forms in roles.items()
        for name, form in forms.items()
        if name in {LABEL, PERSON}
    }


def tool_names(words: OwnWords) -> tuple[str, ...]:
    """What a site of its own words calls support, in small letters: no tool by that name either."""
    forms = (by_role.get(Role.SUPPORT, {}) for by_role in words.roles.values())
    names = {form.casefold() for of in forms for name, form in of.items() if name != FOR}
    return tuple(sorted(name for name in names if name and name != Role.SUPPORT))


def seats_in(words: OwnWords, language: str) -> tuple[str, str]:
    """The names of the two roles, in their order."""
    rep, support = (words.of(role, language)[LABEL] for role in SEATS)
    return rep, support
