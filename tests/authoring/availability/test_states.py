"""What does it take for a course to go to another state, and where does it run?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.availability.actions import change_state, is_empty
from tandem.authoring.availability.queries import course_runs
from tandem.models import Course, CourseChange, Person, Publication
from tandem.terms import CourseState
from tests.cast import NOW, Cast
from tests.lessons import assign, assignment, lesson, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """An open course with one module."""
    return serve(session, lesson())


def put(session: Session, state: CourseState, by: Person | None = None, *, hours: int = 0) -> bool:
    """The course goes to a state."""
    by_id = by.id if by else None
    return change_state(session, "teaming", state, by_id=by_id, now=NOW + timedelta(hours=hours))


def written(session: Session) -> tuple[int, int]:
    """How many changes and publications there are."""
    counts = (
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (CourseChange, Publication)
    )
    changes, publications = counts
    return changes, publications


def test_every_change_is_kept_and_told_to_all_workers(session: Session, course: Course) -> None:
    changes, publications = written(session)

    assert put(session, CourseState.ARCHIVED)
    assert put(session, CourseState.OPEN)

    assert written(session) == (changes + 2, publications + 2)
    assert course.state is CourseState.OPEN


def test_a_repeat_changes_nothing(session: Session, course: Course) -> None:
    before = written(session)

    assert put(session, CourseState.OPEN)

    assert written(session) == before


def test_an_empty_course_is_archived_and_never_opened(session: Session, cast: Cast) -> None:
    serve(session)
    assert put(session, CourseState.ARCHIVED)
    before = written(session)

    assert not put(session, CourseState.OPEN)

    assert written(session) == before
    assert course_runs(session, "teaming").state is CourseState.ARCHIVED


def test_a_course_that_is_not_there_has_no_state(session: Session, cast: Cast) -> None:
    with pytest.raises(NoResultFound):
        put(session, CourseState.OPEN)
    with pytest.raises(NoResultFound):
        course_runs(session, "teaming")


def test_the_last_change_is_named_with_who_made_it(
    session: Session, cast: Cast, course: Course
) -> None:
    untouched = course_runs(session, "teaming")
    put(session, CourseState.ARCHIVED, cast.ada)
    put(session, CourseState.OPEN, cast.tess, hours=1)
    by_tess = course_runs(session, "teaming")
    put(session, CourseState.ARCHIVED, hours=2)
    by_nobody = course_runs(session, "teaming")

    told = [(runs.changed_at, runs.by_name) for runs in (untouched, by_tess, by_nobody)]
    assert told == [
        (None, ""), (NOW + timedelta(hours=1), "Tess Novak"), (NOW + timedelta(hours=2), ""),
    ]  # fmt: skip


def test_a_course_runs_in_each_team_that_still_has_it(
    session: Session, cast: Cast, course: Course
) -> None:
    other = serve(session, lesson(name="other"), course_slug="other")
    assert course_runs(session, "teaming").teams == 0
    assign(session, cast.pair, course)
    whole = assignment(cast.pair, course)
    whole.pair_id = None
    gone = assignment(cast.other_pair, course)
    gone.withdrawn_at = NOW
    session.add_all([whole, gone, assignment(cast.other_pair, other)])
    session.flush()

    assert course_runs(session, "teaming").teams == 1
    gone.withdrawn_at = None
    session.flush()
    assert course_runs(session, "teaming").teams == 2


def test_of_two_courses_one_goes_to_another_state(session: Session, course: Course) -> None:
    other = serve(session, lesson(name="other"), course_slug="other")
    put(session, CourseState.ARCHIVED, hours=1)
    change_state(session, "other", CourseState.ARCHIVED, by_id=None, now=NOW + timedelta(hours=2))
    change_state(session, "other", CourseState.OPEN, by_id=None, now=NOW + timedelta(hours=3))

    assert (course.state, other.state) == (CourseState.ARCHIVED, CourseState.OPEN)
    assert course_runs(session, "teaming").changed_at == NOW + timedelta(hours=1)


def test_whether_a_course_is_empty_goes_by_its_own_modules(
    session: Session, course: Course
) -> None:
    empty = Course(slug="empty", title="A", audience="rep", state=CourseState.DRAFT)
    session.add(empty)
    session.flush()

    assert not is_empty(session, course.id)
    assert is_empty(session, empty.id)
