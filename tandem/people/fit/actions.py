"""How is an answer to the fit check recorded? With the promise that stood beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import FitAnswer
from tandem.terms import Fit


def record_fit(
    session: Session,
    *,
    pair_id: int,
    person_id: int,
    fit: Fit,
    is_for_leader: bool,
    now: datetime,
) -> None:
    """One more answer; the earlier ones stay."""
    session.add(
        FitAnswer(
            pair_id=pair_id, person_id=person_id, fit=fit, is_for_leader=is_for_leader, at=now
        )
    )
