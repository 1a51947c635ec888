"""What changes the readings of a measure? They are added; none is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.models import GoalReading


def record_readings(
    session: Session,
    measure_id: int,
    values: Mapping[date, float | None],
    *,
    present: Mapping[date, float],
    by_id: int,
    now: datetime,
) -> int:
    """Record figures by day, None to take one out; how many were new or changed something."""
    changed = [day for day, value in values.items() if present.get(day) != value]
    session.add_all(
        GoalReading(measure_id=measure_id, day=day, value=values[day], by_id=by_id, at=now)
        for day in sorted(changed)
    )
    session.flush()
    return len(changed)
