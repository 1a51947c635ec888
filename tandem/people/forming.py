"""How do two become a pair? Who were one before, in the same seats, take up what they had.

Everything that the two did hangs on the row of their pair, so that it is the same row that lives
again: their steps, agreements, goal, certificates and texts with their promises.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all, update
from sqlalchemy.orm import Session

from tandem.models import Assignment, Pair, PairChange, Person, TeamMember
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.models.rows import first_of, is_any
from tandem.terms import AuditAct, PairState


def form_pair(
    session: Session,
    *,
    team_id: int,
    rep_id: int,
    support_id: int,
    by_id: int | None,
    now: datetime,
    state: PairState = PairState.ACTIVE,
) -> Pair | None:
    """A pair of these two, active where both have agreed to it, else proposed to the two.

    None where they are a pair already, in whichever seats: who forms it at the same time waits. A
    pair that had ended in another team stays there until both have said yes.
    """
    two = [rep_id, support_id]
    hold(session, Person.id.in_(two), references_pass=True)
    living = select(Pair.id).where(sit_together(two), Pair.state != PairState.ENDED)
    if is_any(session, living):
        return None
    pair = earlier_pair(session, rep_id=rep_id, support_id=support_id)
    if pair is None or (pair.team_id != team_id and state is PairState.PROPOSED):
        pair = Pair(team_id=team_id, rep_id=rep_id, support_id=support_id, created_at=now)
    elif has_been_active(session, pair):
        pair.again_at = now
    begin(session, pair, state, team_id=team_id, by_id=by_id, now=now)
    act = AuditAct.PAIR_PROPOSED if state is PairState.PROPOSED else AuditAct.PAIR_FORMED
    record(session, act, pair, by_id=by_id, now=now)
    return pair


def belong_elsewhere(session: Session, people: Collection[int], *, team_id: int) -> bool:
    """Does any of these people belong to another team as well, or sit in a pair of one, or did so?

    What they did there is shown here only when they have said yes to it themselves.
    """
    places = select(TeamMember.team_id).where(
        TeamMember.person_id.in_(people), TeamMember.team_id != team_id
    )
    seats = select(Pair.team_id).where(
        Pair.rep_id.in_(people) | Pair.support_id.in_(people), Pair.team_id != team_id
    )
    return session.execute(union_all(places, seats)).first() is not None


def pair_to_go_on_in(session: Session, proposed: Pair) -> Pair | None:
    """The pair of another time that goes on when the two say yes to this one, if there is one."""
    if proposed.again_at is not None:
        return None
    earlier = earlier_pair(session, rep_id=proposed.rep_id, support_id=proposed.support_id)
    return earlier if earlier is not None and has_been_active(session, earlier) else None


def go_on(session: Session, earlier: Pair, *, proposed: Pair, by_id: int, now: datetime) -> None:
    """Both have said yes to a proposed pair, which has just ended: their earlier pair goes on.

    What was given to the proposed pair alone is given to that one.
    """
    earlier.again_at = now
    begin(session, earlier, PairState.ACTIVE, team_id=proposed.team_id, by_id=by_id, now=now)
    record(session, AuditAct.PAIR_BEGAN, earlier, by_id=by_id, now=now)
    move_own(session, proposed, to=earlier)


def begin(
    session: Session,
    pair: Pair,
    state: PairState,
    *,
    team_id: int,
    by_id: int | None,
    now: datetime,
) -> None:
    """Let a pair begin in a team, or propose it there; its courses come along."""
    old_team_id = pair.team_id
    pair.team_id, pair.state = team_id, state
    session.add(pair)
    session.flush()
    if old_team_id != team_id:
        pair.moved_at = now
        carry_courses(session, pair, from_id=old_team_id, now=now)
    session.add(PairChange(pair_id=pair.id, state=state, at=now, by_id=by_id))
    session.flush()


def were_a_pair(session: Session, *, team_id: int, rep_id: int, support_id: int) -> bool:
    """Did these two work as a pair in this team, so that they find something again?

    That they did so in another team is told to no leader before both have said yes.
    """
    pair = earlier_pair(session, rep_id=rep_id, support_id=support_id)
    return pair is not None and pair.team_id == team_id and has_been_active(session, pair)


def earlier_pair(session: Session, *, rep_id: int, support_id: int) -> Pair | None:
    """The last pair of these two in these seats that has ended; one that worked before others."""
    query = (
        select(Pair)
        .where(Pair.rep_id == rep_id, Pair.support_id == support_id)
        .where(Pair.state == PairState.ENDED)
        .order_by(active_change(Pair.id).exists().desc(), Pair.id.desc())
    )
    return first_of(session, query)


def has_been_active(session: Session, pair: Pair) -> bool:
    """Has the pair ever begun?"""
    return is_any(session, active_change(pair.id))


def active_change(pair_id: Any) -> Select[int]:
    """The times at which a pair began or went on."""
    return select(PairChange.id).where(
        PairChange.pair_id == pair_id, PairChange.state == PairState.ACTIVE
    )


def carry_courses(session: Session, pair: Pair, *, from_id: int, now: datetime) -> None:
    """Give the pair in its new team what it had in the other, so that what was begun goes on.

    Without a date: dates are set by who leads it now. What the new team gives to all stays so.
    """
    live = select(Assignment).where(Assignment.withdrawn_at.is_(None))
    own = Assignment.pair_id == pair.id
    to_all = Assignment.pair_id.is_(None)
    here = live.where(Assignment.team_id == pair.team_id, to_all)
    given = {assignment.course_id for assignment in session.scalars(here)}
    there = live.where(Assignment.team_id == from_id, or_(own, to_all))
    there = there.where(Assignment.at <= last_ending(session, pair))
    before = session.scalars(there.order_by(to_all, Assignment.id)).all()
    session.execute(
        update(Assignment).where(own, Assignment.withdrawn_at.is_(None)).values(withdrawn_at=now)
    )
    for old in before:
        if old.course_id not in given:
            given.add(old.course_id)
            session.add(
                Assignment(
                    course_id=old.course_id, team_id=pair.team_id, pair_id=pair.id, at=now,
                    time_zone=old.time_zone, renew_months=old.renew_months,
                )
            )  # fmt: skip
    session.flush()


def move_own(session: Session, proposed: Pair, *, to: Pair) -> None:
    """What was given to the proposed pair alone is given to the other one, which may have it."""
    own = select(Assignment).where(
        Assignment.pair_id == proposed.id, Assignment.withdrawn_at.is_(None)
    )
    for new in session.scalars(own.order_by(Assignment.id)).all():
        session.execute(
            update(Assignment)
            .where(Assignment.pair_id == to.id, Assignment.course_id == new.course_id)
            .where(Assignment.withdrawn_at.is_(None))
            .values(withdrawn_at=new.at)
        )
        new.pair_id = to.id
        session.flush()


def last_ending(session: Session, pair: Pair) -> datetime:
    """When the pair last ended. Raises NoResultFound."""
    query = select(PairChange.at).where(
        PairChange.pair_id == pair.id, PairChange.state == PairState.ENDED
    )
    return session.scalars(query.order_by(PairChange.id.desc()).limit(1)).one()


def sit_together(two: list[int]) -> ColumnElement[bool]:
    """Do these two have both seats of the pair?"""
    return and_(Pair.rep_id.in_(two), Pair.support_id.in_(two))


def record(
    session: Session, act: AuditAct, pair: Pair, *, by_id: int | None, now: datetime
) -> None:
    """Let the log say what was done to the two."""
    record_act(
        session,
        act,
        by_id=by_id,
        subject_id=pair.rep_id,
        other_id=pair.support_id,
        team_id=pair.team_id,
        now=now,
    )
