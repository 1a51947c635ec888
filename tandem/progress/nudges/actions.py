"""How is a nudge recorded, and how does it come into the mail of the day?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.dates import local_day
from tandem.mail.outbox import put_letter_of_day
from tandem.models import MailChoice, Nudge, Person


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
        day = local_day(now, to.time_zone)
        put_letter_of_day(session, to, day=day, now=now)
