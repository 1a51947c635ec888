"""What happens to an account and its pairs when somebody leaves?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import Letter, Person, Ticket
from tandem.people.pairs import queries as pairs
from tandem.people.pairs.actions import change_state
from tandem.terms import PairState


def close_account(session: Session, person_id: int, *, by_id: int | None, now: datetime) -> None:
    """Somebody leaves the house: signed out at once, pairs ended, nothing deleted.

    Links that would let the person in stop working, and letters that wait do not leave.
    """
    person = session.get_one(Person, person_id)
    person.is_active = False
    for pair in pairs.living_pairs_of(session, person_id):
        change_state(session, pair, PairState.ENDED, by_id=by_id, now=now)
    session.execute(
        update(Ticket)
        .where(Ticket.person_id == person_id, Ticket.used_at.is_(None))
        .values(used_at=now)
    )
    session.execute(
        update(Letter)
        .where(Letter.person_id == person_id, Letter.sent_at.is_(None))
        .where(Letter.given_up_at.is_(None))
        .values(given_up_at=now, trouble="")
    )
