"""What did somebody's own attempts at a quiz come to, the newest one first?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Revision


@dataclass(frozen=True)
class PastAttempt:
    """One attempt in a list: its answers and feedback stand on its own page."""

    number: int
    at: datetime
    revision: int
    right: int
    total: int
    passed: bool


def past_attempts(session: Session, person_id: int, *, module_id: int) -> tuple[PastAttempt, ...]:
    """A person's own attempts at a module, of earlier rounds too, newest first. One query."""
    query = (
        select(Attempt, Revision.number)
        .join(Revision, Revision.id == Attempt.revision_id)
        .where(Attempt.person_id == person_id, Attempt.module_id == module_id)
        .order_by(Attempt.number.desc())
    )
    return tuple(
        PastAttempt(row.number, row.at, revision, row.right, row.total, row.passed)
        for row, revision in session.execute(query)
    )
