"""Which due dates stand in a calendar? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem.models import Person
from tandem.notifications.calendar.queries import Day, DayKind, due_days, due_days_alone
from tandem.progress.given_alone import GivenAlone
from tandem.progress.rules.rounds import Round
from tandem.progress.seat_courses import SharedCourse
from tandem.terms import PairState, Role
from tests.cast import NOW
from tests.plain_courses import COURSE, DONE, OPEN, alone, shared

DUE = date(2026, 4, 1)
SAM = Person(id=1)
LATER = NOW + timedelta(days=3)


def test_a_date_stands_under_a_name_that_stays_though_the_day_moves() -> None:
    (day,) = due_days([shared(7, (OPEN, OPEN), due_on=DUE)], SAM)

    assert day == Day(DUE, DayKind.DUE, "due-5-1-7", "UTC", NOW, "Teaming")


@pytest.mark.parametrize(
    ("course", "stands"),
    [
        (shared(7, (DONE, OPEN), due_on=DUE), False),
        (shared(7, (OPEN, DONE), due_on=DUE), True),
        (shared(7, (OPEN, OPEN)), False),
        (shared(7, (OPEN, OPEN), due_on=DUE, state=PairState.PAUSED), False),
    ],
)
def test_a_date_stands_there_while_the_own_half_is_open_in_a_pair_that_works(
    course: SharedCourse, stands: bool
) -> None:
    assert bool(due_days([course], SAM)) is stands


def test_a_course_of_two_pairs_stands_once_on_a_day() -> None:
    other = replace(COURSE, id=6)
    courses = [
        shared(7, (OPEN, OPEN), due_on=DUE), shared(8, (OPEN, OPEN), due_on=DUE),
        shared(8, (OPEN, OPEN), due_on=DUE + timedelta(days=1)),
        shared(9, (OPEN, OPEN), due_on=DUE, course=other),
    ]  # fmt: skip

    assert [day.name for day in due_days(courses, SAM)] == ["due-5-1-7", "due-5-1-8", "due-6-1-9"]


@pytest.mark.parametrize(
    ("round", "since"),
    [(Round(), NOW), (Round(2, LATER), LATER), (Round(2, NOW - timedelta(days=9)), NOW)],
)
def test_a_round_that_begins_sets_its_date_too(round: Round, since: object) -> None:
    (day,) = due_days([shared(7, (OPEN, OPEN), due_on=DUE, round=round)], SAM)

    assert day.since == since


def given(due_on: date | None) -> GivenAlone:
    """A course for one that was given."""
    return GivenAlone(3, 1, 5, 1, frozenset(), due_on, "Asia/Tokyo", True, NOW)


def test_a_course_for_one_stands_there_while_it_is_open_and_has_a_date() -> None:
    courses = [
        alone(Role.TRAINER, OPEN, given=given(DUE)), alone(Role.TRAINER, DONE, given=given(DUE)),
        alone(Role.TRAINER, OPEN, given=given(None)), alone(Role.TRAINER, OPEN),
    ]  # fmt: skip

    assert due_days_alone(courses, SAM) == [
        Day(DUE, DayKind.DUE, "due-5-1-alone", "Asia/Tokyo", NOW, "Teaming")
    ]
