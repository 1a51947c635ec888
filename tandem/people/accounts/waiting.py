"""Who has shown the first step, a password or a letter, and still owes the second?

It is kept in the browser's session, opens nothing by itself, ends after ten minutes, and with a new
password or address at once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import session

from tandem.models import Person
from tandem.models.tokens import hash_of
from tandem.people.accounts import queries
from tandem.people.accounts.sign_ins import CameBy
from tandem.web import clock, db

WAITING = "second_step_of"
TIME = timedelta(minutes=10)


def wait_for_second_step(person: Person, by: CameBy | None = None) -> None:
    """Note that the first step fitted, and who said so; nobody is signed in yet."""
    session.clear()
    session[WAITING] = {
        "person": person.id,
        "at": int(clock.now().timestamp()),
        "mark": mark_of(person),
        "by": [by.provider, by.session] if by else None,
    }


def person_waiting() -> Person | None:
    """Whoever has shown the first step here a moment ago, or nobody."""
    noted: dict[str, Any] = session.get(WAITING) or {}
    if not noted or clock.now().timestamp() - noted["at"] > TIME.total_seconds():
        return None
    person = queries.person_if_there(db.session(), noted["person"])
    if person is None or not person.is_active or mark_of(person) != noted["mark"]:
        return None
    return person


def came_by() -> CameBy | None:
    """By which provider whoever waits has come. Its proof is too long to be kept here."""
    by = session[WAITING].get("by")
    return CameBy(by[0], by[1], id_token="", proved_at=clock.now()) if by else None


def mark_of(person: Person) -> str:
    """What changes with the password and the address."""
    return hash_of(f"{person.password_hash or ''} {person.email}")[:16]
