"""How does a person's daily letter get into the outbox, once a day?"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.dates import end_of
from tandem.models import Letter, Person
from tandem.models.inserting import insert_into
from tandem.terms import LetterKind


def put_letter_of_day(
    session: Session, to: Person, *, day: date, now: datetime, has_digest: bool = False
) -> bool:
    """A letter for a person's day, worded when it leaves. False where there is one already."""
    row = insert_into(session, Letter).values(
        kind=LetterKind.DAILY,
        person_id=to.id,
        recipient=to.email,
        subject="",
        text="",
        language=to.language,
        day=day,
        has_digest=has_digest,
        created_at=now,
        next_try_at=now,
        expires_at=end_of(day, zone=to.time_zone),
    )
    put = row.on_conflict_do_nothing(index_elements=["person_id", "day"]).returning(Letter.id)
    return session.scalar(put) is not None
