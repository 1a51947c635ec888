"""What does an act for many pairs change, and what does taking it back leave as it is?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.leading.board import actions
from tandem.leading.board.acts import Act, DoneAct, PairBefore
from tandem.models import Assignment, AuditEntry, Course, Pair, Publication
from tandem.progress.assignments.queries import live_assignment
from tandem.terms import AuditAct, CourseState, PairState
from tests.cast import NOW, House
from tests.lessons import assign, lesson, question, serve
from tests.locks import locks_taken

DAY, OTHER = date(2099, 3, 31), date(2099, 6, 30)


@pytest.fixture
def wide() -> bool:
    """Pairs in several states."""
    return True


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """Sam and Sue have a course with a date of their own."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served, due_on=DAY)
    return served


def pause(session: Session, cast: House, *pairs: Pair, until: date = DAY) -> DoneAct:
    """Lee lets pairs rest."""
    ids = [pair.id for pair in pairs]
    return actions.pause(
        session, ids, until=until, zone="Europe/Berlin", by_id=cast.lee.id, now=NOW
    )


def undo(session: Session, cast: House, done: DoneAct) -> int:
    """Lee takes it back."""
    return actions.undo(session, done, by_id=cast.lee.id, now=NOW)


def test_pairs_are_held_once_and_in_the_order_of_their_ids(session: Session, cast: House) -> None:
    ids = [cast.paused_pair.id, cast.pair.id, cast.second_pair.id, cast.pair.id]

    with locks_taken() as taken:
        held = actions.held_pairs(session, ids)

    assert [pair.id for pair in held] == sorted(set(ids))
    assert taken == [f"pair.id = {pair_id} FOR UPDATE" for pair_id in sorted(set(ids))]


def test_a_pair_is_read_again_once_it_is_held(session: Session, cast: House) -> None:
    ended = {"state": PairState.ENDED}
    session.connection().execute(update(Pair.__table__).values(**ended))

    (held,) = actions.held_pairs(session, [cast.pair.id])

    assert held.state is PairState.ENDED


def test_only_active_pairs_are_paused(session: Session, cast: House) -> None:
    done = pause(session, cast, cast.paused_pair, cast.pair, cast.ended_pair)

    assert done == DoneAct(Act.PAUSE, (PairBefore(cast.pair.id),), day=DAY)
    assert (cast.pair.state, cast.pair.paused_until, cast.pair.pause_zone) == (
        PairState.PAUSED, DAY, "Europe/Berlin",
    )  # fmt: skip
    assert cast.paused_pair.paused_until is None


def test_only_paused_pairs_go_on_and_their_pause_is_kept(session: Session, cast: House) -> None:
    pause(session, cast, cast.pair)
    ids = [cast.pair.id, cast.second_pair.id, cast.ended_pair.id, cast.paused_pair.id]

    done = actions.resume(session, ids, by_id=cast.lee.id, now=NOW)

    assert sorted(done.before, key=lambda row: row.pair_id) == sorted(
        [PairBefore(cast.pair.id, DAY, "Europe/Berlin"), PairBefore(cast.paused_pair.id)],
        key=lambda row: row.pair_id,
    )
    assert cast.ended_pair.state is PairState.ENDED


def test_a_pause_is_taken_back_only_where_the_pair_rests_to_the_same_day(
    session: Session, cast: House
) -> None:
    done = pause(session, cast, cast.pair, cast.second_pair, cast.leaders_pair)
    cast.second_pair.paused_until = OTHER
    cast.leaders_pair.state = PairState.ENDED
    session.flush()

    assert undo(session, cast, done) == 1
    assert [pair.state for pair in (cast.pair, cast.second_pair, cast.leaders_pair)] == [
        PairState.ACTIVE, PairState.PAUSED, PairState.ENDED,
    ]  # fmt: skip


def test_going_on_is_taken_back_only_where_the_pair_is_still_active(
    session: Session, cast: House
) -> None:
    pause(session, cast, cast.pair, cast.second_pair)
    ids = [cast.pair.id, cast.second_pair.id]
    done = actions.resume(session, ids, by_id=cast.lee.id, now=NOW)
    cast.second_pair.state = PairState.ENDED
    session.flush()

    assert undo(session, cast, done) == 1
    assert (cast.pair.state, cast.pair.paused_until, cast.pair.pause_zone) == (
        PairState.PAUSED, DAY, "Europe/Berlin",
    )  # fmt: skip


def give(session: Session, cast: House, course: Course, *pairs: Pair) -> DoneAct:
    """Lee gives a course by another date."""
    return actions.give_course(
        session, [pair.id for pair in pairs], course_id=course.id, due_on=OTHER, zone="Asia/Tokyo",
        by_id=cast.lee.id, now=NOW + timedelta(hours=1),
    )  # fmt: skip


def own(session: Session, pair: Pair, course: Course) -> Assignment | None:
    """What a pair has of a course by itself."""
    session.flush()
    return live_assignment(session, team_id=pair.team_id, course_id=course.id, pair_id=pair.id)


def test_a_course_is_given_to_every_pair_that_has_not_ended_and_what_was_is_kept(
    session: Session, cast: House, course: Course
) -> None:
    before = own(session, cast.pair, course)
    assert before is not None
    before.renew_months = 12

    done = give(session, cast, course, cast.pair, cast.paused_pair, cast.ended_pair)

    assert (done.act, done.day, done.course_id) == (Act.COURSE, OTHER, course.id)
    kept = {row.pair_id: row for row in done.before}
    assert kept[cast.pair.id].day == DAY
    assert (kept[cast.pair.id].had_own, kept[cast.pair.id].renew_months) == (True, 12)
    assert kept[cast.paused_pair.id] == PairBefore(cast.paused_pair.id)
    assert cast.ended_pair.id not in kept
    moved = own(session, cast.pair, course)
    assert moved is not None
    assert (moved.due_on, moved.time_zone, moved.renew_months) == (OTHER, "Asia/Tokyo", 12)


def test_a_date_comes_back_with_its_zone_and_what_was_given_anew_goes(
    session: Session, cast: House, course: Course
) -> None:
    done = give(session, cast, course, cast.pair, cast.second_pair)

    assert undo(session, cast, done) == 2

    back = own(session, cast.pair, course)
    assert back is not None
    assert (back.due_on, back.time_zone) == (DAY, "Europe/Berlin")
    assert own(session, cast.second_pair, course) is None
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    given = [AuditAct.COURSE_MOVED, AuditAct.COURSE_GIVEN]
    assert acts == [*given, AuditAct.COURSE_MOVED, AuditAct.COURSE_TAKEN_BACK]


def test_a_course_that_is_archived_is_given_only_to_pairs_that_have_it(
    session: Session, cast: House, course: Course
) -> None:
    course.state = CourseState.ARCHIVED
    session.add(Publication(at=NOW))
    session.commit()

    done = give(session, cast, course, cast.second_pair, cast.pair)

    assert [row.pair_id for row in done.before] == [cast.pair.id]
    assert own(session, cast.second_pair, course) is None


def test_a_date_that_was_moved_since_stays(session: Session, cast: House, course: Course) -> None:
    done = give(session, cast, course, cast.pair, cast.second_pair)
    moved, gone = (own(session, pair, course) for pair in (cast.pair, cast.second_pair))
    assert moved is not None
    assert gone is not None
    moved.due_on, gone.withdrawn_at = date(2099, 9, 9), NOW
    session.flush()

    assert undo(session, cast, done) == 0
    assert moved.due_on == date(2099, 9, 9)
