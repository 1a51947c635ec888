"""Which course was given to which pair, by when? Plain values, as the rows hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tandem.progress.assigned import (
    Seat,
    WaitingSeat,
    given_in,
    once_per_course,
    round_of_person,
    waiting_seat,
)
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import PairState, Role
from tests.cast import NOW
from tests.plain_courses import waiting

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
LATER = datetime(2026, 9, 1, tzinfo=UTC)


def seat(state: PairState = PairState.ACTIVE, **fields: Any) -> Seat:
    """Sam's seat in a course."""
    facts: dict[str, Any] = {
        "course_id": 1, "partner_id": 2, "partner_name": "Sue", "partner_given_name": "Sue",
        "due_on": YESTERDAY, "time_zone": "UTC", "date_set_at": NOW, "in_order": False,
        "closes": True,
    }  # fmt: skip
    return Seat(1, state, Role.REP, **{**facts, **fields})


@pytest.mark.parametrize(
    ("one", "closed"),
    [
        (seat(), True),
        (seat(due_on=TODAY), False),
        (seat(due_on=None), False),
        (seat(closes=False), False),
        (seat(PairState.PAUSED), False),
        (seat(PairState.ENDED), False),
        (seat(due_on=TODAY, time_zone="Pacific/Kiritimati"), False),
        (seat(time_zone="Pacific/Pago_Pago"), False),
    ],
)
def test_a_course_that_closes_is_closed_after_its_day_to_a_pair_that_works(
    one: Seat, closed: bool
) -> None:
    assert one.is_closed(now=NOW) is closed


def test_a_day_is_over_in_the_zone_in_which_it_was_set() -> None:
    late = NOW.replace(hour=11)

    zones = ("Pacific/Kiritimati", "UTC", "America/New_York")
    assert [seat(due_on=TODAY, time_zone=zone).is_closed(now=late) for zone in zones] == [
        True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "strict"),
    [
        (seat(), True),
        (seat(due_on=TODAY), False),
        (seat(due_on=None, in_order=True), True),
        (seat(PairState.PAUSED, in_order=True), True),
        (seat(PairState.ENDED, in_order=True), False),
        (seat(PairState.PAUSED), False),
    ],
)
def test_modules_are_closed_by_a_date_or_by_their_order_while_the_pair_lives(
    one: Seat, strict: bool
) -> None:
    assert one.is_strict(now=NOW) is strict


@pytest.mark.parametrize(
    ("due_on", "closes", "closed"),
    [(YESTERDAY, True, True), (TODAY, True, False), (None, True, False), (YESTERDAY, False, False)],
)
def test_a_course_that_waits_for_a_partner_closes_with_its_date_too(
    due_on: date | None, closes: bool, closed: bool
) -> None:
    assert waiting(1, closes=closes, due_on=due_on).is_closed(now=NOW) is closed


def given(**fields: Any) -> SimpleNamespace:
    """A course as a team has it."""
    facts = {"course_id": 1, "due_on": None, "time_zone": "UTC", "in_order": True, "closes": True}
    return SimpleNamespace(**{**facts, **fields})


def test_of_several_teams_the_latest_date_and_the_loosest_switches_count() -> None:
    strict = given(due_on=YESTERDAY, time_zone="Asia/Tokyo")
    loose = given(due_on=TODAY, in_order=False, closes=False)

    assert waiting_seat([strict, loose], Role.SUPPORT) == WaitingSeat(
        1, Role.SUPPORT, in_order=False, closes=False, due_on=TODAY, time_zone="UTC"
    )
    assert waiting_seat([strict], Role.REP) == WaitingSeat(
        1, Role.REP, in_order=True, closes=True, due_on=YESTERDAY, time_zone="Asia/Tokyo"
    )
    assert waiting_seat([loose, given(), strict], Role.REP).due_on is None


def test_the_round_of_a_person_is_the_last_that_began_in_pairs_that_live() -> None:
    second, third = Round(2, NOW), Round(3, NOW + timedelta(days=9))
    seats = [
        seat(round=second), seat(PairState.PAUSED), seat(PairState.ENDED, round=third),
        seat(course_id=2, round=third),
    ]  # fmt: skip

    assert round_of_person(seats, 1) == second
    assert round_of_person(seats, 2) == third
    assert round_of_person(seats, 3) == FIRST


def row(**fields: Any) -> SimpleNamespace:
    """An assignment with the last round that the pair completed."""
    facts = {
        "pair_id": 1, "course_id": 1, "state": PairState.ACTIVE, "due_on": date(2026, 4, 1),
        "due_days": 30, "renew_months": 12, "time_zone": "UTC", "given_at": NOW, "in_order": False,
        "closes": False, "done_number": None, "done_began_at": None, "done_at": None,
    }  # fmt: skip
    return SimpleNamespace(**{**facts, **fields})


DONE = {"done_number": 1, "done_at": NOW}


def test_before_anything_was_completed_a_pair_is_in_the_first_round_by_its_date() -> None:
    found = given_in([row()], now=LATER)

    assert (found.round, found.due_on, found.last_done) == (FIRST, date(2026, 4, 1), None)
    assert (found.renew_months, found.renewed_due_on) == (12, None)


def test_a_round_that_is_known_to_begin_has_its_date_already() -> None:
    found = given_in([row(**DONE)], now=LATER)

    assert found.round == Round(1, None, renews_at=datetime(2027, 3, 2, tzinfo=UTC))
    assert (found.due_on, found.renewed_due_on) == (date(2026, 4, 1), date(2027, 4, 1))
    assert found.last_done == Round(1, None)


def test_once_it_has_begun_its_date_is_the_date() -> None:
    found = given_in([row(**DONE)], now=datetime(2027, 3, 2, tzinfo=UTC))

    assert (found.round.number, found.due_on, found.renewed_due_on) == (2, date(2027, 4, 1), None)
    assert found.last_done == Round(1, None)


@pytest.mark.parametrize(
    ("state", "number"),
    [(PairState.ACTIVE, 2), (PairState.PAUSED, 2), (PairState.ENDED, 1), (PairState.PROPOSED, 1)],
)
def test_only_a_pair_that_lives_begins_anew(state: PairState, number: int) -> None:
    found = given_in([row(state=state, **DONE)], now=datetime(2028, 1, 1, tzinfo=UTC))

    assert found.round.number == number
    assert found.renew_months == (12 if number == 2 else None)


def test_a_pairs_own_assignment_comes_before_the_teams_and_its_months_before_those() -> None:
    own, teams = row(due_on=TODAY, renew_months=None, closes=True), row(renew_months=6)
    other = row(course_id=2, renew_months=3)

    found = [assigned for _, assigned in once_per_course([own, teams, other], now=NOW)]

    assert [(one.course_id, one.due_on, one.renew_months, one.closes) for one in found] == [
        (1, TODAY, 6, True), (2, date(2026, 4, 1), 3, False),
    ]  # fmt: skip


def test_the_same_course_of_two_pairs_is_given_twice() -> None:
    rows = [row(), row(pair_id=2)]

    assert [one.pair_id for _, one in once_per_course(rows, now=NOW)] == [1, 2]
