"""What has each half of a course to read?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.content.lesson import CourseFolder, ModuleFile, Scene
from tandem.content.read_table import Face, ReadingRow, read_row, read_tables
from tandem.terms import Role
from tests.content.reading import lesson

BODY = """
    {common}

    ## You {{for=rep}}

    {rep}

    ## You {{for=support}}

    {support}

    ## Two {{together}}

    ### Talk {{talked minutes=20}}
    """


def row(*, rep: int = 5, support: int = 5) -> ReadingRow:
    """The line of a module with so many words in each face, and ten for everybody."""
    text = BODY.format(common="word " * 9 + "end.", rep="he " * rep, support="she " * support)
    file = ModuleFile("01-a.md", 1, "a", "", "", lesson(text, head="title: A\nminutes: 7"))
    [table] = read_tables([CourseFolder("a", "A", modules=(file,))])
    return table.modules[0]


def test_words_are_counted_for_everybody_and_for_each_face() -> None:
    found = row(rep=5, support=6)

    assert (found.name, found.words, found.minutes, found.for_two) == ("01-a", 10, 7, 20)
    assert [(face.role, face.words) for face in found.faces] == [
        (Role.REP, 5),
        (Role.SUPPORT, 6),
    ]


@pytest.mark.parametrize(("rep", "support", "uneven"), [(10, 12, False), (10, 13, True)])
def test_faces_may_differ_by_a_fifth(rep: int, support: int, uneven: bool) -> None:
    assert row(rep=rep, support=support).is_uneven is uneven


def test_what_cannot_be_read_is_named_and_languages_stand_apart() -> None:
    broken = ModuleFile("02-b.md", 2, "b", "", "", None)
    german = ModuleFile("01-a.de.md", 1, "a", "de", "", lesson("Ein Text."))

    tables = read_tables([CourseFolder("a", "A", modules=(german, broken))])

    assert {table.language: (len(table.modules), table.left_out) for table in tables} == {
        "de": (1, ()),
        "en": (0, ("02-b.md",)),
    }


@pytest.mark.parametrize(("shown_as", "named"), [("", "a"), ("teaming", "teaming")])
def test_a_course_is_named_as_messages_call_its_folder(shown_as: str, named: str) -> None:
    file = ModuleFile("01-a.md", 1, "a", "", "", lesson("A text."))

    [table] = read_tables([CourseFolder("a", "A", modules=(file,), shown_as=shown_as)])

    assert table.course == named


@pytest.mark.parametrize(("scenes", "words"), [((), 2), ((Scene("start", "", "Go on."),), 0)])
def test_a_part_that_is_played_is_not_among_the_words_for_everybody(
    scenes: tuple[Scene, ...], words: int
) -> None:
    read = lesson("A text.")
    played = replace(read, sections=tuple(replace(s, scenes=scenes) for s in read.sections))

    assert read_row("01-a.md", played, (Role.REP,), "en").words == words


@pytest.mark.parametrize(("grade", "hard"), [(None, False), (7.9, False), (8, False), (8.01, True)])
def test_a_lesson_is_hard_above_the_eighth_grade(grade: float | None, hard: bool) -> None:
    assert Face(Role.REP, 1, grade, 1).is_hard is hard


def uneven(*words: tuple[Role, int]) -> bool:
    """Are faces of so many words uneven?"""
    faces = tuple(Face(role, number, None, 1) for role, number in words)
    return ReadingRow("01-a", 0, faces, 0, 0).is_uneven


def test_only_the_faces_of_the_two_mirror_each_other() -> None:
    assert not uneven((Role.REP, 10), (Role.SUPPORT, 10), (Role.LEADER, 99))
    assert not uneven((Role.LEADER, 99))
    assert not uneven((Role.REP, 0), (Role.SUPPORT, 0))
    assert uneven((Role.REP, 0), (Role.SUPPORT, 1))


def test_a_course_for_others_has_their_faces_and_nothing_for_two() -> None:
    text = BODY.format(common="All.", rep="he", support="she")
    file = ModuleFile("01-a.md", 1, "a", "", "", lesson(text, head="title: A\nminutes: 7"))
    course = CourseFolder("a", "A", audience=frozenset({Role.LEADER}), modules=(file,))

    [table] = read_tables([course])

    assert (table.course, [face.role for face in table.modules[0].faces]) == ("a", [Role.LEADER])
    assert (table.modules[0].words, table.modules[0].for_two) == (1, 0)
