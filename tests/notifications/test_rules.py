"""On which days is somebody reminded, and when does a leader get the week's digest?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.dates import local_day
from tandem.notifications.rules import (
    is_digest_due,
    is_new,
    is_refresher_due,
    is_reminder_due,
    is_time_to_look,
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


@pytest.mark.parametrize(
    ("today", "told_on", "due"),
    [
        (date(2026, 3, 15), date(2026, 3, 12), True),
        (date(2026, 3, 15), date(2026, 3, 13), False),
        (date(2026, 3, 16), None, False),
        (date(2026, 3, 18), None, False),
        (date(2026, 3, 20), date(2026, 3, 18), True),
        (date(2026, 3, 20), date(2026, 3, 19), False),
        (date(2026, 4, 18), None, True),
        (date(2026, 4, 20), None, True),
        (date(2026, 4, 21), None, False),
    ],
)
def test_a_day_is_made_up_for_on_the_next_two_and_told_once(
    today: date, told_on: date | None, due: bool
) -> None:
    assert is_reminder_due(DUE, today=today, told_on=told_on) is due


def test_a_date_is_spoken_of_a_week_and_a_day_before_it_and_five_times_after() -> None:
    days = [(day - DUE).days for day in reminder_days(DUE)]

    assert days == [-7, -1, 1, 8, 15, 22, 29]


def test_where_days_off_lie_between_a_day_is_made_up_for_longer() -> None:
    found = [
        is_reminder_due(DUE, today=date(2026, 3, day), told_on=None, catch_up=timedelta(days=4))
        for day in (17, 18)
    ]

    assert found == [True, False]


NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ago", "told_ago", "new"),
    [
        (timedelta(0), None, True),
        (timedelta(days=2) - SECOND, None, True),
        (timedelta(days=2), None, False),
        (timedelta(hours=1), timedelta(hours=2), True),
        (timedelta(hours=1), timedelta(hours=1), False),
        (timedelta(hours=2), timedelta(hours=1), False),
        (timedelta(days=3), timedelta(days=4), False),
    ],
)
def test_what_happened_since_the_last_mail_is_news_for_two_days(
    ago: timedelta, told_ago: timedelta | None, new: bool
) -> None:
    told_at = None if told_ago is None else NOW - told_ago

    assert is_new(NOW - ago, told_at=told_at, now=NOW) is new


def test_news_wait_longer_where_days_off_lie_between() -> None:
    at = NOW - timedelta(days=3)

    assert is_new(at, told_at=None, now=NOW, catch_up=timedelta(days=3) + SECOND)
    assert not is_new(at, told_at=None, now=NOW, catch_up=timedelta(days=3))


@pytest.mark.parametrize(
    ("days", "told", "due"),
    [
        (-1, None, False),
        (0, None, True),
        (2, None, True),
        (3, None, False),
        (1, -1, True),
        (1, 0, False),
    ],
)
def test_two_are_reminded_to_look_again_on_the_day_or_the_two_after_it(
    days: int, told: int | None, due: bool
) -> None:
    told_on = None if told is None else MONDAY + timedelta(days=told)
    today = MONDAY + timedelta(days=days)

    assert is_time_to_look(MONDAY, today=today, told_on=told_on) is due


def test_looking_again_is_made_up_for_longer_where_days_off_lie_between() -> None:
    later, days = MONDAY + timedelta(days=5), timedelta(days=5)

    assert is_time_to_look(MONDAY, today=later, told_on=None, catch_up=days)
    assert not is_time_to_look(MONDAY, today=later + timedelta(days=1), told_on=None, catch_up=days)


@pytest.mark.parametrize(("worked", "due"), [(0, True), (2, True), (3, False), (None, False)])
def test_whose_week_began_late_gets_the_digest_on_one_of_their_first_three_days(
    worked: int | None, due: bool
) -> None:
    assert is_digest_due(MONDAY + timedelta(days=3), last_on=None, worked=worked) is due


def test_a_digest_of_this_week_is_not_sent_again_and_one_of_sunday_is_of_the_last() -> None:
    sunday, tuesday = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)

    assert is_digest_due(tuesday, last_on=sunday)
    assert not is_digest_due(tuesday, last_on=MONDAY)
