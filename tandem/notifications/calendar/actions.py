"""How does a person get a calendar address, a new one, or none?"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import CalendarAddress


def renew(session: Session, person_id: int, *, now: datetime) -> None:
    """A new address; the one before stops working at once."""
    session.merge(CalendarAddress(person_id=person_id, key=secrets.token_urlsafe(24), made_at=now))
    session.flush()


def switch_off(session: Session, person_id: int) -> None:
    """Remove the address, if there is one."""
    address = session.get(CalendarAddress, person_id)
    if address is not None:
        session.delete(address)
