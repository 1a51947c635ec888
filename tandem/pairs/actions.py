"""What changes a pair? Each change is a row of its own; a pair is ended, never deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tandem.models import Pair, PairChange
from tandem.rules.pairing import may_become
from tandem.terms import PairState


def form_pair(
    session: Session,
    *,
    team_id: int,
    rep_id: int,
    support_id: int,
    by_id: int | None,
    now: datetime,
) -> Pair | None:
    """A new active pair. None where another request formed the same pair a moment earlier."""
    pair = Pair(
        team_id=team_id,
        rep_id=rep_id,
        support_id=support_id,
        state=PairState.ACTIVE,
        created_at=now,
    )
    session.add(pair)
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        return None
    session.add(PairChange(pair_id=pair.id, state=PairState.ACTIVE, at=now, by_id=by_id))
    return pair


def change_state(
    session: Session,
    pair: Pair,
    state: PairState,
    *,
    by_id: int | None,
    now: datetime,
    reason: str = "",
) -> bool:
    """Pause, resume or end a pair. False where it may not go there; twice is once."""
    if pair.state is state:
        return True
    if not may_become(pair.state, state):
        return False
    pair.state = state
    session.add(PairChange(pair_id=pair.id, state=state, at=now, by_id=by_id, reason=reason))
    return True
