"""What does a course's cover say, and what keeps it from being read?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.folder import cover_of, pulse_faults, read_cover
from tandem.content.files.reader import UNREADABLE
from tandem.content.lesson import CourseFolder, Cover, Item, Pulse
from tandem.content.parsing.parse import LARGEST, LONGEST_TITLE, MOST_LINES
from tandem.terms import READERS, Role

HEAD = "---\ntitle: T\n---\n"


def cover(text: str, *, file: str = "course.md") -> CourseFolder:
    """What a cover says."""
    return read_cover(text.encode(), "teaming", shown_as="c", existing=frozenset(), file=file)


def said(text: str) -> list[str]:
    """What is wrong with it."""
    return [str(problem) for problem in cover(text).problems]


def test_a_cover_without_a_title_has_the_name_of_its_folder() -> None:
    assert cover("Text.").title == "teaming"
    assert said("Text.") == [
        "c/course.md:1: error: no title. Begin the file with  ---, title: ..., ---"
    ]


@pytest.mark.parametrize(
    ("more", "faults"), [(0, []), (1, ["the title has more than 200 signs. Shorten it"])]
)
def test_a_title_has_two_hundred_signs_at_most(more: int, faults: list[str]) -> None:
    title = "t" * (LONGEST_TITLE + more)

    found = cover(f"---\nsummary: S\ntitle: {title}\n---\n")

    assert [(problem.line, str(problem.message)) for problem in found.problems] == [
        (3, fault) for fault in faults
    ]
    assert found.title == title[:LONGEST_TITLE]


def test_a_cover_of_one_megabyte_is_read_and_a_byte_more_is_not() -> None:
    whole = HEAD + ("a" * 99 + "\n") * 20_000
    whole = whole[:LARGEST].rpartition("\n")[0] + "\n"
    whole += "b" * (LARGEST - len(whole))

    assert "above 1 MB" not in said(whole)[0]
    assert said(whole + "b") == ["c/course.md:1: error: the file is above 1 MB"]


def test_a_cover_has_ten_thousand_lines_at_most() -> None:
    most = HEAD + "\n" * (MOST_LINES - 3)

    assert said(most) == []
    assert said(most + "\n") == ["c/course.md:10001: error: the file has more than 10,000 lines"]


def test_a_line_that_is_too_long_is_named_and_nothing_else_is_read() -> None:
    found = cover(HEAD + "a" * 10_001)

    assert [(problem.line, problem.message) for problem in found.problems] == [
        (4, "the line has more than 10,000 signs. Part it")
    ]
    assert (found.title, found.cover) == ("teaming", "")


def test_a_paragraph_of_nothing_but_signs_is_named_and_nothing_else_is_read() -> None:
    found = cover(HEAD + "*" * 501)

    assert [(problem.line, problem.message[:35]) for problem in found.problems] == [
        (4, "the paragraph holds more than 500 s")
    ]
    assert (found.title, found.cover) == ("teaming", "")


def test_a_cover_that_cannot_be_read_is_an_error_of_its_first_line(tmp_path: Path) -> None:
    found = cover_of(tmp_path / "gone" / "course.md", shown_as="c", existing=frozenset())

    assert [str(problem) for problem in found.problems] == [f"c/course.md:1: error: {UNREADABLE}"]
    assert (found.id, found.title) == ("gone", "gone")


@pytest.mark.parametrize(
    ("written", "language", "sound"),
    [
        ("en", "en", True),
        ("DE", "DE", True),
        ("pt-BR", "pt-BR", True),
        ("deu", "deu", True),
        ("german", "en", False),
        ("d", "en", False),
    ],
)
def test_a_language_is_a_code(written: str, language: str, sound: bool) -> None:
    found = cover(f"---\ntitle: T\nlanguage: {written}\n---\n")

    assert found.language == language
    assert [str(problem) for problem in found.problems] == (
        []
        if sound
        else ["c/course.md:3: error: language needs a code, as in  language: en"]
    )  # fmt: skip


def test_a_course_that_names_no_language_is_in_english() -> None:
    assert cover(HEAD).language == "en"


@pytest.mark.parametrize(
    ("written", "audience", "faults"),
    [
        ("leader", {Role.LEADER}, 0),
        ("rep, boss", {Role.REP}, 1),
        ("boss", set(READERS), 1),
        ("[]", set(READERS), 1),
        ("admin", set(READERS), 1),
    ],
)
def test_whom_a_course_is_for_is_said_by_known_roles(
    written: str, audience: set[Role], faults: int
) -> None:
    found = cover(f"---\ntitle: T\nfor: {written}\n---\n")

    assert found.audience == audience
    assert [(problem.line, str(problem.message)) for problem in found.problems] == [
        (3, "for needs one or more of rep, support, leader, trainer")
    ] * faults


def test_a_fault_in_a_cover_of_another_language_is_one_of_its_file() -> None:
    (problem,) = cover("Text.", file="course.de.md").problems

    assert problem.file == "c/course.de.md"


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    assert said(f"{HEAD}\n\n[gone](09-gone.md)\n")[0].startswith("c/course.md:6: error: ")


def pulse(*items: str, high: int = 5) -> Pulse:
    """A pulse of these items."""
    return Pulse("P", low=1, high=high, items=tuple(Item(key, key) for key in items), line=7)


@pytest.mark.parametrize(("high", "faults"), [(5, 0), (4, 1)])
def test_a_pulse_in_another_language_that_asks_otherwise_is_a_warning(
    high: int, faults: int
) -> None:
    german = Cover("de", "T", pulse=pulse("a", "b", high=high))
    french = Cover("fr", "T", pulse=pulse("a", "b"))

    problems = pulse_faults(
        CourseFolder("t", "T", pulse=pulse("a", "b")), [german, french], shown_as="c"
    )

    assert [(one.file, one.line, one.severity) for one in problems] == [
        ("c/course.de.md", 7, "warning")
    ] * faults
