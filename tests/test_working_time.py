"""When does somebody work? Zones, days, hours, summer time and holidays, in one table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.dates import zone_named
from tandem.working_time import (
    ALWAYS,
    WorkingTime,
    country_in,
    days_of,
    working_time_in,
)

OFFICE = working_time_in("Mon-Fri 8-18")
# A zone of each kind: whole and half hours, far east and west, and summer time that begins and ends
# at two, at midnight and by half an hour.
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago",
)  # fmt: skip
TIMES = {
    "office": OFFICE,
    "part-time": WorkingTime(frozenset({1, 3}), 9, 13),
    "weekend": WorkingTime(frozenset({5, 6}), 0, 24),
    "late": WorkingTime(frozenset(range(5)), 16, 24),
    "holidays": replace(OFFICE, country="DE-BY"),
    "night of the change": WorkingTime(frozenset(range(7)), 2, 3),
}
BEGINNINGS = [
    datetime(2026, 3, 27, tzinfo=UTC),
    datetime(2026, 10, 23, tzinfo=UTC),
    datetime(2026, 12, 23, tzinfo=UTC),
    datetime(2027, 4, 22, tzinfo=UTC),
]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", TIMES)
def test_the_next_moment_is_the_first_at_which_they_work(zone: str, name: str) -> None:
    time = TIMES[name]

    for begin, hours in product(BEGINNINGS, range(0, 24 * 7, 5)):
        now = begin + timedelta(hours=hours, minutes=17)
        moment = time.next_moment(now, zone=zone)
        here = moment.astimezone(zone_named(zone))
        assert moment >= now
        assert time.is_working_day(here.date())
        # What summer time leaves out comes after the gap.
        assert time.begins <= here.hour <= time.until
        earlier = now
        while earlier < moment:
            local = earlier.astimezone(zone_named(zone))
            works = time.is_working_day(local.date()) and time.begins <= local.hour < time.until
            assert not works
            earlier += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        # A Saturday, a Friday evening, an early morning, the middle of a day.
        ("2026-11-28T12:00+00:00", "Europe/Berlin", "2026-11-30T07:00+00:00"),
        ("2026-11-27T17:00+00:00", "Europe/Berlin", "2026-11-30T07:00+00:00"),
        ("2026-11-27T16:59+00:00", "Europe/Berlin", "2026-11-27T16:59+00:00"),
        ("2026-11-27T05:00+00:00", "Europe/Berlin", "2026-11-27T07:00+00:00"),
        # The same moment is a working hour in one place and Saturday in another.
        ("2026-11-27T21:00+00:00", "America/New_York", "2026-11-27T21:00+00:00"),
        ("2026-11-27T21:00+00:00", "Asia/Tokyo", "2026-11-29T23:00+00:00"),
        # Over the weekend of each change of the clock the hour is the same on the wall.
        ("2027-03-26T18:00+00:00", "Europe/Berlin", "2027-03-29T06:00+00:00"),
        ("2026-10-23T18:00+00:00", "Europe/Berlin", "2026-10-26T07:00+00:00"),
    ],
)
def test_office_hours_are_those_of_the_place(now: str, zone: str, expected: str) -> None:
    moment = OFFICE.next_moment(datetime.fromisoformat(now), zone=zone)

    assert moment == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("country", "expected"), [("", "2026-12-25"), ("DE", "2026-12-28"), ("US", "2026-12-28")]
)
def test_holidays_are_kept_where_a_country_is_named(country: str, expected: str) -> None:
    time = replace(OFFICE, country=country)
    evening = datetime(2026, 12, 24, 18, 30, tzinfo=UTC)

    assert time.next_moment(evening, zone="UTC").date() == date.fromisoformat(expected)


def test_no_weekend_and_no_holidays_swallow_what_is_news() -> None:
    monday = date(2026, 11, 30)

    assert ALWAYS.catch_up(monday) == timedelta(days=2)
    assert OFFICE.catch_up(monday) == timedelta(days=4)
    assert replace(OFFICE, country="DE").catch_up(date(2026, 12, 28)) == timedelta(days=5)
    assert WorkingTime(frozenset({0})).catch_up(monday) == timedelta(days=13)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.sets(st.integers(0, 6), min_size=1))
def test_a_working_day_of_this_week_is_counted_once(today: date, days: set[int]) -> None:
    time = WorkingTime(frozenset(days))

    assert time.worked_this_week(today) == len([day for day in days if day < today.weekday()])
    assert days_of(time.marks) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("8-18", "Mon-Fri 8-18"),
        ("Mon-Fry 8-18", "Mon-Fri 8-18"),
        ("Mon-Fri 18-8", "up to 24"),
        ("Mon-Fri 8-25", "up to 24"),
    ],
)
def test_a_working_time_that_is_none_names_how_it_is_written(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        working_time_in(text)


def test_a_working_time_over_the_end_of_a_week_and_none_at_all() -> None:
    assert working_time_in("Sun-Thu 7-15") == WorkingTime(frozenset({6, 0, 1, 2, 3}), 7, 15)
    assert working_time_in("") == ALWAYS


@pytest.mark.parametrize(("code", "words"), [("XX", "no country"), ("DE-XX", "BY")])
def test_a_country_that_is_not_known_is_refused_with_a_sentence(code: str, words: str) -> None:
    assert country_in("de-by") == "DE-BY"
    with pytest.raises(ValueError, match=words):
        country_in(code)
