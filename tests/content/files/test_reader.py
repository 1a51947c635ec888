"""Which files of a folder are the modules of a course?"""

from __future__ import annotations

from pathlib import Path

from tandem.content.files.folder import read_course
from tests.courses import write_course


def test_texts_in_a_folder_below_a_course_are_neither_modules_nor_faults(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "drafts").mkdir()
    for name in ("02-late.md", "notes.md"):
        (folder / "drafts" / name).write_text("---\ntitle: Late\n---\n")

    course = read_course(folder, shown_as="teaming")

    assert [module.id for module in course.modules] == ["engine"]
    assert [str(problem) for problem in course.problems if "not a module" in problem.message] == []
