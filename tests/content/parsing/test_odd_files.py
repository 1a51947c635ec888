"""What becomes of files in a course that no trainer wrote, or that cannot be read?"""

from __future__ import annotations

from pathlib import Path

from tandem.content.files.folder import read_courses
from tandem.content.files.reader import CourseReader
from tests.courses import write_course


def test_what_a_system_lays_beside_the_images_is_not_looked_at(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images" / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")

    (course,) = read_courses(folder.parent)

    assert course.problems == ()


def test_a_file_that_cannot_be_read_is_broken_and_not_gone(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    reader = CourseReader(frozenset(), "courses/teaming", "en", b"", known=set())

    (found,) = reader.modules(folder, [folder / "02-volcano.md"])

    assert found.id == "volcano"
    assert [str(one.message) for one in found.problems] == [
        "the file can’t be read. Give the site the right to read it"
    ]
