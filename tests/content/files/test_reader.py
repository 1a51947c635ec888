"""Which files of a folder are the modules of a course?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.folder import read_course
from tandem.content.files.reader import UNREADABLE, CourseReader
from tests.courses import write_course


def test_texts_in_a_folder_below_a_course_are_neither_modules_nor_faults(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "drafts").mkdir()
    for name in ("02-late.md", "notes.md"):
        (folder / "drafts" / name).write_text("---\ntitle: Late\n---\n")

    course = read_course(folder, shown_as="teaming")

    assert [module.id for module in course.modules] == ["engine"]
    assert [str(problem) for problem in course.problems if "not a module" in problem.message] == []


@pytest.mark.parametrize(
    ("name", "module"),
    [("7-late.md", "late"), ("07-late.md", "late"), ("x7-late.md", None), ("7-late.png", None)],
)
def test_a_module_is_a_file_that_begins_with_a_number(
    tmp_path: Path, name: str, module: str | None
) -> None:
    folder = write_course(tmp_path / "courses")
    (folder / name).write_text("---\ntitle: Late\n---\n")

    course = read_course(folder, shown_as="teaming")

    assert [file.id for file in course.modules] == ([module] if module else [])


def test_a_lesson_that_cannot_be_read_is_an_error_of_its_first_line(tmp_path: Path) -> None:
    reader = CourseReader(frozenset(), "c", "en", around=b"", known=frozenset())

    file = reader.read(tmp_path / "01-gone.md", around=b"")

    assert [str(problem) for problem in file.problems] == [f"c/01-gone.md:1: error: {UNREADABLE}"]


def test_a_lesson_is_in_the_language_of_its_file_or_else_of_its_course(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "course.md").write_text("---\ntitle: T\nlanguage: fr\n---\n")
    (folder / "01-engine.de.md").write_bytes((folder / "01-engine.md").read_bytes())

    files = read_course(folder, shown_as="teaming").modules

    lessons = {file.name: file.module.language for file in files if file.module}
    assert lessons == {"01-engine.md": "fr", "01-engine.de.md": "de"}
    assert [file.is_double for file in files] == [False, False]
