"""What changes a pair? Each change is a row of its own; a pair is ended, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tandem.dates import is_past
from tandem.models import Pair, PairChange, PairConsent, Person, PersonRole, TeamMember
from tandem.models.locking import hold
from tandem.people import forming
from tandem.people.pairs.queries import consents, living_pairs
from tandem.people.pairs.rules import has_begun, may_become
from tandem.terms import SEATS, AuditAct, Consent, PairState, Role


def answer_proposal(
    session: Session, pair: Pair, answer: Consent, *, person_id: int, now: datetime
) -> bool:
    """Record an answer to a proposal, whose pair is held; True where the pair begins. A repeat
    changes nothing.

    Where the two were a pair in another team, that one goes on, and the proposed one has ended.
    """
    answers = consents(session, [pair.id]).get(pair.id, {})
    if answers.get(person_id) is not answer:
        session.add(PairConsent(pair_id=pair.id, person_id=person_id, answer=answer, at=now))
        session.flush()
        answers = {**answers, person_id: answer}
    if not has_begun(answers, rep_id=pair.rep_id, support_id=pair.support_id):
        return False
    earlier = forming.pair_to_go_on_in(session, pair)
    if earlier is None:
        return change_state(session, pair, PairState.ACTIVE, by_id=person_id, now=now)
    change_state(session, pair, PairState.ENDED, by_id=person_id, now=now)
    session.flush()
    forming.go_on(session, earlier, proposed=pair, by_id=person_id, now=now)
    return True


def pause(
    session: Session, pair: Pair, *, until: date, zone: str, by_id: int | None, now: datetime
) -> bool:
    """Pause a pair to the end of a day. False where it may not be paused."""
    if not change_state(session, pair, PairState.PAUSED, by_id=by_id, now=now):
        return False
    pair.paused_until, pair.pause_zone = until, zone
    return True


def resume_rested(session: Session, *, now: datetime) -> int:
    """Resume every pair whose pause is over; gives their number."""
    query = (
        select(Pair)
        .where(Pair.state == PairState.PAUSED)
        .order_by(Pair.id)
        .with_for_update(skip_locked=True)
    )
    rested = [
        pair
        for pair in session.scalars(query)
        if pair.paused_until and is_past(pair.paused_until, zone=pair.pause_zone or "UTC", now=now)
    ]
    for pair in rested:
        change_state(session, pair, PairState.ACTIVE, by_id=None, now=now)
    return len(rested)


def change_state(
    session: Session,
    pair: Pair,
    state: PairState,
    *,
    by_id: int | None,
    now: datetime,
    reason: str = "",
    not_again: bool = False,
) -> bool:
    """Begin, pause, resume or end a pair. False where that is not allowed; a repeat is ignored."""
    if pair.state is state:
        return True
    if not may_become(pair.state, state):
        return False
    if pair.state is PairState.PROPOSED and pair.again_at is not None:
        pair.again_at = now
    # Resumed by nobody is by the calendar: a pause was over.
    if by_id is not None or state is PairState.ENDED:
        forming.record(session, act_of(pair.state, state), pair, by_id=by_id, now=now)
    pair.state, pair.paused_until, pair.pause_zone = state, None, None
    session.add(
        PairChange(
            pair_id=pair.id, state=state, at=now, by_id=by_id, reason=reason, not_again=not_again
        )
    )
    return True


@dataclass(frozen=True)
class RestoredPair:
    """A pair as it was before it ended: what an undo restores."""

    pair_id: int
    state: PairState
    paused_until: date | None = None
    pause_zone: str | None = None


def before_of(pair: Pair) -> RestoredPair:
    """A pair as it is now."""
    return RestoredPair(pair.id, pair.state, pair.paused_until, pair.pause_zone)


def undo_end(
    session: Session, before: RestoredPair, *, ended_at: datetime, by_id: int | None, now: datetime
) -> bool:
    """Let a pair that was just ended go on as before. False where it has changed since, the two
    are a pair again meanwhile, or one of them can no longer sit in it. What was said when it ended
    goes with the ending."""
    hold(session, Pair.id == before.pair_id)
    pair = session.scalars(
        select(Pair).where(Pair.id == before.pair_id).execution_options(populate_existing=True)
    ).one()
    query = select(PairChange).where(PairChange.pair_id == pair.id)
    last = session.scalars(query.order_by(PairChange.id.desc()).limit(1)).one()
    anew = frozenset({pair.rep_id, pair.support_id}) in living_pairs(
        session, {pair.rep_id, pair.support_id}
    )
    if last.at != ended_at or anew or not may_both_sit(session, pair):
        return False
    last.reason, last.not_again = "", False
    pair.state = before.state
    pair.paused_until, pair.pause_zone = before.paused_until, before.pause_zone
    session.add(PairChange(pair_id=pair.id, state=before.state, at=now, by_id=by_id))
    forming.record(session, AuditAct.PAIR_RESUMED, pair, by_id=by_id, now=now)
    return True


def may_both_sit(session: Session, pair: Pair) -> bool:
    """Do the two of a pair have open accounts, a place in its team and the roles of their seats?"""
    seats = or_(
        and_(Person.id == pair.rep_id, PersonRole.role == Role.REP),
        and_(Person.id == pair.support_id, PersonRole.role == Role.SUPPORT),
    )
    query = (
        select(func.count())
        .select_from(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(seats, TeamMember.team_id == pair.team_id, Person.is_active)
    )
    return session.scalars(query).one() == len(SEATS)


def act_of(before: PairState, after: PairState) -> AuditAct:
    """What a change of a pair is called in the log."""
    match after:
        case PairState.PAUSED:
            return AuditAct.PAIR_PAUSED
        case PairState.ENDED:
            return AuditAct.PAIR_ENDED
        case _:
            began = before is PairState.PROPOSED
            return AuditAct.PAIR_BEGAN if began else AuditAct.PAIR_RESUMED
