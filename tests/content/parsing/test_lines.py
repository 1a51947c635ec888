"""Which lines has a text, and which of them are code?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.lines import Line, clean, decoded, joined, numbered, readable


def code_in(text: str) -> list[bool]:
    """For each line of a text: is it code?"""
    return [line.code for line in numbered(text)[0]]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_a_line_end(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2028", "\u2029", "\x85"])
def test_an_odd_space_is_a_space(space: str) -> None:
    assert clean(f"a{space}b") == "a b"


def test_a_byte_order_mark_is_left_out_and_a_tab_is_spaces() -> None:
    assert clean("\ufeff-\t[x] a") == "-   [x] a"


def test_lines_are_numbered_as_in_the_file() -> None:
    lines, unclosed = numbered("a\n\nb", first=4)

    assert lines == [Line(4, "a"), Line(5, ""), Line(6, "b")]
    assert unclosed is None


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "  ```", "```python"])
def test_a_fence_makes_code_of_its_lines(fence: str) -> None:
    bare = fence.replace("python", "")

    assert code_in(f"a\n{fence}\n- [x] b\n{bare}\nc") == [False, True, True, True, False]


@pytest.mark.parametrize("inside", ["~~~", "```", "````x"])
def test_a_fence_is_closed_only_by_its_own_kind(inside: str) -> None:
    assert code_in(f"````\n{inside}\n````\nc") == [True, True, True, False]


def test_a_longer_fence_closes_a_shorter_one() -> None:
    assert code_in("```\na\n`````\nc") == [True, True, True, False]


def test_code_within_a_line_opens_no_fence() -> None:
    assert code_in("```a``` is code\nb") == [False, False]


def test_a_fence_that_never_closes_is_told_by_its_line() -> None:
    assert numbered("a\n```\nb\n```\n~~~\nc", first=10)[1] == 14


def test_blank_lines_around_a_text_are_left_out() -> None:
    assert joined(numbered("\n\n  a\n\nb\n\n")[0]) == "  a\n\nb"


def test_bytes_in_utf_8_are_clean_text() -> None:
    assert decoded("\ufeffÄ\r\n".encode()) == ("Ä\n", None)


@pytest.mark.parametrize(
    "source",
    [b"a\nb\n\xe9", b"a\r\nb\r\n\xe9", b"a\rb\r\xe9", b"a\nb\n\0", b"\xc3\xa4\nb\n\xff\0"],
    ids=["line feed", "CRLF", "carriage return", "zero", "first of two"],
)
def test_bytes_that_are_not_utf_8_are_told_by_their_line(source: bytes) -> None:
    assert decoded(source) == ("", 3)


def test_utf_16_is_not_utf_8() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert decoded("a\n".encode(encoding))[1] == 1


@pytest.mark.parametrize(
    ("source", "text", "is_utf8"),
    [
        ("61", "a", True),
        ("efbbbf61", "a", True),
        ("fffe6100", "a", False),
        ("feff0061", "a", False),
        ("e4", "ä", False),
        ("6100", "a\u0000", False),
        ("80", "€", False),
    ],
)
def test_a_file_may_be_written_on_whatever_its_bytes(source: str, text: str, is_utf8: bool) -> None:
    assert readable(bytes.fromhex(source)) == (text, is_utf8)


@pytest.mark.parametrize(
    ("source", "text", "line"),
    [
        ("61", "a", None),
        ("efbbbf61", "a", None),
        ("610a00", "", 2),
        ("610ae4", "", 2),
        ("610d0ae4", "", 2),
        ("61000ae4", "", 2),
        ("e40a00", "", 1),
    ],
)
def test_a_lesson_is_utf8_or_says_in_which_line_it_is_not(
    source: str, text: str, line: int | None
) -> None:
    assert decoded(bytes.fromhex(source)) == (text, line)
