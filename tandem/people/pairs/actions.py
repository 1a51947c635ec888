"""What changes a pair? Each change is a row of its own; a pair is ended, never deleted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tandem.dates import is_past
from tandem.models import Pair, PairChange, PairConsent
from tandem.models.locking import hold
from tandem.people.pairs.queries import consents
from tandem.people.pairs.rules import has_begun, may_become
from tandem.terms import Consent, PairState


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
    """A new pair, active where both have agreed to it, else proposed to the two.

    None where another request formed the same pair a moment earlier.
    """
    pair = Pair(
        team_id=team_id,
        rep_id=rep_id,
        support_id=support_id,
        state=state,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(pair)
    except IntegrityError:
        return None
    session.add(PairChange(pair_id=pair.id, state=state, at=now, by_id=by_id))
    return pair


def answer_proposal(
    session: Session, pair: Pair, answer: Consent, *, person_id: int, now: datetime
) -> bool:
    """Record an answer to a proposal; True where the pair begins. A repeat changes nothing."""
    hold(session, Pair.id == pair.id)
    answers = consents(session, [pair.id]).get(pair.id, {})
    if answers.get(person_id) is not answer:
        session.add(PairConsent(pair_id=pair.id, person_id=person_id, answer=answer, at=now))
        session.flush()
        answers = {**answers, person_id: answer}
    if not has_begun(answers, rep_id=pair.rep_id, support_id=pair.support_id):
        return False
    return change_state(session, pair, PairState.ACTIVE, by_id=person_id, now=now)


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
        .where(Pair.state == PairState.PAUSED, Pair.paused_until.is_not(None))
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
    pair.state, pair.paused_until, pair.pause_zone = state, None, None
    session.add(
        PairChange(
            pair_id=pair.id, state=state, at=now, by_id=by_id, reason=reason, not_again=not_again
        )
    )
    return True
