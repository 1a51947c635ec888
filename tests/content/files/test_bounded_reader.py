"""Does a file that keeps its reader busy, or ends it, become an error with a line?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tandem.content import text_process
from tandem.content.files import bounded_reader
from tandem.content.files.folder import bounded_cover, read_courses
from tandem.content.files.workshop import checked, shown
from tandem.content.parsing.parse import parse_module
from tandem.content.text_process import BrokenError, BusyError, TooLongError, UnfinishedError
from tests.courses import write_course
from tests.nasty import nested_tags

NEVER_SHOWN = nested_tags(40_000)


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text may take half a second, whatever its size."""
    monkeypatch.setattr(text_process, "SECONDS", 0.5)
    monkeypatch.setattr(text_process, "SECONDS_PER_MEGABYTE", 0)


@pytest.mark.process
@pytest.mark.usefixtures("impatience")
def test_a_lesson_that_cannot_be_shown_in_time_names_its_section(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses")
    file = checked(folder, "01-a.md", source=NEVER_SHOWN, also=frozenset())

    in_html = shown(file, {})

    assert in_html.module is None
    assert [(problem.line, str(problem.message)) for problem in in_html.problems] == [
        (9, "showing what begins here takes too long. Make it simpler")
    ]


def dies(*_: object, **__: object) -> None:
    """End the process, as a fault in a library would."""
    os.abort()


@pytest.mark.process
def test_a_file_that_ends_its_reader_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    monkeypatch.setattr(bounded_reader, "parse_module", dies)

    (course,) = read_courses(folder.parent)

    assert [str(problem) for problem in course.modules[0].problems] == [
        "courses/teaming/01-engine.md:1: error: this file can’t be checked. Make it simpler"
    ]
    assert course.problems == ()


@pytest.mark.process
def test_a_cover_that_ends_its_reader_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.content.files.folder.read_cover", dies)

    cover = bounded_cover(b"", "a", shown_as="courses/a", existing=frozenset())

    assert [str(problem) for problem in cover.problems] == [
        "courses/a/course.md:1: error: this file can’t be checked. Make it simpler"
    ]


@pytest.mark.process
def test_a_quiz_file_that_ends_its_reader_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.content.formats.formats.imported", dies)

    brought_in = bounded_reader.imported(b"", name="a.gift")

    assert [str(problem) for problem in brought_in.problems] == [
        "a.gift:1: warning: this file can’t be checked. Make it simpler"
    ]


@pytest.mark.parametrize(
    ("error", "line", "said"),
    [
        (TooLongError(7), 7, "showing what begins here takes too long. Make it simpler"),
        (BrokenError(7), 7, "what begins here can’t be shown. Make it simpler"),
        (TooLongError(), 1, "checking this file takes too long. Part it, or make it simpler"),
        (BrokenError(), 1, "this file can’t be checked. Make it simpler"),
        (BusyError(), 1, "other texts are being checked right now. Try again in a moment"),
    ],
)
def test_each_reason_names_a_line_and_what_to_do(
    error: UnfinishedError, line: int, said: str
) -> None:
    assert bounded_reader.fault_of(error) == (line, said)


@pytest.mark.process
def test_a_file_is_read_beside_as_it_is_read_alone() -> None:
    source = NEVER_SHOWN.encode()
    facts: dict[str, Any] = {"name": "01-a.md", "file": "f.md", "existing": frozenset()}

    assert bounded_reader.parsed(source, **facts) == parse_module(source, **facts)
