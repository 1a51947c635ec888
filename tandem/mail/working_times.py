"""Whose working time holds for a letter, and when may it leave?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Letter, Person, WorkHours
from tandem.terms import LetterKind
from tandem.working_time import WorkingTime, days_of

# Whose holidays somebody keeps who wants none kept.
NO_COUNTRY = "-"
# A letter that has waited for its reader is worth telling for a day more.
AFTER_WAITING = timedelta(days=1)


def working_times(
    session: Session, people: Collection[int], *, site: WorkingTime
) -> dict[int, WorkingTime]:
    """When each of these people works; `site` where they have said nothing. One query."""
    rows = session.scalars(select(WorkHours).where(WorkHours.person_id.in_(people)))
    own = {row.person_id: time_in(row, site=site) for row in rows}
    return {person_id: own.get(person_id, site) for person_id in people}


def time_in(row: WorkHours, *, site: WorkingTime) -> WorkingTime:
    """What somebody has chosen. Holidays are kept only where the site keeps any."""
    country = (row.country or site.country) if site.country else ""
    return WorkingTime(
        days_of(row.days), row.begins, row.until, "" if country == NO_COUNTRY else country
    )


def when_to_send(session: Session, letter: Letter, *, site: WorkingTime, now: datetime) -> datetime:
    """The first moment from now on at which a letter may leave.

    What somebody has asked for themself, and what may be an alarm, leaves at once.
    """
    if letter.kind is LetterKind.ASKED or letter.at_once or letter.person_id is None:
        return now
    time = working_times(session, [letter.person_id], site=site)[letter.person_id]
    if time.is_always:
        return now
    person = session.get_one(Person, letter.person_id)
    return time.next_moment(now, zone=person.time_zone).astimezone(UTC)


def put_off(letter: Letter, until: datetime) -> None:
    """Let a letter wait until its reader works. It does not grow too old meanwhile, but for one
    of a day, which the next day writes anew."""
    letter.next_try_at = until
    if letter.expires_at is not None and letter.kind is not LetterKind.DAILY:
        letter.expires_at = max(letter.expires_at, until + AFTER_WAITING)


def choose(
    session: Session, person_id: int, time: WorkingTime | None, *, country: str, now: datetime
) -> None:
    """Keep when somebody works; None is as the site says."""
    row = session.get(WorkHours, person_id)
    if time is None:
        if row is not None:
            session.delete(row)
        session.flush()
        return
    session.merge(
        WorkHours(
            person_id=person_id,
            days=time.marks,
            begins=time.begins,
            until=time.until,
            country=country,
            changed_at=now,
        )
    )
    session.flush()


def own_hours(session: Session, person_id: int) -> WorkHours | None:
    """What somebody has chosen, if they have."""
    return session.get(WorkHours, person_id)
