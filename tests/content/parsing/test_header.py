"""What does the front matter of a file say?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.parsing.header import COURSE_WORDS, MODULE_WORDS, Header, header

SIGNS = st.sampled_from([*"&*!|>[]{}:-?#'\" \n<~%@`,\\", "title: ", "&a ", "*a", "<<: ", "\\ud800"])


def read(*lines: str, words: tuple[str, ...] = MODULE_WORDS) -> Header:
    """The front matter with these lines, which begin in line 2."""
    return header("\n".join(["---", *lines, "---", "", "Text."]), words)


def test_a_value_has_its_name_and_its_line() -> None:
    found = read("title: Engine", "", "minutes: 6")

    assert found.values == {"title": "Engine", "minutes": "6"}
    assert (found.line("title"), found.line("minutes")) == (2, 4)
    assert found.faults == ()


def test_the_text_begins_behind_the_front_matter() -> None:
    assert read("title: T").body_from == 4
    assert header("No front matter.\n---\n", MODULE_WORDS).body_from == 1


def test_a_missing_value_is_an_empty_text_in_line_1() -> None:
    found = read("title: T")

    assert (found.text("summary"), found.line("summary")) == ("", 1)


def test_front_matter_without_a_line_is_no_fault() -> None:
    assert read() == Header({}, {}, (), 3)


@pytest.mark.parametrize(
    "title", ["16:30", "No", "3.10", "2026-01-31", "007", "1_000", "~", "0x1f"]
)
def test_a_title_stays_as_it_is_written(title: str) -> None:
    assert read(f"title: {title}").text("title") == title


@pytest.mark.parametrize("written", ['"Two: halves"', "'Two: halves'", "|\n  Two: halves\n"])
def test_a_title_may_stand_in_quotes(written: str) -> None:
    assert read(f"title: {written}").text("title") == "Two: halves"


def test_a_comment_is_no_part_of_a_value() -> None:
    assert read("# why", "minutes: 6 # or so").text("minutes") == "6"


def test_roles_may_be_a_list() -> None:
    assert read("for: [rep, support]", words=COURSE_WORDS).values["for"] == ["rep", "support"]


def test_front_matter_that_never_closes_is_an_error() -> None:
    found = header("---\ntitle: T\n\nText.", MODULE_WORDS)

    assert found.faults == ((1, "the front matter isn’t closed: a line --- is missing"),)
    assert found.body_from == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("titel", " Did you mean title?"),
        ("Minutes", " Did you mean minutes?"),
        ("xyz", " Known are"),
    ],
)
def test_an_unknown_name_brings_the_nearest_known_one(name: str, hint: str) -> None:
    ((line, message),) = read("title: T", f"{name}: 1").faults

    assert line == 3
    assert message.startswith(f'unknown name "{name}" in the front matter.{hint}')


def test_a_name_that_stands_there_twice_is_an_error_at_the_second() -> None:
    found = read("title: T", "summary: S", "title: U")

    assert found.faults == ((4, "title is in line 2, too. Keep one of them"),)
    assert found.text("title") == "T"


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "&a [*a]", '"\\0"', '"\\ud800"'])
def test_a_title_that_is_no_plain_text_is_an_error(value: str) -> None:
    ((line, message),) = read("summary: S", f"title: {value}").faults

    assert (line, message[:25]) == (3, "title needs a plain value")


def test_a_list_of_lists_is_no_list_of_roles() -> None:
    assert read("for: [rep, [support]]", words=COURSE_WORDS).faults[0][0] == 2


@pytest.mark.parametrize(
    "line", ["title: [T", "title: a: b", "\tx: 1", "title: \x07", 'title: "\\U']
)
def test_what_is_no_yaml_names_its_line(line: str) -> None:
    ((number, message),) = read("summary: S", line).faults

    assert number == 3
    assert message.startswith("the front matter can’t be read: ")


@pytest.mark.parametrize("line", ["- a", "Only text"])
def test_lines_without_names_are_an_error(line: str) -> None:
    ((number, message),) = read(line).faults

    assert number == 2
    assert message.startswith("the front matter can’t be read: no names found. It needs lines")


@pytest.mark.parametrize(
    "value",
    ["!!bool x", "!!timestamp x", '!!int ""', "!!python/object:os.system x", '"\\UFFFFFFFF"'],
)
def test_no_yaml_tag_breaks_the_reader(value: str) -> None:
    read(f"title: {value}").text("title")


def test_aliases_of_aliases_fill_no_memory() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]

    assert read(*lines, "title: *a59").text("title") == ""


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_no_front_matter_breaks_the_reader(text: str) -> None:
    found = read(text)

    assert all(1 <= line <= text.count("\n") + 3 for line, _ in found.faults)
    found.text("title").encode()


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["a: " + "[" * 100_000], 2),
        (["a:", "- " * 50_000 + "b"], 3),
        (["? " * 50_000], 2),
        ([" " * level + "a:" for level in range(1_000)], 12),
        (["title: T", "a: " + "{" * 11 + "}" * 11], 3),
        (["a: " + "[[], " * 10 + "]" * 10], 2),
    ],
    ids=["brackets", "lists", "keys", "names", "eleven", "one beside another"],
)
def test_what_lies_too_deep_is_told_before_yaml_reads_it(lines: list[str], line: int) -> None:
    found = read(*lines)

    assert [(at, "more than 10 levels deep" in fault) for at, fault in found.faults] == [
        (line, True)
    ]


def test_ten_levels_are_read() -> None:
    assert "unknown name" in read("a: " + "[" * 9 + "]" * 9).faults[0][1]


def test_the_version_of_the_grammar_may_be_named() -> None:
    assert read("format: 1", "title: T").faults == ()
    assert read("format: 1", "title: T", words=COURSE_WORDS).faults == ()


def test_a_later_version_is_an_error_that_says_what_to_do() -> None:
    ((line, fault),) = read("title: T", "format: 2").faults

    assert line == 3
    assert fault == (
        "this file is written in format 2, and this program knows formats up to 1: update it,"
        " or write the file again in format 1"
    )


@pytest.mark.parametrize("version", ["0", "one", "1.0", "-1", "[1]", '""', "1" * 5_000])
def test_what_is_no_version_is_an_error(version: str) -> None:
    ((line, fault),) = read(f"format: {version}", "title: T").faults

    assert line == 2
    assert "format" in fault
