"""Is the status of pairs what the records say, whatever happens?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.leading.status import marks
from tandem.models import Assignment, Course, Pair, PairStatus
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Step, Together
from tests.cast import NOW, Cast
from tests.lessons import assign, do, finish, lesson, question, serve
from tests.status import drain


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=date(2026, 3, 31))
    return served


def status_of(session: Session, pair: Pair) -> PairStatus | None:
    """The status of a pair once whatever waited has been made anew."""
    drain(session)
    session.expire_all()
    return session.scalars(select(PairStatus).where(PairStatus.pair_id == pair.id)).one_or_none()


def test_a_pair_without_a_course_has_no_status(session: Session, cast: Cast) -> None:
    assert status_of(session, cast.pair) is None


def test_a_course_that_is_given_makes_one(session: Session, cast: Cast, course: Course) -> None:
    found = status_of(session, cast.pair)

    assert found is not None
    assert found.names == "adeyemi sam zhang sue"
    assert found.together is Together.NOBODY_YET
    assert found.unbegun_since == NOW
    # The end of 31 March in Berlin.
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-03-31T22:00:00+00:00"


def test_a_step_is_noticed_as_it_is_recorded(session: Session, cast: Cast, course: Course) -> None:
    do(session, cast.sam, Step.READ)

    found = status_of(session, cast.pair)

    assert found is not None
    assert (found.unbegun_since, found.still_since) == (None, NOW)


def test_a_half_that_is_finished_waits_for_the_other(
    session: Session, cast: Cast, course: Course
) -> None:
    finish(session, cast.sam)

    found = status_of(session, cast.pair)

    assert found is not None
    assert found.together is Together.WAITING_FOR_SUPPORT


def test_a_pair_that_is_through_is_not_running(
    session: Session, cast: Cast, course: Course
) -> None:
    for slug in ("engine", "second"):
        for who in (cast.sam, cast.sue):
            finish(session, who, slug)

    found = status_of(session, cast.pair)

    assert found is not None
    assert found.together is Together.BOTH_DONE
    assert (found.is_running, found.still_since) == (False, None)


def test_a_new_module_is_open_for_a_pair_that_was_through(
    session: Session, cast: Cast, course: Course
) -> None:
    for slug in ("engine", "second"):
        for who in (cast.sam, cast.sue):
            finish(session, who, slug)

    serve(session, lesson(question("q1")), lesson(question("q3"), name="third"))

    found = status_of(session, cast.pair)
    assert found is not None
    assert found.together is Together.NOBODY_YET


def test_a_pause_stops_the_clocks_and_going_on_starts_them_anew(
    session: Session, cast: Cast, course: Course
) -> None:
    row = session.get_one(Pair, cast.pair.id)
    pairs.change_state(session, row, PairState.PAUSED, by_id=None, now=NOW)
    session.commit()
    paused = status_of(session, cast.pair)
    assert paused is not None
    assert paused.unbegun_since is None

    later = NOW + timedelta(days=30)
    pairs.change_state(session, row, PairState.ACTIVE, by_id=None, now=later)
    session.commit()

    found = status_of(session, cast.pair)
    assert found is not None
    assert found.unbegun_since == later


def test_a_name_that_changes_is_found_under_the_new_one(
    session: Session, cast: Cast, course: Course
) -> None:
    cast.sue.surname = "Wang"
    session.commit()

    found = status_of(session, cast.pair)

    assert found is not None
    assert found.names == "adeyemi sam wang sue"


def test_a_course_taken_back_leaves_no_status(session: Session, cast: Cast, course: Course) -> None:
    assert status_of(session, cast.pair) is not None
    session.scalars(select(Assignment)).one().withdrawn_at = NOW
    session.commit()

    assert status_of(session, cast.pair) is None


def test_many_rows_written_at_once_are_noticed_too(
    session: Session, cast: Cast, course: Course
) -> None:
    assert status_of(session, cast.pair) is not None
    session.execute(delete(Assignment))
    session.commit()

    assert status_of(session, cast.pair) is None


def test_what_was_undone_changes_nothing(session: Session, cast: Cast, course: Course) -> None:
    session.scalars(select(Assignment)).one().withdrawn_at = NOW
    session.flush()
    session.rollback()
    session.commit()

    assert status_of(session, cast.pair) is not None


def test_a_status_that_was_lost_is_made_again(session: Session, cast: Cast, course: Course) -> None:
    session.execute(delete(PairStatus))
    marks.note(session, [marks.EVERYBODY])
    session.commit()

    assert status_of(session, cast.pair) is not None


@pytest.mark.parametrize("is_undone", [False, True])
def test_the_end_of_a_savepoint_waits_for_the_commit(
    session: Session, cast: Cast, course: Course, is_undone: bool
) -> None:
    held = select(Pair).where(Pair.id == cast.pair.id).with_for_update()
    pairs.change_state(session, session.scalars(held).one(), PairState.PAUSED, by_id=None, now=NOW)
    session.flush()

    with session.begin_nested() as savepoint:
        cast.sam.given_name = "Samuel"
        session.flush()
        if is_undone:
            savepoint.rollback()
    session.commit()

    found = status_of(session, cast.pair)
    assert found is not None
    assert found.pair_state is PairState.PAUSED
