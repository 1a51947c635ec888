"""How are the daily letters written, at most one for each person and day?"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tandem.mail.outbox import put_letter_of_day
from tandem.models import Letter, MailChoice, MailRun
from tandem.notifications.daily import queries
from tandem.notifications.daily.queries import Bundle
from tandem.terms import LetterKind
from tandem.working_time import WorkingTime

log = logging.getLogger(__name__)
KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Written:
    """How many letters were put into the outbox, and the ids of people who were left out."""

    letters: int
    left_out: tuple[int, ...] = ()


def begin_run(session: Session, *, slot: datetime | None, now: datetime) -> MailRun | None:
    """Begin a run. None where another worker has begun the same slot."""
    if slot is not None and session.scalar(select(MailRun.id).where(MailRun.slot == slot)):
        return None
    run = MailRun(slot=slot, started_at=now, letters=0)
    session.add(run)
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        return None
    return run


def write_letters(
    session: Session, people: Collection[int], *, from_hour: int, site: WorkingTime, now: datetime
) -> int:
    """Put today's letters for these people into the outbox; how many.

    Only where there is something to say, no mail has gone to the person today, they work today, and
    the day has come to `from_hour` where they are. What is due on a day off waits for the next day
    on which they work. What the letter says is written when it leaves.
    """
    readers = [
        reader
        for reader in queries.readers_of(session, people, site=site, now=now)
        if not reader.told.today and reader.hour >= from_hour and reader.may_read(now)
    ]
    bundles = queries.bundles(session, readers, now=now)
    return sum(put_into_outbox(session, bundle, now=now) for bundle in bundles)


def write_one_by_one(
    session: Session, people: Collection[int], *, from_hour: int, site: WorkingTime, now: datetime
) -> Written:
    """The same, each person in a transaction of their own; who can't be written to is left out."""
    count, left_out = 0, []
    for person_id in people:
        try:
            count += write_letters(session, [person_id], from_hour=from_hour, site=site, now=now)
            session.commit()
        except Exception:
            session.rollback()
            log.exception("no letter of the day for person %s", person_id)
            left_out.append(person_id)
    return Written(count, tuple(left_out))


def put_into_outbox(session: Session, bundle: Bundle, *, now: datetime) -> bool:
    """A letter for a person's day. False where another worker was faster."""
    return put_letter_of_day(
        session, bundle.person, day=bundle.day, now=now, has_digest=bundle.has_week
    )


def choose(
    session: Session, person_id: int, *, reminders: bool, digest: bool, now: datetime
) -> None:
    """Keep which regular mail a person wants."""
    session.merge(
        MailChoice(person_id=person_id, reminders=reminders, digest=digest, changed_at=now)
    )
    session.flush()


def try_again(letter: Letter, *, now: datetime) -> bool:
    """Let a letter that was given up leave after all. False for daily ones: their day is over."""
    if letter.given_up_at is None or letter.kind is LetterKind.DAILY:
        return False
    letter.given_up_at, letter.handing_at, letter.next_try_at, letter.tries = None, None, now, 0
    return True


def forget_old(session: Session, *, now: datetime) -> None:
    """Take letters and runs out of the log that are older than half a year."""
    session.execute(delete(Letter).where(Letter.created_at < now - KEPT))
    session.execute(delete(MailRun).where(MailRun.started_at < now - KEPT))
