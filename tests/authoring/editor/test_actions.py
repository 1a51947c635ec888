"""When is a text under way kept, and when does a course or a module begin?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.editor import actions, queries
from tandem.authoring.editor.queries import Desk, FilePlace
from tandem.content.files.workshop import WorkshopFile, hash_of
from tandem.models import Course, LessonDraft, Module, Person
from tandem.terms import CourseState
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def where(session: Session, cast: Cast) -> FilePlace:
    """The first of two modules."""
    serve(session, lesson(name="engine"), lesson(name="brake"))
    return queries.place(session, course="teaming", module="engine")


def keep(session: Session, who: Person, where: FilePlace, **fields: Any) -> LessonDraft:
    """Somebody's text is kept by their first page."""
    sent = {"source": "kept", "base": "was", "version": "1", "tab": "first", "now": NOW, **fields}
    return actions.keep_draft(session, where, person_id=who.id, **sent)


def drafts(session: Session) -> list[tuple[int, str, str]]:
    """Whose drafts there are, of what, and what they say."""
    rows = session.scalars(select(LessonDraft).order_by(LessonDraft.id)).all()
    return [(row.person_id, row.file_of, row.source) for row in rows]


def test_a_draft_takes_the_place_of_the_same_persons_of_the_same_file(
    session: Session, cast: Cast, where: FilePlace
) -> None:
    brake, tess, ada = queries.place(session, course="teaming", module="brake"), cast.tess, cast.ada
    keep(session, tess, brake)
    keep(session, ada, where)
    keep(session, tess, where)

    row = keep(
        session, tess, where, source="newer", base="then", version="v" * 70, tab="second", now=LATER
    )

    assert drafts(session) == [
        (tess.id, "brake", "kept"), (ada.id, "engine", "kept"), (tess.id, "engine", "newer"),
    ]  # fmt: skip
    assert (row.base, row.version, row.saved_at) == ("then", "v" * 64, LATER)
    assert row.tab == hash_of("second")


def test_one_draft_is_thrown_away_and_no_other(
    session: Session, cast: Cast, where: FilePlace
) -> None:
    other = serve(session, lesson(name="engine"), course_slug="other")
    brake = queries.place(session, course="teaming", module="brake")
    elsewhere = queries.place(session, course=other.slug, module="engine")
    for who, place in ((cast.tess, where), (cast.tess, brake), (cast.ada, where)):
        keep(session, who, place)
    keep(session, cast.tess, elsewhere, source="elsewhere")

    actions.throw_away(session, where, person_id=cast.tess.id)

    assert drafts(session) == [
        (cast.tess.id, "brake", "kept"), (cast.ada.id, "engine", "kept"),
        (cast.tess.id, "engine", "elsewhere"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({}, True),
        ({"source": "kept"}, False),
        ({"known": hash_of("kept")}, False),
        ({"tab": "first"}, False),
        ({"who": "ada"}, False),
        ({"in_file": "kept"}, False),
    ],
)
def test_a_draft_that_a_page_has_not_seen_is_not_replaced_by_it(
    session: Session, cast: Cast, where: FilePlace, sent: dict[str, str], taken: bool
) -> None:
    keep(session, cast.tess, where)
    who: Person = getattr(cast, sent.pop("who", "tess"))
    file = WorkshopFile(Path("x"), sent.pop("in_file", "was"), "1")
    desk = Desk(where, file, None, (), None, False, "", ())

    page = {"source": "mine", "known": "", "tab": "second", **sent}

    assert actions.is_taken(session, desk, person_id=who.id, **page) is taken


def test_a_course_begins_as_a_draft_that_nobody_is_served(
    session: Session, where: FilePlace
) -> None:
    place = actions.begin_course(session, slug="new", title="New", now=LATER)

    assert place is not None
    row = session.get_one(Course, place.course_id)
    assert (row.slug, row.title, row.state) == ("new", "New", CourseState.DRAFT)
    assert row.withdrawn_at == LATER
    assert place == queries.place(session, course="new", module="course.md")
    assert actions.begin_course(session, slug="teaming", title="Again", now=LATER) is None


@pytest.mark.parametrize(
    ("files", "file"),
    [
        ((), "03-clutch.md"),
        (("01-engine.md", "07-axle.md"), "08-clutch.md"),
        (("01-engine.md", "02-clutch.md"), None),
    ],
)
def test_a_module_begins_behind_those_in_the_folder_and_on_record(
    session: Session, where: FilePlace, tmp_path: Path, files: tuple[str, ...], file: str | None
) -> None:
    for name in files:
        (tmp_path / name).touch()

    place = actions.begin_module(session, where, slug="clutch", folder=tmp_path, now=LATER)

    assert (place.file if place else None) == file
    row = session.scalar(select(Module).where(Module.slug == "clutch"))
    if file is None:
        assert row is None
        return
    assert row is not None
    assert place == queries.place(session, course="teaming", module="clutch")
    assert (row.position, row.withdrawn_at, row.revision_id) == (int(file[:2]), LATER, None)


def test_a_module_of_this_name_begins_once_unless_nothing_came_of_it(
    session: Session, cast: Cast, where: FilePlace, tmp_path: Path
) -> None:
    def begin(slug: str) -> FilePlace | None:
        return actions.begin_module(session, where, slug=slug, folder=tmp_path, now=LATER)

    assert begin("engine") is None
    first = begin("clutch")
    assert first is not None
    again = begin("clutch")
    assert again is not None
    assert (again.module_id, again.file) == (first.module_id, first.file)
    keep(session, cast.tess, queries.place(session, course="teaming", module="brake"))
    assert begin("clutch") is not None
    keep(session, cast.tess, again)
    assert begin("clutch") is None


def test_a_module_takes_no_notice_of_another_course(
    session: Session, cast: Cast, where: FilePlace, tmp_path: Path
) -> None:
    other = serve(session, *(lesson(name=name) for name in "abcdef"), course_slug="other")
    session.add(Module(course_id=other.id, slug="clutch", file="09-clutch.md", position=9))
    session.flush()
    elsewhere = queries.place(session, course="other", module="clutch")
    keep(session, cast.tess, elsewhere)
    new = actions.begin_course(session, slug="new", title="New", now=NOW)
    assert new is not None

    for place, file in ((where, "03-clutch.md"), (new, "01-clutch.md")):
        begun = actions.begin_module(session, place, slug="clutch", folder=tmp_path, now=LATER)
        assert begun is not None
        assert (begun.course_id, begun.file) == (place.course_id, file)
        assert actions.begin_module(session, place, slug="clutch", folder=tmp_path, now=LATER)
    assert queries.place(session, course="other", module="clutch") == elsewhere
