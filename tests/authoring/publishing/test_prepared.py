"""Is everything that takes time done before anything is written, and still right when it is?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.authoring.publishing.prepared import Prepared, prepare
from tandem.authoring.publishing.queries import OnRecord
from tandem.content import text_process
from tandem.library.served import library
from tandem.models import Module, Publication, Revision
from tests.cast import NOW
from tests.courses import publish, write_course
from tests.nasty import nested_tags


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course with two modules, in files."""
    return write_course(tmp_path / "courses", "engine", "volcano")


@pytest.fixture
def other(engine: Engine) -> Iterator[Session]:
    """Somebody else who writes at the same time, and waits for nobody."""
    with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session


def count(session: Session, table: type) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def meanwhile(monkeypatch: pytest.MonkeyPatch, *acts: object) -> list[Prepared]:
    """Let acts happen one by one, each while a publication is prepared; gives what it prepared."""
    made: list[Prepared] = []
    left = list(acts)

    def and_then(root: Path, on_record: OnRecord, names: tuple[str, ...]) -> Prepared:
        made.append(prepare(root, on_record, names))
        if left:
            left.pop(0)()  # type: ignore[operator]
        return made[-1]

    monkeypatch.setattr(actions, "prepare", and_then)
    return made


def test_whoever_writes_waits_for_no_lesson_that_is_read_or_shown(
    session: Session, other: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        other.add(Publication(at=NOW, by_id=None))
        other.commit()

    meanwhile(monkeypatch, write)

    assert publish(session, folder.parent).published == ["01-engine.md", "02-volcano.md"]
    assert count(session, Publication) == 2


def test_what_was_published_meanwhile_is_prepared_anew(
    session: Session, other: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = meanwhile(monkeypatch, lambda: publish(other, folder.parent))

    report = publish(session, folder.parent)

    assert (report.published, report.errors) == ([], [])
    assert len(made) == 3
    assert (count(session, Revision), count(session, Publication)) == (2, 1)


def test_a_lesson_that_cannot_be_shown_keeps_its_last_good_text(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(session, folder.parent)
    monkeypatch.setattr(text_process, "SECONDS", 0.5)
    monkeypatch.setattr(text_process, "SECONDS_PER_MEGABYTE", 0)
    (folder / "01-engine.md").write_text(nested_tags(40_000), "utf-8")
    (folder / "02-volcano.md").write_text("---\ntitle: Vesuvius\n---\n\nIt smokes.\n", "utf-8")

    report = publish(session, folder.parent)
    again = publish(session, folder.parent)

    said = "courses/teaming/01-engine.md:9: error: showing what begins here takes too long."
    assert [str(problem) for problem in report.errors] == [f"{said} Make it simpler"]
    assert again.errors == report.errors
    titles = [entry.title for entry in library(session).course("teaming").modules]
    assert titles == ["Engine", "Vesuvius"]
    row = session.scalars(select(Module).where(Module.slug == "engine")).one()
    assert row.broken_since == NOW


def test_a_cover_that_cannot_be_shown_keeps_its_last_good_text(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(session, folder.parent)
    monkeypatch.setattr(text_process, "SECONDS", 0.5)
    monkeypatch.setattr(text_process, "SECONDS_PER_MEGABYTE", 0)
    for name in ("course.md", "course.de.md"):
        (folder / name).write_text(nested_tags(40_000), "utf-8")

    report = publish(session, folder.parent)

    assert [problem.file for problem in report.errors] == [
        "courses/teaming/course.de.md",
        "courses/teaming/course.md",
    ]
    assert library(session).course("teaming").title == "Respectful teaming"
