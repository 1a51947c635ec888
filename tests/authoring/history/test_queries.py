"""Which text of a module is shown, and what is it compared with?"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.editor.queries import place
from tandem.authoring.history.queries import history, revision_source
from tandem.models import Course, Module, Revision
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A module that was published three times: by the server, by Tess, and by nobody known."""
    for name in ("one", "two", "three"):
        course = serve(session, lesson(question(name)))
    rows = session.query(Revision).order_by(Revision.number).all()
    for row, text in zip(rows, ("a\nb", "a\nc", "a\nd"), strict=True):
        row.source = text
    rows[1].published_by_id = cast.tess.id
    session.commit()
    return course


@pytest.mark.parametrize(
    ("number", "shown", "source", "is_first"),
    [
        (None, 3, "a\nd", False),
        (3, 3, "a\nd", False),
        (2, 2, "a\nc", False),
        (1, 1, "a\nb", True),
        (9, 3, "a\nd", False),
        (0, 3, "a\nd", False),
    ],
)
def test_a_revision_is_shown_by_its_number_else_the_newest(
    session: Session, course: Course, number: int | None, shown: int, source: str, is_first: bool
) -> None:
    seen = history(session, course="teaming", module="engine", number=number)

    assert (seen.shown, seen.source, seen.is_first) == (shown, source, is_first)


def test_revisions_are_listed_the_newest_first_with_who_published_them(
    session: Session, course: Course
) -> None:
    rows = history(session, course="teaming", module="engine", number=None).revisions.rows

    assert [(row.number, row.by, row.is_served) for row in rows] == [
        (3, "", True), (2, "Tess Novak", False), (1, "", False),
    ]  # fmt: skip


def test_nothing_of_a_withdrawn_module_is_served(session: Session, course: Course) -> None:
    session.query(Module).one().withdrawn_at = NOW
    session.flush()

    rows = history(session, course="teaming", module="engine", number=None).revisions.rows

    assert [row.is_served for row in rows] == [False] * 3


def test_the_text_of_a_revision_is_there_by_its_number(session: Session, course: Course) -> None:
    where = place(session, course="teaming", module="engine")

    assert revision_source(session, where, 2) == "a\nc"
    with pytest.raises(NoResultFound):
        revision_source(session, where, 4)


@pytest.mark.parametrize(("course_slug", "module"), [("teaming", "other"), ("other", "engine")])
def test_a_module_that_was_never_published_has_no_history(
    session: Session, course: Course, course_slug: str, module: str
) -> None:
    with pytest.raises(NoResultFound):
        history(session, course=course_slug, module=module, number=None)


def test_a_module_has_only_its_own_revisions(session: Session, course: Course) -> None:
    serve(session, lesson(question("four"), name="late"), lesson(question("five"), name="late"))
    where = place(session, course="teaming", module="late")
    session.query(Revision).filter_by(module_id=where.module_id, number=2).one().source = "late"
    session.commit()

    seen = history(session, course="teaming", module="late", number=None)

    assert (seen.shown, seen.source) == (2, "late")
    assert revision_source(session, where, 2) == "late"
