"""On which days is somebody reminded, and when does a leader get the week's digest?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.dates import local_day
from tandem.notifications.rules import (
    is_digest_due,
    is_refresher_due,
    is_reminder_due,
    reminder_days,
    week_before,
)

DUE = date(2026, 3, 20)
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 12), False),
        (date(2026, 3, 13), True),
        (date(2026, 3, 19), True),
        (date(2026, 3, 21), True),
        (date(2026, 3, 28), True),
        (date(2026, 6, 1), False),
    ],
)
def test_a_date_is_spoken_of_before_and_after_it(today: date, expected: bool) -> None:
    assert is_reminder_due(DUE, today=today, told_on=today - timedelta(days=1)) is expected


def test_a_day_on_which_the_site_stood_still_is_made_up_for() -> None:
    missed = date(2026, 3, 13)

    assert is_reminder_due(DUE, today=missed + timedelta(days=2), told_on=None)
    assert not is_reminder_due(DUE, today=missed + timedelta(days=2), told_on=missed)
    assert not is_reminder_due(DUE, today=missed + timedelta(days=3), told_on=None)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_date_is_spoken_of_seven_times_at_most(due_on: date) -> None:
    told: list[date] = []
    for number in range(-20, 60):
        today = due_on + timedelta(days=number)
        if is_reminder_due(due_on, today=today, told_on=told[-1] if told else None):
            told.append(today)

    assert tuple(told) == reminder_days(due_on)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)))
def test_a_digest_comes_once_a_week(first: date) -> None:
    sent: list[date] = []
    for number in range(28):
        today = first + timedelta(days=number)
        if is_digest_due(today, last_on=sent[-1] if sent else None):
            sent.append(today)

    weeks = [day.isocalendar()[:2] for day in sent]
    assert len(weeks) == len(set(weeks))
    assert 4 <= len(sent) <= 5


def test_a_question_is_spoken_of_once_in_seven_days() -> None:
    assert is_refresher_due(MONDAY, last_on=None)
    assert not is_refresher_due(MONDAY + timedelta(days=6), last_on=MONDAY)
    assert is_refresher_due(MONDAY + timedelta(days=7), last_on=MONDAY)


def test_a_digest_missed_on_monday_comes_on_the_days_after_but_not_late() -> None:
    assert is_digest_due(MONDAY, last_on=MONDAY - timedelta(days=7))
    assert is_digest_due(MONDAY + timedelta(days=2), last_on=MONDAY - timedelta(days=7))
    assert not is_digest_due(MONDAY + timedelta(days=3), last_on=None)
    assert not is_digest_due(MONDAY + timedelta(days=1), last_on=MONDAY)


def test_a_day_is_the_day_where_the_reader_is() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)

    assert local_day(late, "Asia/Tokyo") == date(2026, 3, 3)
    assert local_day(late, "America/New_York") == date(2026, 3, 2)


def test_the_week_before_is_seven_whole_days() -> None:
    assert week_before(MONDAY) == (date(2026, 2, 23), date(2026, 3, 1))
