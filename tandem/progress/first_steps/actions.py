"""Put the first steps away, and bring them back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import FirstStepsClosed
from tandem.terms import Beginner


def close(session: Session, person_id: int, beginner: Beginner, *, now: datetime) -> None:
    """Show them no more. Twice is once."""
    if session.get(FirstStepsClosed, (person_id, beginner)) is None:
        session.add(FirstStepsClosed(person_id=person_id, beginner=beginner, at=now))


def bring_back(session: Session, person_id: int, beginner: Beginner) -> None:
    """Show them again. Twice is once."""
    row = session.get(FirstStepsClosed, (person_id, beginner))
    if row is not None:
        session.delete(row)
