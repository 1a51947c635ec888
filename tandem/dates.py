"""When is something due? A date is the end of that day in the zone of the leader who set it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of(day: date, *, zone: str) -> datetime:
    """The first moment after a day in a time zone; the day itself is in time."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))


def is_overdue(day: date | None, *, zone: str, now: datetime) -> bool:
    """Is the day over? Nothing is overdue where there is no date."""
    return day is not None and now >= end_of(day, zone=zone)


def is_past(day: date, *, zone: str, now: datetime) -> bool:
    """Does a date lie before today, so that nobody could keep it?"""
    return day < now.astimezone(ZoneInfo(zone)).date()


def local_day(moment: datetime, zone: str) -> date:
    """The day on which a moment falls in a time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
