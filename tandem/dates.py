"""When is something due? A date is the end of that day in the zone of the leader who set it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = "UTC"
# No form takes a day outside these years: the day after the last one could not be said.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def end_of(day: date, *, zone: str) -> datetime:
    """The first moment after a day in a time zone; the day itself is in time."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone_named(zone))


def is_overdue(day: date | None, *, zone: str, now: datetime) -> bool:
    """Is the day over? Nothing is overdue where there is no date."""
    return day is not None and now >= end_of(day, zone=zone)


def is_past(day: date, *, zone: str, now: datetime) -> bool:
    """Does a date lie before today, so that nobody could keep it?"""
    return day < now.astimezone(zone_named(zone)).date()


def is_plausible(day: date) -> bool:
    """Can somebody have meant this day, and can it be reckoned with?"""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def local_day(moment: datetime, zone: str) -> date:
    """The day on which a moment falls in a time zone."""
    return moment.astimezone(zone_named(zone)).date()


def zone_named(name: str) -> ZoneInfo:
    """A time zone; UTC for one that this machine does not know.

    Names go away with updates of the machine's list. What is shown says UTC then, and nothing else
    stops.
    """
    return ZoneInfo(name if is_zone(name) else UTC)


def is_zone(name: str) -> bool:
    """Does this machine know a time zone of that name?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
