"""Is every file that may be published read at once, whatever stands in it?"""

from __future__ import annotations

import time
from functools import cache
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import ModuleFile
from tandem.content.parsing.bounds import SIGN
from tandem.content.parsing.parse import LARGEST, MOST_LINES, MOST_PROBLEMS, parse_module

HEAD = "---\ntitle: T\n---\n\n"
QUIZ = f"{HEAD}## Check {{quiz}}\n\n"
QUESTION = f"{QUIZ}### Why? {{#why}}\n\n"
TOGETHER = f"{HEAD}## Two {{together}}\n\n"


def filled(start: str, piece: str, end: str = "") -> str:
    """As many pieces as a file may hold, on lines as long as may be, which begin as `start`."""
    if "\n" in piece:
        number = (LARGEST - len(start.encode())) // len(piece.encode())
        return start + piece * min(number, (MOST_LINES - 10) // piece.count("\n"))
    head, _, begin = start.rpartition("\n")
    signs = len(SIGN.findall(piece))
    pieces = min(9_900 // len(piece), 400 // signs if signs else MOST_LINES)
    row = f"{begin}{piece * pieces}{end}\n\n"
    rows = min((LARGEST - len(head)) // len(row.encode()), MOST_LINES // 2 - 20)
    return f"{head}\n{row * rows}"


LONG = {
    "spaces in a heading": filled(f"{HEAD}## a", " "),
    "braces in a heading": filled(f"{HEAD}## ", "{ "),
    "words in braces": filled(f"{HEAD}## a {{", "a b ", "}"),
    "headings with many words": filled(HEAD, f"## a {{{'all of the above ' * 5}}}\n"),
    "headings with many values": filled(HEAD, f"## a {{{'was=a for=rep ' * 6}}}\n"),
    "open images": filled(HEAD, "!["),
    "options": filled(QUESTION, "- [ ] a\n"),
    "lines in an option": filled(QUESTION + "- [ ] a\n- [x] b\n", "  c\n\n"),
    "blank lines behind the options": filled(QUESTION + "- [ ] a\n- [x] b\n", "\n"),
    "feedback": filled(QUESTION + "- [ ] a\n", "> a\n"),
    "spaces in an option": filled(f"{QUESTION}- [x] a", " "),
    "spaces in an answer": filled(f"{QUESTION}= a", " "),
    "open gaps": filled(QUESTION, "[[a"),
    "answers in a gap": filled(f"{QUESTION}[[", "|-", "]]"),
    "gaps": filled(QUESTION, "[[a]] "),
    "matches": filled(f"{QUIZ}### M {{#m match}}\n\n", "- a -> b\n"),
    "questions": filled(QUIZ, "### Why? {#why}\n\n- [ ] a\n- [x] b\n\n"),
    "quizzes": filled(HEAD, "## C {quiz}\n\n### W\n\n- [x] a\n"),
    "scenes": filled(f"{QUIZ}### S {{#s scenario}}\n\n", "#### a {#a}\n\n- [x](#a)\n"),
    "steps": filled(TOGETHER, "### A {#a}\n____\n"),
    "things on a scale": filled(f"{TOGETHER}### S {{#s scale}}\n\n1 (a) ... 5 (b)\n\n", "- a\n"),
    "headings": filled(HEAD, "## a\n\n### b\n\n"),
    "faces": filled(HEAD, "## Y {for=rep}\n\nYou must.\n"),
    "fences": filled(HEAD, "```\na\n```\n"),
    "links": filled(HEAD, "[a](b) "),
    "images": filled(HEAD, "![a](b)"),
    "links to many files": HEAD
    + "\n\n".join(" ".join(f"[a]({n}-{m})" for m in range(100)) for n in range(850)),
    "brackets of links": filled(HEAD, "[a](("),
    "front matter": filled("---\n", "title: T\n"),
    "nests in the front matter": "---\na:\n" + f"  {'[' * 9_000}\n" * 20 + "---\n",
}
BYTES = st.sampled_from(
    [b"---\n", b"title: ", b"T\n", b"\r\n", b"\r", b"\n", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf",
     b"\xc2\xa0", b"\xe2\x80\xa8", b"\xc2\x85", b"## ", b"{quiz}", b"{for=", b"}", b"- [x] ",
     b"```", b"> ", b"[[", b"]]", b"= 1", b"1. ", b"->", b"](", b"![", b"#", b"&a ",
     b"*a", b"!!int "]
)  # fmt: skip


def read(text: str) -> tuple[ModuleFile, float]:
    """What a file says, and the processor time that reading it takes, in seconds."""
    begun = time.process_time()
    module = parse_module(text.encode(), name="01-a.md", file="f.md")
    return module, time.process_time() - begun


@cache
def seconds_for_prose() -> float:
    """What as many lines of plain words take here and now: the measure of all others."""
    prose = filled(HEAD, "word " * 20 + "\n\n")
    return median(read(prose)[1] for _ in range(3))


@pytest.mark.parametrize("what", LONG)
def test_a_long_file_is_read_at_once(what: str) -> None:
    assert len(LONG[what].encode()) <= LARGEST

    found, seconds = read(LONG[what])

    # The slowest takes twenty times as long as prose. What grows with the square takes hundreds.
    assert seconds < 60 * seconds_for_prose()
    assert "lines. Split it" not in str(found.problems)
    assert len(found.problems) <= MOST_PROBLEMS + 1


def test_a_file_with_as_many_lines_as_may_be_is_read() -> None:
    blank = b"\n" * (MOST_LINES - HEAD.count("\n"))

    assert parse_module(HEAD.encode() + blank, name="01-a.md", file="f.md").is_sound


def test_a_file_with_too_many_lines_is_not_read_further() -> None:
    found = parse_module(b"\n" * (MOST_LINES + 1), name="01-a.md", file="f.md")

    assert [str(problem) for problem in found.problems] == [
        "f.md:10001: error: the file has more than 10,000 lines. Split it into modules"
    ]


@given(st.lists(BYTES, max_size=60).map(b"".join), st.booleans())
def test_no_bytes_of_a_lesson_break_the_parser(source: bytes, has_head: bool) -> None:
    whole = HEAD.encode() * has_head + source
    lines = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1

    found = parse_module(whole, name="01-a.md", file="f.md")

    assert all(1 <= problem.line <= lines for problem in found.problems)
    assert list(found.problems) == sorted(set(found.problems))


@given(st.text(max_size=40))
def test_no_file_name_breaks_the_parser(name: str) -> None:
    found = parse_module(HEAD.encode(), name=name, file="f.md")

    assert found.is_sound or "needs a number" in found.problems[0].message


@pytest.mark.parametrize(
    ("faults", "last"),
    [
        (MOST_PROBLEMS, 'unknown attribute "Zzz".'),
        (MOST_PROBLEMS + 1, "1 problem more. Correct the first ones first"),
    ],
)
def test_of_very_many_problems_the_number_of_the_rest_is_told(faults: int, last: str) -> None:
    found = parse_module((HEAD + "## A {Zzz}\n\n" * faults).encode(), name="01-a.md", file="f.md")

    assert len(found.problems) == faults
    assert str(found.problems[-1].message) == last
