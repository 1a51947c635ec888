"""What becomes of names and titles that are longer than the tables hold? They harm nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Revision
from tests.courses import publish, write_course


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """A course with a published module that has changed since."""
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("The drive.", "The energy."), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["02-" + "long-" * 30 + "way.md", "99999999999-engine-two.md"])
def test_a_module_with_too_long_a_name_keeps_only_itself_back(
    session: Session, folder: Path, name: str
) -> None:
    (folder / name).write_text("---\ntitle: Way\n---\n\nText.\n", "utf-8")

    report = publish(session, folder.parent)

    assert [problem.file for problem in report.errors] == [f"courses/teaming/{name}"]
    assert len(session.scalars(select(Revision)).all()) == 2


@pytest.mark.parametrize("line", ["title: " + "x" * 201, "title: X\nlanguage: everything-there-is"])
def test_a_cover_that_says_too_much_keeps_only_itself_back(
    session: Session, folder: Path, line: str
) -> None:
    (folder / "course.md").write_text(f"---\n{line}\n---\n\nHello.\n", "utf-8")

    report = publish(session, folder.parent)

    assert [problem.file for problem in report.errors] == ["courses/teaming/course.md"]
    assert len(session.scalars(select(Revision)).all()) == 2


def test_a_course_with_too_long_a_name_is_said_and_left_out(session: Session, folder: Path) -> None:
    other = folder.parent / ("course" * 30)
    other.mkdir()
    (other / "course.md").write_text("---\ntitle: Long\n---\n", "utf-8")

    report = publish(session, folder.parent)

    assert [problem.file for problem in report.errors] == [f"courses/{other.name}/course.md"]
    assert len(session.scalars(select(Revision)).all()) == 2
