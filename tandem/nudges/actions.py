"""How is a nudge recorded, and how does it come into the mail of the day?"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tandem.models import Letter, MailChoice, Nudge, Person
from tandem.models.inserting import insert_into
from tandem.rules.due import end_of
from tandem.terms import LetterKind


def nudge(
    session: Session, *, pair_id: int, module_id: int, from_id: int, to_id: int, now: datetime
) -> None:
    """Record a nudge. It stands on my page, and goes along with the one mail of the day.

    Where today's mail has left already, tomorrow's tells of it.
    """
    session.add(Nudge(pair_id=pair_id, from_id=from_id, to_id=to_id, module_id=module_id, at=now))
    to = session.get_one(Person, to_id)
    choice = session.get(MailChoice, to_id)
    may_be_written_to = to.is_active and to.has_joined and not to.is_sample
    if may_be_written_to and (choice is None or choice.reminders):
        day = now.astimezone(ZoneInfo(to.time_zone)).date()
        put_letter_of_day(session, to, day=day, now=now)


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
