"""When does a course begin anew, what counts for the round, and by when is it due?

A course that is renewed every N months begins anew N months after the day on which both had
completed it, at the start of that day in the leader's time zone. A completion counts for a round if
it was made at its beginning or later; earlier ones are kept. Nothing has to run for a round to
begin: it follows from the date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from tandem.dates import zone_named

MOST_MONTHS = 36


@dataclass(frozen=True)
class Completed:
    """A round that both have completed. `began_at` is None in the first: everything counted."""

    number: int
    began_at: datetime | None
    finished_at: datetime


@dataclass(frozen=True)
class Round:
    """The round in which a pair is. `renews_at` is when the next begins, where that is known."""

    number: int = 1
    began_at: datetime | None = None
    renews_at: datetime | None = None

    def counts(self, at: datetime) -> bool:
        """Does something done then count for this round?"""
        return self.began_at is None or at >= self.began_at

    def has_any(self, moments: Iterable[datetime]) -> bool:
        """Was something that was done at these moments done in this round?"""
        return any(map(self.counts, moments))

    def began_on(self, zone: str) -> date | None:
        """The day on which it began; None for the first."""
        return self.began_at.astimezone(zone_named(zone)).date() if self.began_at else None

    def renews_on(self, zone: str) -> date | None:
        """The day on which the next one begins, where that is known."""
        return self.renews_at.astimezone(zone_named(zone)).date() if self.renews_at else None


FIRST = Round()
MIN = datetime.min.replace(tzinfo=UTC)


def latest(rounds: Iterable[Round]) -> Round:
    """The round that began last; what counts for it counts for all the others too."""
    return max(rounds, key=lambda round: round.began_at or MIN, default=FIRST)


def present_round(last: Completed | None, *, months: int | None, zone: str, now: datetime) -> Round:
    """The round of a pair whose last completed one is `last`; without months it stays there."""
    if last is None:
        return FIRST
    if months is None:
        return Round(last.number, last.began_at)
    begins_at = begins_anew(last.finished_at, months=months, zone=zone)
    if begins_at <= now:
        return Round(last.number + 1, begins_at)
    return Round(last.number, last.began_at, renews_at=begins_at)


def begins_anew(finished_at: datetime, *, months: int, zone: str) -> datetime:
    """The start of the day so many months later. The 31st becomes the last day of a short month."""
    finished_on = finished_at.astimezone(zone_named(zone)).date()
    return start_of(finished_on + relativedelta(months=months), zone=zone)


def start_of(day: date, *, zone: str) -> datetime:
    """The first moment of a day in a time zone."""
    return datetime.combine(day, time.min, tzinfo=zone_named(zone))


def due_in_round(
    due_on: date | None, *, days: int | None, began_at: datetime | None, zone: str
) -> date | None:
    """By when a round is due: a date that still lay ahead when it began, else as many days later as
    the date lay ahead when it was set."""
    if due_on is None or began_at is None:
        return due_on
    began_on = began_at.astimezone(zone_named(zone)).date()
    if due_on >= began_on:
        return due_on
    return began_on + timedelta(days=days) if days is not None else None
