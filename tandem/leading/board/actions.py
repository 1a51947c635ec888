"""How is something done for many pairs at once, and taken back as it was?

Each pair is held and read again first. What has changed since stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.leading.board.acts import Act, DoneAct, PairBefore, reaches
from tandem.models import Assignment, Pair
from tandem.models.locking import hold
from tandem.people.pairs import actions as pair_actions
from tandem.progress.assignments import actions as assignment_actions
from tandem.progress.assignments.queries import live_assignment, may_be_given
from tandem.terms import AuditAct, PairState


def held_pairs(session: Session, pairs: Iterable[int]) -> list[Pair]:
    """These pairs, held until the commit, always in the same order."""
    held = []
    for pair_id in sorted(set(pairs)):
        hold(session, Pair.id == pair_id)
        query = select(Pair).where(Pair.id == pair_id).execution_options(populate_existing=True)
        held.append(session.scalars(query).one())
    return held


def pause(
    session: Session, pairs: Sequence[int], *, until: date, zone: str, by_id: int, now: datetime
) -> DoneAct:
    """Let pairs rest to the end of a day."""
    before = [
        PairBefore(pair.id)
        for pair in held_pairs(session, pairs)
        if reaches(Act.PAUSE, pair.state)
        and pair_actions.pause(session, pair, until=until, zone=zone, by_id=by_id, now=now)
    ]
    return DoneAct(Act.PAUSE, tuple(before), day=until)


def resume(session: Session, pairs: Sequence[int], *, by_id: int, now: datetime) -> DoneAct:
    """Let paused pairs go on."""
    before = []
    for pair in held_pairs(session, pairs):
        rested = PairBefore(pair.id, pair.paused_until, pair.pause_zone)
        if reaches(Act.RESUME, pair.state) and pair_actions.change_state(
            session, pair, PairState.ACTIVE, by_id=by_id, now=now
        ):
            before.append(rested)
    return DoneAct(Act.RESUME, tuple(before))


def give_course(
    session: Session,
    pairs: Sequence[int],
    *,
    course_id: int,
    due_on: date | None,
    zone: str,
    by_id: int,
    now: datetime,
) -> DoneAct:
    """Give pairs a course, or another date for it. How often it begins anew stays."""
    before = []
    for pair in held_pairs(session, pairs):
        if not reaches(Act.COURSE, pair.state) or not may_be_given(
            session, course_id, team_id=pair.team_id, pairs=[pair.id]
        ):
            continue
        own = own_assignment(session, pair, course_id)
        row = before_of(pair.id, own)
        before.append(row)
        assignment_actions.assign(
            session,
            team_id=pair.team_id,
            course_id=course_id,
            pairs=[pair.id],
            due_on=due_on,
            time_zone=zone,
            renew_months=row.renew_months,
            by_id=by_id,
            now=now,
        )
    return DoneAct(Act.COURSE, tuple(before), day=due_on, course_id=course_id)


def own_assignment(session: Session, pair: Pair, course_id: int | None) -> Assignment | None:
    """The course as it was given to this pair alone."""
    return live_assignment(session, team_id=pair.team_id, course_id=course_id, pair_id=pair.id)


def before_of(pair_id: int, own: Assignment | None) -> PairBefore:
    """What a pair's own date was."""
    if own is None:
        return PairBefore(pair_id)
    return PairBefore(pair_id, own.due_on, own.time_zone, own.due_days, own.renew_months, True)


def undo(session: Session, done: DoneAct, *, by_id: int, now: datetime) -> int:
    """Take back what was done, where nothing has changed since; for how many pairs."""
    before = {row.pair_id: row for row in done.before}
    return sum(
        undo_for(session, pair, before[pair.id], done, by_id=by_id, now=now)
        for pair in held_pairs(session, before)
    )


def undo_for(
    session: Session, pair: Pair, before: PairBefore, done: DoneAct, *, by_id: int, now: datetime
) -> bool:
    """Take it back for one pair. False where it is not as the act left it."""
    match done.act:
        case Act.PAUSE:
            rests_so = pair.state is PairState.PAUSED and pair.paused_until == done.day
            return rests_so and pair_actions.change_state(
                session, pair, PairState.ACTIVE, by_id=by_id, now=now
            )
        case Act.RESUME:
            if pair.state is not PairState.ACTIVE:
                return False
            pair_actions.change_state(session, pair, PairState.PAUSED, by_id=by_id, now=now)
            pair.paused_until, pair.pause_zone = before.day, before.zone
            return True
        case Act.COURSE:
            own = own_assignment(session, pair, done.course_id)
            if own is None or own.due_on != done.day:
                return False
            if before.had_own:
                own.due_on, own.due_days = before.day, before.due_days
                own.time_zone = before.zone or own.time_zone
                assignment_actions.record(session, AuditAct.COURSE_MOVED, own, by_id=by_id, now=now)
            else:
                assignment_actions.withdraw(session, own, by_id=by_id, now=now)
            return True
