"""How does a leader set a half of a module complete? By a row that stays, with the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Override, PairCompletion
from tandem.progress import rounds
from tandem.progress.overrides.queries import OpenHalf
from tandem.terms import OverridePromise


def set_complete(
    session: Session, half: OpenHalf, *, pair_id: int, reason: str, by_id: int, now: datetime
) -> None:
    """Set one half of a module complete in one pair. The other half stays open.

    Nothing is recorded for the person alone: neither step nor attempt, and nothing in other pairs.
    """
    whose = {"pair_id": pair_id, "person_id": half.partner.id, "module_id": half.module.id}
    times = select(func.count()).select_from(PairCompletion).filter_by(**whose)
    completion = PairCompletion(
        **whose,
        number=session.scalars(times).one() + 1,
        revision_id=half.module.revision_id,
        how="override",
        at=now,
    )
    session.add(completion)
    session.flush()
    session.add(
        Override(
            completion_id=completion.id,
            by_id=by_id,
            reason=reason,
            promise=OverridePromise.LEARNER_AND_LEADERS,
        )
    )
    session.flush()
    rounds.end_rounds(session, person_id=half.partner.id, module_id=half.module.id, now=now)
