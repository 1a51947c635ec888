"""Who has typed the right password and still owes the second step? Kept in the browser's session.

It opens nothing by itself, ends after ten minutes, and with a new password at once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import session

from tandem.models import Person
from tandem.models.tokens import hash_of
from tandem.people.accounts import queries
from tandem.web import clock, db

WAITING = "second_step_of"
TIME = timedelta(minutes=10)


def wait_for_second_step(person: Person) -> None:
    """Note that the password fitted; nobody is signed in yet."""
    session.clear()
    session[WAITING] = {
        "person": person.id,
        "at": int(clock.now().timestamp()),
        "password": mark_of(person),
    }


def person_waiting() -> Person | None:
    """Whoever has typed the right password here a moment ago, or nobody."""
    noted: dict[str, Any] = session.get(WAITING) or {}
    if not noted or clock.now().timestamp() - noted["at"] > TIME.total_seconds():
        return None
    person = queries.person_if_there(db.session(), noted["person"])
    if person is None or not person.is_active or mark_of(person) != noted["password"]:
        return None
    return person


def mark_of(person: Person) -> str:
    """What changes with the password."""
    return hash_of(person.password_hash or "")[:16]
