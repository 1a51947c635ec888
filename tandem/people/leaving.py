"""What happens to an account and its pairs when somebody leaves?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import Letter, Person
from tandem.models.audit import record_act
from tandem.people.accounts import sign_ins
from tandem.people.accounts.actions import end_links
from tandem.people.pairs import queries as pairs
from tandem.people.pairs.actions import change_state
from tandem.terms import AuditAct, PairState


def close_account(session: Session, person_id: int, *, by_id: int | None, now: datetime) -> None:
    """Somebody leaves the house: signed out at once, pairs ended, nothing deleted.

    Links that would let the person in stop working, and letters that wait do not leave.
    """
    person = session.get_one(Person, person_id)
    person.is_active = False
    record_act(session, AuditAct.CLOSED, by_id=by_id, subject_id=person_id, now=now)
    for pair in pairs.living_pairs_of(session, person_id):
        change_state(session, pair, PairState.ENDED, by_id=by_id, now=now)
    sign_ins.end_all(session, person_id)
    end_links(session, person_id, now=now)
    session.execute(
        update(Letter)
        .where(Letter.person_id == person_id, Letter.sent_at.is_(None))
        .where(Letter.given_up_at.is_(None))
        .values(given_up_at=now, trouble="")
    )
