"""Does a course that is renewed begin anew by its date, with everything kept that was done?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.leading.board.rows import every_row
from tandem.leading.status.counting import counts, tally_of
from tandem.leading.status.queries import Due, Filters, StatusScope
from tandem.learning.lessons import actions as reading
from tandem.library.served import library
from tandem.models import (
    Assignment,
    Completion,
    Course,
    Pair,
    RoundDone,
    StepDone,
)
from tandem.people.pairs import actions as pairs
from tandem.progress.assigned import given_to
from tandem.progress.assignments import actions as assignments
from tandem.progress.rules.rounds import Round
from tandem.terms import PairState, Role, Step, Together
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.lessons import assign, counted_queries, finish, lesson, question, serve
from tests.moments import SetClock
from tests.progress.rounds.round_helpers import (
    AFTER,
    BEFORE,
    FAR,
    SECOND,
    again,
    at,
    both_finish,
    give,
    given,
    rows,
)
from tests.status import drain
from tests.two_pairs import two_pairs


def test_a_pair_stays_through_until_the_day_on_which_it_begins_anew(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)

    assert at(session, cast.pair, BEFORE).together is Together.BOTH_DONE
    assert at(session, cast.pair, BEFORE).round.renews_at == SECOND


def test_the_next_round_asks_for_all_of_it_and_keeps_what_was_done(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)

    found = at(session, cast.pair, AFTER)

    half = found.modules[0].rep
    assert (found.together, found.round) == (Together.NOBODY_YET, Round(2, SECOND))
    assert (half.is_done, half.next_step, half.done_before) == (False, Step.READ, NOW)
    assert rows(session, Completion) == 2


def test_a_later_round_is_due_as_far_ahead_as_the_first_was(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)

    assert given(session, cast.pair, BEFORE).due_on == date(2026, 4, 1)
    assert given(session, cast.pair, AFTER).due_on == date(2026, 5, 2)


def test_what_is_done_in_the_new_round_is_a_row_of_its_own(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)
    session.rollback()

    again(session, cast)
    again(session, cast)

    assert (rows(session, StepDone), rows(session, Completion)) == (6, 3)
    found = at(session, cast.pair, AFTER).modules[0]
    assert (found.together, found.rep.finished_at) == (Together.WAITING_FOR_SUPPORT, AFTER)


def test_a_pair_in_its_first_round_is_not_asked_again_by_another_pair(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)
    other = stage.pair(session, cast.south, cast.sam, cast.ona)
    assign(session, other, course)

    found = at(session, other, AFTER)

    assert (found.round, found.together) == (Round(), Together.WAITING_FOR_SUPPORT)


def test_a_course_that_is_not_renewed_stays_complete(
    session: Session, cast: Cast, course: Course
) -> None:
    give(session, cast, course, months=None)
    both_finish(session, cast)

    assert at(session, cast.pair, AFTER).together is Together.BOTH_DONE


def test_a_module_that_comes_later_does_not_change_when_it_begins_anew(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)
    session.rollback()
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))

    assert at(session, cast.pair, AFTER).round == Round(2, SECOND)


def test_a_course_taken_back_and_given_again_is_as_it_was(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)
    session.rollback()
    again(session, cast)
    assignments.withdraw(
        session, session.scalars(select(Assignment)).one(), by_id=cast.lee.id, now=AFTER
    )
    session.commit()
    gone = given_to(session, [cast.pair.id], now=AFTER)
    session.rollback()

    give(session, cast, course)

    found = at(session, cast.pair, AFTER)
    assert gone == []
    assert (found.round, found.together) == (Round(2, SECOND), Together.WAITING_FOR_SUPPORT)


def test_a_date_for_one_pair_leaves_the_renewal_of_its_team(
    session: Session, cast: Cast, course: Course
) -> None:
    assign(session, cast.pair, course, due_on=date(2026, 6, 1))

    found = given(session, cast.pair, NOW)

    assert (found.due_on, found.renew_months) == (date(2026, 6, 1), 1)


def test_an_ended_pair_begins_no_new_round(session: Session, cast: Cast, course: Course) -> None:
    both_finish(session, cast)
    session.rollback()
    pair = session.get_one(Pair, cast.pair.id)
    pairs.change_state(session, pair, PairState.ENDED, by_id=None, now=NOW)
    session.commit()

    assert at(session, cast.pair, AFTER).together is Together.BOTH_DONE


@two_pairs
def test_the_grid_counts_a_new_round_on_its_day_without_anything_running(
    session: Session, cast: Cast, course: Course, clock: SetClock
) -> None:
    clock.set_to(NOW)
    give(session, cast, course, months=36)
    both_finish(session, cast)
    drain(session)
    days = (FAR - timedelta(seconds=1), FAR)
    sights = [StatusScope(leader_id=cast.lee.id, team_id=None, now=now) for now in days]

    states = [tally_of(counts(session, one, Filters())).states for one in sights]
    found = [list(every_row(session, one, Filters(state=Together.NOBODY_YET))) for one in sights]

    assert [one[Together.BOTH_DONE] for one in states] == [1, 0]
    assert [one[Together.NOBODY_YET] for one in states] == [0, 1]
    assert [len(one) for one in found] == [0, 1]


@two_pairs
def test_a_new_round_runs_out_and_stands_still_like_the_first(
    session: Session, cast: Cast, course: Course, clock: SetClock
) -> None:
    clock.set_to(NOW)
    give(session, cast, course, months=36)
    both_finish(session, cast)
    drain(session)
    late = StatusScope(leader_id=cast.lee.id, team_id=None, now=FAR + timedelta(days=40))

    found = tally_of(counts(session, late, Filters()))
    (row,) = every_row(session, late, Filters(due=Due.OVERDUE, stalled=True))

    assert (found.overdue, found.stalled) == (1, 1)
    assert (row.progress.is_overdue, row.days_still) == (True, 40)


def test_a_round_is_recorded_once_however_often_somebody_looks(
    session: Session, cast: Cast, course: Course
) -> None:
    both_finish(session, cast)
    session.rollback()
    finish(session, cast.sam)

    assert rows(session, RoundDone) == 1


def test_rounds_cost_no_query_of_their_own(session: Session, cast: Cast, course: Course) -> None:
    both_finish(session, cast)
    session.rollback()

    with counted_queries(session.get_bind()) as sent:  # type: ignore[arg-type]
        given_to(session, [cast.pair.id], now=AFTER)

    assert len(sent) == 1


@pytest.mark.parametrize("is_late", [False, True])
def test_a_round_is_recorded_with_what_ends_it_before_anybody_looks(
    session: Session, cast: Cast, is_late: bool
) -> None:
    course = serve(session, lesson(), lesson(name="second"))
    give(session, cast, course)
    served = library(session).course("teaming").modules
    last = served[1] if is_late else served[0]

    for module in (served[0], last):
        for who, role in ((cast.sam, Role.REP), (cast.sue, Role.SUPPORT)):
            reading.mark_read(
                session,
                module,
                person_id=who.id,
                revision_id=module.revision_id,
                role=role,
                now=NOW,
            )

    ended = session.scalars(select(RoundDone.finished_at)).all()
    assert ended == ([NOW] if is_late else [])
