"""What time is it, and how is a moment written for this reader?

The clock is handed in: `create_app(clock=...)`. Nothing else asks the machine for the time but what
measures how long something takes; a house rule names those few.
A page of the leader's grid writes hundreds of days: what is alike in a request is found once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from time import perf_counter
from zoneinfo import ZoneInfo, available_timezones

from flask import Flask, current_app, g
from flask_babel import format_date, format_datetime, gettext
from flask_login import current_user

from tandem.dates import zone_named
from tandem.models.timing import Clock


def real() -> datetime:
    """This moment, in UTC, by the clock of the machine."""
    return datetime.now(UTC)


def now(app: Flask | None = None) -> datetime:
    """This moment, in UTC, by the clock of the site. Beside requests say which site."""
    clock: Clock = (app or current_app).extensions["clock"]
    return clock()


def stopwatch() -> float:
    """Seconds on a watch that only goes on, for how long something takes. It tells no time."""
    return perf_counter()


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone a person may choose, in order of name. Looked up once: it reads folders."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))


def zone_of_viewer() -> str:
    """The viewer's time zone; UTC for a visitor."""
    return str(getattr(current_user, "time_zone", "UTC"))


@dataclass
class Calendar:
    """The zone of this reader, and how the days are written that were asked for."""

    zone: ZoneInfo
    written: dict[date, str] = field(default_factory=dict)

    def local_day(self, value: date | datetime) -> date:
        """The day on which a moment falls; a day stays the day it is."""
        if not isinstance(value, datetime):
            return value
        return value.astimezone(self.zone).date()


def calendar_here() -> Calendar:
    """The calendar of this request."""
    calendar: Calendar | None = g.get("calendar")
    if calendar is None:
        calendar = g.calendar = Calendar(zone_named(zone_of_viewer()))
    return calendar


def day(value: date | datetime) -> str:
    """A day, for this reader: `24 Nov 2026`."""
    calendar = calendar_here()
    local = calendar.local_day(value)
    if local not in calendar.written:
        calendar.written[local] = str(format_date(local, gettext("d MMM y")))
    return calendar.written[local]


def month(value: date) -> str:
    """A month, for this reader: `November 2026`."""
    return str(format_date(value, "LLLL y"))


def local_day(value: date | datetime) -> date:
    """The day on which a moment falls for this reader; a day stays the day it is."""
    return calendar_here().local_day(value)


def moment(value: datetime) -> str:
    """A day and a time in the reader's zone: `24 Nov 2026, 14:05`."""
    local = value.astimezone(zone_named(zone_of_viewer()))
    return str(format_datetime(local, gettext("d MMM y, HH:mm"), rebase=False))


def time_of_day(value: datetime) -> str:
    """A time in the reader's zone: `14:05`."""
    return value.astimezone(zone_named(zone_of_viewer())).strftime("%H:%M")


def init_app(app: Flask) -> None:
    """Give the templates `day`, `month` and `moment`."""
    app.add_template_filter(month)
    app.add_template_filter(day)
    app.add_template_filter(moment)
