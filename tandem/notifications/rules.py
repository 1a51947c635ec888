"""On which days is somebody reminded, and when does a leader get the week's digest?

A reminder goes a week and a day before the date, on the day after it, and then once a week for
four weeks. A day on which the site stood still, or its reader was off, is made up for on the next
two working days.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

BEFORE = (7, 1)
AFTER = (1, 8, 15, 22, 29)
CATCH_UP = timedelta(days=2)
REFRESHER_EVERY = timedelta(days=7)
# Monday, and the two days after it if Monday was missed.
DIGEST_DAYS = 3


def reminder_days(due_on: date) -> tuple[date, ...]:
    """The days on which a date is spoken of, in order."""
    return tuple(due_on + timedelta(days=n) for n in (*(-before for before in BEFORE), *AFTER))


def is_reminder_due(
    due_on: date, *, today: date, told_on: date | None, catch_up: timedelta = CATCH_UP
) -> bool:
    """Is it time to speak of a date? `told_on` is the day of the person's last daily mail.

    `catch_up` is how long a day is made up for: longer where days off lie between.
    """
    return any(
        today - catch_up <= day <= today and (told_on is None or told_on < day)
        for day in reminder_days(due_on)
    )


def is_new(
    at: datetime, *, told_at: datetime | None, now: datetime, catch_up: timedelta = CATCH_UP
) -> bool:
    """Is something still to be told that happened then? `told_at` is when the last mail left."""
    return now - catch_up < at and (told_at is None or told_at < at)


def is_time_to_look(
    on: date, *, today: date, told_on: date | None, catch_up: timedelta = CATCH_UP
) -> bool:
    """Is it time to speak of a day on which two look at something again?"""
    return today - catch_up <= on <= today and (told_on is None or told_on < on)


def is_refresher_due(today: date, *, last_on: date | None) -> bool:
    """Is it time to speak of a question that comes back? Once a week at most."""
    return last_on is None or last_on + REFRESHER_EVERY <= today


def is_digest_due(today: date, *, last_on: date | None, worked: int | None = None) -> bool:
    """Is it time for the week's digest? Once a week, from Monday on.

    `worked` is how many working days of this week lie behind its reader, where not all are.
    """
    monday = today - timedelta(days=today.weekday())
    is_early_in_week = (today.weekday() if worked is None else worked) < DIGEST_DAYS
    return is_early_in_week and (last_on is None or last_on < monday)


def week_before(today: date) -> tuple[date, date]:
    """The seven days before today: first and last."""
    return today - timedelta(days=7), today - timedelta(days=1)
