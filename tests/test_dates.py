"""When is something due?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem import dates

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("zone", "last", "late"),
    [
        ("Europe/Berlin", datetime(2026, 12, 4, 22, 59, tzinfo=UTC), 1),
        ("America/New_York", datetime(2026, 12, 5, 4, 59, tzinfo=UTC), 1),
        ("Pacific/Auckland", datetime(2026, 12, 4, 10, 59, tzinfo=UTC), 1),
    ],
)
def test_a_date_is_the_end_of_that_day_in_the_leaders_zone(
    zone: str, last: datetime, late: int
) -> None:
    assert not dates.is_overdue(DAY, zone=zone, now=last)
    assert dates.is_overdue(DAY, zone=zone, now=last + timedelta(minutes=late))


def test_the_day_on_which_the_clocks_change_is_in_time_to_its_end() -> None:
    change = date(2026, 10, 25)

    assert dates.end_of(change, zone="Europe/Berlin") == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), ("Mars/Olympus", "UTC"), ("../etc", "UTC"), ("", "UTC")],
)
def test_a_zone_that_this_machine_does_not_know_is_shown_in_utc(name: str, zone: str) -> None:
    assert dates.zone_named(name).key == zone
    assert dates.is_zone(name) is (name == zone)


def test_without_a_date_nothing_is_overdue() -> None:
    assert not dates.is_overdue(None, zone="UTC", now=datetime(2999, 1, 1, tzinfo=UTC))


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"]),
)
def test_a_day_that_can_still_be_kept_is_not_past(day: date, zone: str) -> None:
    within = dates.end_of(day, zone=zone) - timedelta(seconds=1)

    assert not dates.is_past(day, zone=zone, now=within)
    assert dates.is_past(day, zone=zone, now=within + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("year", "plausible"), [(1899, False), (1900, True), (2199, True), (2200, False)]
)
def test_a_day_is_plausible_in_the_years_that_can_be_reckoned_with(
    year: int, plausible: bool
) -> None:
    assert dates.is_plausible(date(year, 12, 31)) is plausible
    assert dates.is_plausible(date(year, 1, 1)) is plausible


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", 4), ("Asia/Tokyo", 5), ("America/New_York", 4), ("Pacific/Kiritimati", 5)],
)
def test_a_moment_falls_on_the_day_of_the_place(zone: str, day: int) -> None:
    assert dates.local_day(datetime(2026, 12, 4, 20, 0, tzinfo=UTC), zone) == date(2026, 12, day)
