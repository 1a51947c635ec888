"""What may a site call itself and its roles, and which colors may the halves have?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tandem.content.own_words import DEFAULTS, LABEL, PEOPLE, forms_of
from tandem.figures import accents
from tandem.figures.contrast import is_color
from tandem.terms import SEATS, Role

LONGEST = 40
# Signs that would mean something in a page, in a text that is filled in, or in a line of a letter.
NO_SIGNS = re.compile(
    r"[<>%{}\[\]\"\\|]|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
LETTER = re.compile(r"[^\W\d_]")
COLORS = ("rep", "support", "rep_dark", "support_dark")


class LookFault(StrEnum):
    """Why something cannot be chosen."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_SIGNS = "no_signs"
    NO_LETTER = "no_letter"
    SAME_WORD = "same_word"
    NO_COLOR = "no_color"
    TOO_PALE = "too_pale"
    ALIKE = "alike"
    BOTH_COLORS = "both_colors"


@dataclass(frozen=True)
class FieldFault:
    """A fault of a field; `value` is what would do. Of a word it says whose it is."""

    field: str
    kind: LookFault
    value: str = ""
    language: str = ""
    role: Role | None = None


def field_of(language: str, role: Role, form: str) -> str:
    """The field of a form of a role's word."""
    return f"{language}_{role}_{form}"


def word_faults(given: Mapping[str, str], languages: tuple[str, ...]) -> Iterator[FieldFault]:
    """What is wrong with the words of the roles. What is left empty stays ours."""
    for language in languages:
        for role in SEATS:
            for form in forms_of(language):
                name = field_of(language, role, form)
                kind = fault_of_text(given[name]) if given[name] else None
                if kind:
                    yield FieldFault(name, kind, language=language, role=role)
        yield from same_words(given, language)


def same_words(given: Mapping[str, str], language: str) -> Iterator[FieldFault]:
    """Two roles with one word could not be told apart: a word that is given may not be the other
    role's, nor ours for it where that one is left empty."""
    ours = DEFAULTS.get(language, DEFAULTS["en"])
    for form in forms_of(language):
        typed = {role: given[field_of(language, role, form)] for role in SEATS}
        words = {(typed[role] or ours[role][form]).casefold() for role in SEATS}
        last = next((role for role in reversed(SEATS) if typed[role]), None)
        if last and len(words) == 1:
            name = field_of(language, last, form)
            yield FieldFault(name, LookFault.SAME_WORD, language=language, role=last)


def fault_of_text(text: str) -> LookFault | None:
    """What is wrong with a name or a word."""
    if not text:
        return LookFault.EMPTY
    if len(text) > LONGEST:
        return LookFault.TOO_LONG
    if NO_SIGNS.search(text):
        return LookFault.NO_SIGNS
    return None if LETTER.search(text) else LookFault.NO_LETTER


def color_faults(given: Mapping[str, str]) -> Iterator[FieldFault]:
    """What is wrong with the colors. Without any, ours stay; a dark one may be left out."""
    if not any(given[name] for name in COLORS):
        return
    for name in COLORS:
        color, dark = given[name], name.endswith("_dark")
        if not color:
            if not dark:
                yield FieldFault(name, LookFault.BOTH_COLORS)
        elif not is_color(color):
            yield FieldFault(name, LookFault.NO_COLOR)
        elif better := accents.instead(color, dark=dark):
            yield FieldFault(name, LookFault.TOO_PALE, better)
    for one, other in (("rep", "support"), ("rep_dark", "support_dark")):
        pair = (given[one], given[other])
        if all(map(is_color, pair)) and accents.are_alike(*pair):
            yield FieldFault(other, LookFault.ALIKE)


def chosen_words(
    given: Mapping[str, str], languages: tuple[str, ...]
) -> dict[str, dict[str, object]]:
    """The words as they are kept: by language and role; where ours stay, nothing."""
    kept: dict[str, dict[str, object]] = {}
    for language in languages:
        for role in SEATS:
            named = {form: given[field_of(language, role, form)] for form in forms_of(language)}
            if own := {form: text for form, text in named.items() if text}:
                kept.setdefault(language, {})[role] = own
    return kept


def chosen_colors(given: Mapping[str, str]) -> dict[str, str]:
    """The colors as they are kept; empty where ours stay."""
    return {name: given[name] for name in COLORS if given[name]}


# The forms that are asked for anywhere, in the order of the fields.
ALL_FORMS = (LABEL, "person", PEOPLE, "for")
