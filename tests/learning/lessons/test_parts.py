"""Whose words are the parts of a lesson, and which is the one to keep?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import EVERYBODY, Section, SectionKind
from tandem.learning.lessons.parts import LessonPart, parts_of
from tandem.terms import Role

QUOTE = "<blockquote><p>If I wait, then I say until when.</p></blockquote>"


def section(title: str, text: str = "", *roles: Role) -> Section:
    """A section to read, for these roles or for everybody."""
    return Section(
        SectionKind.READING, title, 2, text=text, roles=frozenset(roles) or EVERYBODY, anchor=title
    )


def titles(parts: tuple[LessonPart, ...], fact: str) -> list[str]:
    """The titles of the parts of which this is so."""
    return [part.section.title for part in parts if getattr(part, fact)]


def test_what_only_one_role_reads_is_in_its_words() -> None:
    read = [section("all"), section("mine", "", Role.REP), section("more", "", Role.REP)]

    parts = parts_of(read, Role.REP)

    assert titles(parts, "is_own") == ["mine", "more"]
    assert titles(parts, "is_first_own") == ["mine"]


def test_who_reads_what_is_for_everybody_has_no_words_of_their_own() -> None:
    parts = parts_of([section("all"), section("too")], Role.LEADER)

    assert [part.section.title for part in parts] == ["all", "too"]
    assert not titles(parts, "is_own")


def test_the_last_quote_is_the_one_to_keep() -> None:
    read = [section("story", QUOTE), section("tomorrow", QUOTE), section("sources")]

    assert titles(parts_of(read, Role.REP), "is_kept") == ["tomorrow"]


def test_a_quote_before_the_first_heading_is_none_to_keep() -> None:
    (part,) = parts_of([section("", QUOTE)], Role.REP)

    assert not part.is_kept


@pytest.mark.parametrize(
    ("roles", "own_to"),
    [
        ((Role.REP,), [Role.REP]),
        ((Role.SUPPORT,), [Role.SUPPORT]),
        ((Role.LEADER,), [Role.LEADER]),
        ((Role.REP, Role.LEADER), [Role.REP]),
        ((Role.REP, Role.SUPPORT), []),
        ((), []),
    ],
)
def test_what_both_of_a_pair_read_is_in_the_words_of_neither(
    roles: tuple[Role, ...], own_to: list[Role]
) -> None:
    read = [section("part", "", *roles)]

    assert [role for role in Role if titles(parts_of(read, role), "is_own")] == own_to
