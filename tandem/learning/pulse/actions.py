"""How is it recorded what somebody places on an item? Once at each time, and it stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.learning.pulse.queries import AskedPulse, team_of_pair
from tandem.models import PulseAnswer
from tandem.models.inserting import add_missing
from tandem.terms import FeedbackPromise


def place(
    session: Session, asked: AskedPulse, item: str, value: int, *, person_id: int, now: datetime
) -> None:
    """Record what somebody places on an item that is asked; what was placed before stays."""
    row = {
        "person_id": person_id,
        "course_id": asked.course.id,
        "team_id": team_of_pair(session, asked.pair_id),
        "round": asked.round,
        "asked": asked.asked,
        "item": item,
        "value": value,
        "promise": FeedbackPromise.FIGURES_OF_FIVE,
        "at": now,
    }
    add_missing(session, PulseAnswer, [row])
