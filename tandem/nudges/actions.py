"""How is a nudge recorded and sent? Its words are fixed: nobody writes them in anger."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tandem.models import Letter, MailChoice, Nudge, Pair, Person
from tandem.rules.due import end_of


def take_turn(session: Session, pair_id: int) -> None:
    """Let a nudge wait for one that is under way, so that pressed twice is sent once."""
    session.execute(select(Pair.id).where(Pair.id == pair_id).with_for_update())


def nudge(
    session: Session,
    *,
    pair_id: int,
    module_id: int,
    from_id: int,
    to_id: int,
    subject: str,
    text: str,
    now: datetime,
) -> None:
    """Record a nudge, in one transaction with its letter. It always stands on my page."""
    session.add(Nudge(pair_id=pair_id, from_id=from_id, to_id=to_id, module_id=module_id, at=now))
    to = session.get_one(Person, to_id)
    choice = session.get(MailChoice, to_id)
    if to.is_active and to.has_joined and (choice is None or choice.reminders):
        post_letter_of_day(session, to, subject=subject, text=text, now=now)


def post_letter_of_day(
    session: Session, to: Person, *, subject: str, text: str, now: datetime
) -> bool:
    """Put a letter into the outbox as the one of this day. False where there is one already."""
    day = now.astimezone(ZoneInfo(to.time_zone)).date()
    letter = Letter(
        person_id=to.id,
        recipient=to.email,
        subject=subject,
        text=text,
        language=to.language,
        day=day,
        created_at=now,
        next_try_at=now,
        expires_at=end_of(day, zone=to.time_zone),
    )
    try:
        with session.begin_nested():
            session.add(letter)
    except IntegrityError:
        return False
    return True
