"""At which moments must every test be green? `make moments` runs the quick tests at each of them.

A moment may name a time zone: then the process runs in it, and so does the cast.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

# Where nothing else is asked for: a Tuesday, some months after the cast has come together.
USUAL = "2026-11-24T10:00+00:00"


@dataclass(frozen=True)
class Moment:
    """When, and in which zone; and why it is worth a run."""

    at: str
    why: str
    zone: str = "UTC"


WEEK = tuple(
    Moment(f"2026-06-{day:02}T12:00+00:00", name)
    for day, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), start=15
    )
)
# All of them come after what the cast has behind it by then: rounds from the spring of 2026 on.
MOMENTS = (
    *WEEK,
    Moment("2028-02-29T12:00+00:00", "the day that a year has not"),
    Moment("2026-12-31T23:40+00:00", "the end of a year"),
    Moment("2026-12-31T23:40+00:00", "already another year in Berlin", "Europe/Berlin"),
    Moment("2027-03-28T00:59+00:00", "just before summer time in Berlin", "Europe/Berlin"),
    Moment("2027-03-28T01:01+00:00", "just after summer time has begun", "Europe/Berlin"),
    Moment("2026-10-25T00:59+00:00", "just before the hour that comes twice", "Europe/Berlin"),
    Moment("2026-10-25T01:01+00:00", "in the hour that comes twice", "Europe/Berlin"),
    Moment("2027-03-14T06:59+00:00", "just before summer time in New York", "America/New_York"),
    Moment("2027-03-14T07:01+00:00", "just after summer time has begun", "America/New_York"),
    Moment("2026-11-01T05:59+00:00", "just before the hour that comes twice", "America/New_York"),
    Moment("2026-11-01T06:01+00:00", "in the hour that comes twice", "America/New_York"),
    Moment("2026-11-24T10:30+00:00", "already tomorrow east of +13", "Pacific/Kiritimati"),
    Moment("2036-11-24T10:00+00:00", "ten years ahead"),
)


class SetClock:
    """A clock that stands still until somebody moves it. Handed to the site and to its database."""

    def __init__(self, moment: datetime) -> None:
        self.now = moment

    def __call__(self) -> datetime:
        """What it shows, in UTC."""
        return self.now

    def day_in(self, zone: str) -> date:
        """The day that it is in a time zone."""
        return self.now.astimezone(ZoneInfo(zone)).date()

    def set_to(self, moment: datetime) -> None:
        """Set it."""
        self.now = moment

    def go_on(self, by: timedelta) -> datetime:
        """Move it on; what it shows then."""
        self.now += by
        return self.now


def next_monday(moment: datetime) -> datetime:
    """The first Monday after a moment, at ten in UTC: a day on which a week is told."""
    later = moment + timedelta(days=7 - moment.weekday())
    return later.replace(hour=10, minute=0)


def moment_in(words: str) -> datetime:
    """The moment that an option names, in UTC. Raises ValueError without an offset from UTC."""
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise ValueError(f"{words} names no offset from UTC, as in {USUAL}")
    return moment.astimezone(UTC)


if __name__ == "__main__":
    for one in MOMENTS:
        sys.stdout.write(f"{one.at} {one.zone} {one.why}\n")
