"""When does somebody work? Their days and hours, where they are, and the holidays of their country.

A letter that nobody asked for waits until then (`mail/sending.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from tandem.dates import zone_named

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WHOLE_WEEK = frozenset(range(7))
# However somebody's days fall, they are looked for no longer than this.
LONGEST_REST = 60
# News is made up for after so many working days, and after so many days at most.
CATCH_UP_DAYS, LONGEST_CATCH_UP = 2, 13
WRITTEN = re.compile(r"([A-Za-z]{3})-([A-Za-z]{3})\s+(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True)
class WorkingTime:
    """The days of a week (0 is Monday) and the hours of each, in the time zone of whoever works.

    `until` is the hour at which the day ends; 24 is midnight. `country` is a code such as `DE` or
    `DE-BY` whose holidays are no working days; empty for none.
    """

    days: frozenset[int] = WHOLE_WEEK
    begins: int = 0
    until: int = 24
    country: str = ""

    def is_working_day(self, day: date) -> bool:
        """Is it one of the days, and no holiday?"""
        return day.weekday() in self.days and not is_holiday(day, self.country)

    def next_moment(self, now: datetime, *, zone: str) -> datetime:
        """The first moment from now on at which they work: now, where they do.

        Where no day in two months is one, now.
        """
        if self.is_always:
            return now
        here = zone_named(zone)
        today = now.astimezone(here).date()
        for day in (today + timedelta(days=n) for n in range(LONGEST_REST)):
            if not self.is_working_day(day):
                continue
            end = moment_in(day, self.until, zone)
            if now < end:
                return max(now, moment_in(day, self.begins, zone))
        return now

    @property
    def is_always(self) -> bool:
        """Is there no hour at which they don't work?"""
        return self == ALWAYS

    def catch_up(self, today: date) -> timedelta:
        """For how long before today something is still news: two working days and what lies
        between them, so that no weekend and no holidays swallow it."""
        worked = 0
        for number in range(1, LONGEST_CATCH_UP + 1):
            worked += self.is_working_day(today - timedelta(days=number))
            if worked == CATCH_UP_DAYS:
                return timedelta(days=number)
        return timedelta(days=LONGEST_CATCH_UP)

    def worked_this_week(self, today: date) -> int:
        """How many working days of this week lie before today."""
        monday = today - timedelta(days=today.weekday())
        days = (monday + timedelta(days=n) for n in range(today.weekday()))
        return sum(self.is_working_day(day) for day in days)

    @property
    def marks(self) -> str:
        """The days as seven signs, to keep: `1111100`."""
        return "".join(str(int(day in self.days)) for day in range(7))


ALWAYS = WorkingTime()


def days_of(marks: str) -> frozenset[int]:
    """The days behind seven signs."""
    return frozenset(day for day, mark in enumerate(marks) if mark == "1")


def moment_in(day: date, hour: int, zone: str) -> datetime:
    """An hour of a day in a time zone. One that summer time leaves out is the hour after it."""
    start = datetime.combine(day, time(hour % 24), tzinfo=zone_named(zone))
    if hour == 24:
        return start + timedelta(days=1)
    # Through UTC and back: what the clock leaves out comes out after the gap.
    return datetime.fromtimestamp(start.timestamp(), tz=zone_named(zone))


def working_time_in(text: str) -> WorkingTime:
    """What `Mon-Fri 8-18` says; nothing is always.

    Raises ValueError with the rest of a sentence.
    """
    if not text.strip():
        return ALWAYS
    written = WRITTEN.fullmatch(text.strip())
    names = [part.capitalize() for part in written.groups()[:2]] if written else []
    if written is None or not set(names) <= set(DAYS):
        raise ValueError("is not written as Mon-Fri 8-18")
    first, last = (DAYS.index(name) for name in names)
    begins, until = int(written[3]), int(written[4])
    if not begins < until <= 24:
        raise ValueError("has hours that are none: write them as 8-18, up to 24")
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return WorkingTime(frozenset(days), begins, until)


def country_in(text: str) -> str:
    """A country code of ours, perhaps with a part of it, as `DE-BY`. Raises ValueError."""
    code = text.strip().upper()
    country, _, part = code.partition("-")
    known = holidays.list_supported_countries()
    if country not in known:
        raise ValueError("is no country whose holidays are known: write it as DE, or as DE-BY")
    if part and part not in known[country]:
        parts = ", ".join(known[country]) or "none"
        raise ValueError(f"names no part of {country} that is known ({parts})")
    return code


def countries() -> Iterator[str]:
    """The codes of all countries whose holidays are known, by code."""
    return iter(sorted(code for code in holidays.list_supported_countries() if len(code) == 2))


def is_holiday(day: date, country: str) -> bool:
    """Is it a public holiday there? Never where no country is named."""
    return bool(country) and day in holidays_of(country, day.year)


@lru_cache(maxsize=256)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year; none of a country that is no longer known."""
    code, _, part = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(code, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()
