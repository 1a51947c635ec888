"""Is what no lesson needs refused before anything reads it, and named with its line?"""

from __future__ import annotations

import pytest

from tandem.content.files.folder import read_cover
from tandem.content.parsing.bounds import (
    LONGEST_LINE,
    MOST_FAULTS,
    MOST_SIGNS,
    bracket_depth,
    exceeded,
)
from tandem.content.parsing.lines import Line, numbered
from tandem.content.parsing.parse import parse_module

HEAD = "---\ntitle: T\n---\n\nWords.\n\n"


def told(text: str) -> list[str]:
    """What the checker says of a text below a head."""
    found = parse_module((HEAD + text).encode(), name="01-a.md", file="f.md")
    assert (found.module is None) is (not found.is_sound)
    return [str(problem).removeprefix("f.md:") for problem in found.problems]


@pytest.mark.parametrize("fence", ["", "```\n"])
def test_a_line_has_an_end(fence: str) -> None:
    line = 7 + fence.count("\n")

    assert told(f"{fence}{'a' * LONGEST_LINE}\n{fence}") == []
    assert told(f"{fence}{'a' * (LONGEST_LINE + 1)}\n{fence}") == [
        f"{line}: error: the line has more than 10,000 signs. Part it"
    ]


def test_brackets_lie_in_each_other_up_to_a_depth() -> None:
    assert told("[" * 20 + "a" + "]" * 20) == []
    assert told("[] " * 30) == []
    assert told("\\[" * 30) == []
    assert told("Yes\n" + "[" * 21) == [
        "8: error: brackets are nested more than 20 levels deep here"
    ]


@pytest.mark.parametrize("sign", ["*", "_", "`", "<", "&", "\\", "!"])
def test_a_paragraph_holds_more_words_than_signs(sign: str) -> None:
    lines = [f"a {sign}{sign}" * 10] * (MOST_SIGNS // 20)

    assert told("\n".join(lines)) == []
    assert told("Yes\n\n" + "\n".join([*lines, f"a {sign}"])) == [
        "9: error: the paragraph holds more than 500 signs that mean something, as * or [."
        " Part it, or put it into a code fence"
    ]


@pytest.mark.parametrize("between", ["\n\n", "\n- ", "\n> ", "\n1. ", "\n| "])
def test_signs_are_counted_paragraph_by_paragraph(between: str) -> None:
    assert told(between.join(["*a*" * 200] * 10)) == []


def test_code_may_hold_any_signs() -> None:
    assert told("```\n" + ("[" * 50 + "\n") * 50 + "```\n") == []


def test_of_many_faults_the_first_ones_are_told() -> None:
    assert len(told(("[" * 21 + "\n\n") * 200)) == MOST_FAULTS


@pytest.mark.parametrize("text", ["a" * 10_001, "[" * 21, "> " * 21, "*a" * 501])
def test_a_cover_has_the_same_bounds(text: str) -> None:
    cover = read_cover((HEAD + text).encode(), "a", shown_as="a", existing=frozenset())

    assert [problem.line for problem in cover.problems] == [7]
    assert cover.cover == ""


def test_a_cover_has_no_more_lines_than_a_lesson() -> None:
    cover = read_cover(b"\n" * 10_001, "a", shown_as="a", existing=frozenset())

    assert [str(fault) for fault in cover.problems] == [
        "a/course.md:10001: error: the file has more than 10,000 lines"
    ]


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("a", 0),
        ("[a]", 1),
        ("[[a]", 2),
        ("]]][", 1),
        ("\\\\[[", 2),
        ("[][[]]", 2),
        ("[[]]]][[[", 3),
    ],
)
def test_a_bracket_lies_in_those_that_are_open_before_it(text: str, depth: int) -> None:
    assert bracket_depth(Line(1, text)) == depth


def test_signs_in_code_do_not_count_for_the_words_around_it() -> None:
    half = "*" * (MOST_SIGNS // 2)

    assert told(f"a {half}\n```\nx {half * 3}\n```\na {half} *") == []
    assert len(told(f"a {half}\na {half} *")) == 1


@pytest.mark.parametrize(
    ("signs", "lines"), [(MOST_SIGNS, []), (MOST_SIGNS + 1, [1]), (MOST_SIGNS * 2, [1])]
)
def test_the_first_paragraph_of_a_file_has_the_same_bounds(signs: int, lines: list[int]) -> None:
    assert [line for line, _ in exceeded(numbered(f"a {'*' * signs}")[0])] == lines


def test_the_first_faults_are_told_whichever_they_are() -> None:
    deep = "> " * 21 + "a\n\n"

    found = exceeded(numbered(deep * MOST_FAULTS + "[" * 21)[0])

    assert {str(fault).partition(" ")[0] for _, fault in found} == {"lists"}
