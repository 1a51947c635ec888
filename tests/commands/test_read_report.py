"""How is it printed what each half has to read?"""

from __future__ import annotations

import json

import pytest

from tandem.commands.read_report import grade_text, read_json, read_text, row_lines, table_text
from tandem.content.read_table import Face, ReadingRow, ReadTable
from tandem.terms import Role


def face(role: Role, words: int = 100, grade: float | None = 6.25, takes: float = 4.5) -> Face:
    """What a role reads."""
    return Face(role, words, grade, takes)


def row(rep: int = 100, support: int = 100, *, minutes: int = 12, for_two: int = 0) -> ReadingRow:
    """A module of two faces."""
    faces = (face(Role.REP, rep), face(Role.SUPPORT, support))
    return ReadingRow("01-engine", 250, faces, minutes, for_two)


@pytest.mark.parametrize(
    ("grade", "printed"), [(None, "– "), (6.25, "6.2 "), (8.0, "8.0 "), (8.01, "8.0!")]
)
def test_a_grade_above_eight_is_marked(grade: float | None, printed: str) -> None:
    assert grade_text(face(Role.REP, grade=grade)) == printed


@pytest.mark.parametrize(
    ("minutes", "for_two", "said"), [(12, 0, "12"), (12, 20, "12 + 20"), (0, 20, "– + 20")]
)
def test_the_minutes_of_a_lesson_are_those_alone_and_those_for_two(
    minutes: int, for_two: int, said: str
) -> None:
    for line in row_lines(row(minutes=minutes, for_two=for_two), 9):
        assert line.endswith(f"  {said}")


@pytest.mark.parametrize(("support", "sign"), [(120, ""), (121, "+")])
def test_faces_are_marked_where_one_is_more_than_a_fifth_longer(support: int, sign: str) -> None:
    words = [line.split()[-4] for line in row_lines(row(100, support), 9)]

    assert words == [f"100{sign}", f"{support}{sign}"]


def test_a_module_is_named_once_and_has_a_line_for_each_face() -> None:
    first, second = row_lines(row(), 9)

    assert first.split() == ["01-engine", "rep", "250", "100", "6.2", "4.5", "12"]
    assert second.split() == ["support", "250", "100", "6.2", "4.5", "12"]
    assert first.index("250") == second.index("250")


def test_a_table_says_what_was_left_out_and_stands_below_one_legend() -> None:
    table = ReadTable("teaming", "en", (row(),), ("03-broken.md",))

    lines = table_text(table).split("\n")
    text = read_text([table, ReadTable("empty", "de", (), ())])

    assert lines[0] == "teaming (en)"
    assert lines[1].split() == ["role", "common", "own", "grade", "takes", "said"]
    assert lines[-1] == "left out, as it cannot be read: 03-broken.md"
    assert text.count("What each role reads") == 1
    assert "\n\nempty (de)\n" in text


def test_tools_get_numbers_and_nothing_where_there_is_none() -> None:
    rep, support = face(Role.REP, 7, 6.256, 4.254), face(Role.SUPPORT, 8, None, 1)
    one = ReadingRow("01-engine", 250, (rep, support), 0, 20)

    (table,) = json.loads(read_json([ReadTable("teaming", "en", (one,), ())]))

    assert table["modules"] == [
        {
            "module": "01-engine", "common": 250, "minutes": None, "for_two": 20,
            "faces": {
                "rep": {"own": 7, "grade": 6.26, "takes": 4.25},
                "support": {"own": 8, "grade": None, "takes": 1},
            },
        }
    ]  # fmt: skip
