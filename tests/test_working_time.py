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
    countries,
    country_in,
    days_of,
    holidays_of,
    is_holiday,
    moment_in,
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


@pytest.mark.parametrize(
    ("text", "days", "begins", "until"),
    [
        ("Mon-Fri 8-18", {0, 1, 2, 3, 4}, 8, 18),
        (" mon-FRI  08-18 ", {0, 1, 2, 3, 4}, 8, 18),
        ("Sat-Sun 0-24", {5, 6}, 0, 24),
        ("Fri-Mon 9-10", {4, 5, 6, 0}, 9, 10),
        ("Wed-Wed 23-24", {2}, 23, 24),
        ("Tue-Mon 0-1", set(range(7)), 0, 1),
    ],
)
def test_days_and_hours_are_written_from_and_until(
    text: str, days: set[int], begins: int, until: int
) -> None:
    assert working_time_in(text) == WorkingTime(frozenset(days), begins, until)


@pytest.mark.parametrize("text", ["Mon-Fri 8-8", "Mon-Fri 24-24", "Mon-Fri 9-8", "Mon-Fri 0-25"])
def test_a_day_begins_before_it_ends(text: str) -> None:
    with pytest.raises(ValueError, match="has hours that are none"):
        working_time_in(text)


@pytest.mark.parametrize(
    "text", ["Mon-Fri", "Mon 8-18", "Mon-Fri 8-18h", "Xyz-Fri 8-18", "Mon-Xyz 8-18"]
)
def test_what_is_no_working_time_is_not_guessed_at(text: str) -> None:
    with pytest.raises(ValueError, match="is not written as"):
        working_time_in(text)


@pytest.mark.parametrize(
    ("time", "always"),
    [(ALWAYS, True), (WorkingTime(until=23), False), (WorkingTime(begins=1), False),
     (WorkingTime(country="DE"), False), (WorkingTime(frozenset(range(6))), False)],
)  # fmt: skip
def test_whoever_has_an_hour_off_does_not_work_always(time: WorkingTime, always: bool) -> None:
    assert time.is_always is always


@pytest.mark.parametrize(
    ("time", "now", "expected"),
    [
        (OFFICE, "2026-11-27T08:00", "2026-11-27T08:00"),
        (OFFICE, "2026-11-27T07:59", "2026-11-27T08:00"),
        (OFFICE, "2026-11-27T17:59", "2026-11-27T17:59"),
        (OFFICE, "2026-11-27T18:00", "2026-11-30T08:00"),
        (WorkingTime(until=24, begins=8), "2026-11-27T23:59", "2026-11-27T23:59"),
        (WorkingTime(until=24, begins=8), "2026-11-28T00:00", "2026-11-28T08:00"),
        (WorkingTime(frozenset()), "2026-11-27T12:34", "2026-11-27T12:34"),
    ],
)
def test_the_first_minute_is_worked_and_the_last_hour_is_over_at_its_beginning(
    time: WorkingTime, now: str, expected: str
) -> None:
    moment = time.next_moment(datetime.fromisoformat(f"{now}+00:00"), zone="UTC")

    assert moment == datetime.fromisoformat(f"{expected}+00:00")


@pytest.mark.parametrize(
    ("days", "today", "worked"),
    [
        ({0, 1, 2, 3, 4}, date(2026, 11, 30), 0),
        ({0, 1, 2, 3, 4}, date(2026, 12, 1), 1),
        ({0, 1, 2, 3, 4}, date(2026, 12, 6), 5),
        ({6}, date(2026, 12, 6), 0),
    ],
)
def test_today_is_no_day_of_the_week_that_was_worked(
    days: set[int], today: date, worked: int
) -> None:
    assert WorkingTime(frozenset(days)).worked_this_week(today) == worked


@pytest.mark.parametrize(
    ("days", "today", "back"),
    [
        ({0, 1, 2, 3, 4}, date(2026, 12, 2), 2),
        ({0, 1, 2, 3, 4}, date(2026, 12, 1), 4),
        ({0, 1, 2, 3, 4}, date(2026, 12, 5), 2),
        ({0, 1, 2, 3, 4}, date(2026, 12, 6), 3),
        ({0}, date(2026, 11, 30), 13),
        ({0}, date(2026, 12, 1), 8),
        (set(), date(2026, 12, 1), 13),
    ],
)
def test_news_reaches_back_over_two_working_days_and_thirteen_days_at_most(
    days: set[int], today: date, back: int
) -> None:
    assert WorkingTime(frozenset(days)).catch_up(today) == timedelta(days=back)


@pytest.mark.parametrize(
    ("hour", "moment"),
    [(0, "2026-12-04T00:00"), (18, "2026-12-04T18:00"), (24, "2026-12-05T00:00")],
)
def test_the_twenty_fourth_hour_is_midnight(hour: int, moment: str) -> None:
    assert moment_in(date(2026, 12, 4), hour, "Europe/Berlin") == datetime.fromisoformat(
        f"{moment}+01:00"
    )


def test_an_hour_that_summer_time_leaves_out_is_the_one_after_it() -> None:
    assert moment_in(date(2026, 3, 29), 2, "Europe/Berlin").hour == 3


def test_days_are_kept_as_seven_signs_from_monday() -> None:
    assert OFFICE.marks == "1111100"
    assert days_of("0000011") == {5, 6}


def test_a_holiday_is_one_of_its_country_and_of_its_part() -> None:
    epiphany = date(2026, 1, 6)

    assert is_holiday(epiphany, "DE-BY")
    assert not is_holiday(epiphany, "DE")
    assert not is_holiday(epiphany, "")
    assert holidays_of("XX", 2026) == frozenset()


def test_countries_are_offered_by_code_without_their_parts() -> None:
    codes = list(countries())

    assert codes == sorted(codes)
    assert {"DE", "US"} < set(codes)
    assert {len(code) for code in codes} == {2}


def test_a_country_without_parts_says_that_it_has_none() -> None:
    assert country_in(" fr ") == "FR"
    with pytest.raises(ValueError, match=r"names no part of VA that is known \(none\)"):
        country_in("VA-X")
