"""When does a course begin anew, what counts for the round, and by when is it due?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.progress.rules.rounds import (
    FIRST,
    MOST_MONTHS,
    Completed,
    Round,
    begins_anew,
    due_in_round,
    latest,
    present_round,
)

DONE = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONCE = Completed(number=1, began_at=None, finished_at=DONE)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_a_pair_that_has_completed_nothing_is_in_its_first_round() -> None:
    assert present_round(None, months=12, zone="UTC", now=at(2030, 1, 1)) == FIRST


def test_a_course_that_is_not_renewed_stays_in_its_round() -> None:
    assert present_round(ONCE, months=None, zone="UTC", now=at(2030, 1, 1)) == Round(1)


def test_a_round_says_when_the_next_one_begins() -> None:
    found = present_round(ONCE, months=12, zone="UTC", now=at(2027, 3, 1, 23))

    assert found == Round(1, None, renews_at=at(2027, 3, 2))


def test_the_next_round_begins_by_its_date_alone() -> None:
    found = present_round(ONCE, months=12, zone="UTC", now=at(2027, 3, 2))

    assert found == Round(2, at(2027, 3, 2))


def test_a_later_round_keeps_its_own_beginning_when_the_months_change() -> None:
    twice = Completed(number=2, began_at=at(2027, 3, 2), finished_at=at(2027, 4, 1))

    assert present_round(twice, months=24, zone="UTC", now=at(2028, 1, 1)) == Round(
        2, at(2027, 3, 2), renews_at=at(2029, 4, 1)
    )


def test_the_last_day_of_a_month_stays_in_a_shorter_one() -> None:
    assert begins_anew(at(2027, 1, 31, 12), months=1, zone="UTC") == at(2027, 2, 28)


def test_the_day_is_one_of_the_leaders_zone() -> None:
    found = begins_anew(at(2026, 3, 2, 23), months=1, zone="Europe/Berlin")

    assert found.isoformat() == "2026-04-03T00:00:00+02:00"


@given(MOMENTS, st.integers(1, MOST_MONTHS), st.sampled_from(["UTC", "America/New_York"]))
def test_a_round_never_begins_before_the_last_one_was_completed(
    finished_at: datetime, months: int, zone: str
) -> None:
    assert begins_anew(finished_at, months=months, zone=zone) > finished_at


@given(MOMENTS, st.integers(1, MOST_MONTHS), st.integers(0, 4000))
def test_what_completed_a_round_does_not_count_for_the_next(
    finished_at: datetime, months: int, days: int
) -> None:
    last = Completed(1, None, finished_at)
    now = finished_at + timedelta(days=days)

    found = present_round(last, months=months, zone="UTC", now=now)

    assert found.counts(finished_at) == (found.number == 1)


@pytest.mark.parametrize(
    ("due_on", "days", "expected"),
    [
        (None, None, None),
        (date(2026, 4, 1), 30, date(2027, 4, 1)),
        (date(2027, 5, 1), 30, date(2027, 5, 1)),
        (date(2026, 4, 1), None, None),
    ],
    ids=["none", "as far ahead as at first", "one that lies ahead", "nothing known"],
)
def test_a_later_round_has_a_date_of_its_own(
    due_on: date | None, days: int | None, expected: date | None
) -> None:
    found = due_in_round(due_on, days=days, began_at=at(2027, 3, 2), zone="UTC")

    assert found == expected


def test_the_first_round_has_the_date_that_was_set() -> None:
    found = due_in_round(date(2026, 4, 1), days=30, began_at=None, zone="UTC")

    assert found == date(2026, 4, 1)


def test_what_counts_for_the_round_that_began_last_counts_for_all() -> None:
    later, earlier = Round(2, at(2027, 3, 2)), Round(3, at(2027, 1, 1))

    assert latest([FIRST, later, earlier]) == later


def test_whoever_sits_in_no_pair_is_in_the_first_round() -> None:
    assert latest([]) == FIRST


LATE = at(2027, 3, 2, 23)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 2), ("Europe/Berlin", 3), ("America/New_York", 2)]
)
def test_a_round_begins_and_renews_on_a_day_of_a_zone(zone: str, day: int) -> None:
    round = Round(2, LATE, LATE)

    assert round.began_on(zone) == round.renews_on(zone) == date(2027, 3, day)
    assert FIRST.began_on(zone) is FIRST.renews_on(zone) is None


def test_something_done_at_the_moment_of_its_beginning_is_of_the_round() -> None:
    round, second = Round(2, LATE), timedelta(seconds=1)

    assert [round.counts(LATE + n * second) for n in (-1, 0, 1)] == [False, True, True]
    assert round.has_any([LATE - second, LATE])
    assert not round.has_any([LATE - second])
    assert FIRST.counts(LATE)


def test_without_renewal_a_later_round_stays_what_it_is() -> None:
    twice = Completed(2, at(2027, 3, 2), at(2027, 4, 1))

    assert present_round(twice, months=None, zone="UTC", now=at(2030, 1, 1)) == Round(
        2, at(2027, 3, 2)
    )
    assert present_round(twice, months=12, zone="UTC", now=at(2028, 4, 1)).number == 3


@pytest.mark.parametrize(
    ("due_on", "zone", "expected"),
    [
        (date(2027, 3, 2), "UTC", date(2027, 3, 2)),
        (date(2027, 3, 1), "UTC", date(2027, 4, 1)),
        (date(2027, 3, 2), "Europe/Berlin", date(2027, 4, 2)),
    ],
)
def test_a_date_on_the_day_on_which_a_round_begins_still_lies_ahead(
    due_on: date, zone: str, expected: date
) -> None:
    assert due_in_round(due_on, days=30, began_at=LATE, zone=zone) == expected
