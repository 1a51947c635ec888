"""How far is a module open, in whichever pair? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse
from tandem.progress.doors.queries import ModuleDoor, door_among, door_of, door_waiting
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_courses import SharedCourse
from tandem.terms import PairState, Role
from tests.cast import NOW
from tests.plain_courses import BEGUN, COURSE, DONE, OPEN, SAM, alone, served, shared, waiting

YESTERDAY = NOW.date() - timedelta(days=1)
THREE: ServedCourse = replace(COURSE, modules=tuple(map(served, range(3))))
ACTIVE, PAUSED, ENDED = PairState.ACTIVE, PairState.PAUSED, PairState.ENDED


@pytest.mark.parametrize(
    ("halves", "in_order", "is_closed", "doors"),
    [
        ((OPEN, OPEN, OPEN), False, False, ["open", "open", "open"]),
        ((OPEN, OPEN, OPEN), True, False, ["open", "later", "later"]),
        ((DONE, OPEN, OPEN), True, False, ["open", "open", "later"]),
        ((OPEN, OPEN, BEGUN), True, False, ["open", "later", "open"]),
        ((DONE, BEGUN, OPEN), True, True, ["read_only", "read_only", "closed"]),
        ((DONE, BEGUN, OPEN), False, True, ["read_only", "read_only", "closed"]),
    ],
)
def test_modules_open_in_their_order_and_close_with_their_date_but_not_what_was_begun(
    halves: tuple[HalfInPair, ...], in_order: bool, is_closed: bool, doors: list[str]
) -> None:
    course = alone(Role.REP, *halves, course=THREE)

    found = [
        door_among(course, number, in_order=in_order, is_closed=is_closed) for number in range(3)
    ]

    assert found == doors


def test_the_switches_of_another_course_close_nothing_for_who_waits_for_a_partner(
    session: Session,
) -> None:
    seats = [waiting(6, in_order=True), waiting(THREE.id)]

    door = door_waiting(session, SAM, seats, THREE, THREE.modules[2], now=NOW)

    assert door is ModuleDoor.OPEN


def test_what_was_done_in_an_earlier_round_stays_open_to_its_reader() -> None:
    before = replace(OPEN, done_before=NOW)
    course = alone(Role.REP, OPEN, before, course=THREE)

    assert door_among(course, 1, in_order=True, is_closed=False) is ModuleDoor.OPEN
    assert door_among(course, 1, in_order=True, is_closed=True) is ModuleDoor.READ_ONLY


def strict(pair_id: int, **fields: Any) -> SharedCourse:
    """A course in order, of which nothing is done."""
    return shared(
        pair_id, *[(OPEN, OPEN)] * 3, course=THREE, **{"in_order": True, **fields}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("courses", "door"),
    [
        ([strict(1)], ModuleDoor.LATER),
        ([strict(1), strict(2, in_order=False)], ModuleDoor.OPEN),
        ([strict(1), strict(2, closes=True, due_on=YESTERDAY)], ModuleDoor.LATER),
        ([strict(1, closes=True, due_on=YESTERDAY)], ModuleDoor.CLOSED),
        ([strict(1, closes=True, due_on=YESTERDAY, state=PAUSED)], ModuleDoor.LATER),
        ([strict(1), strict(2, state=ENDED)], ModuleDoor.LATER),
        ([strict(1, state=ENDED)], ModuleDoor.OPEN),
        ([], ModuleDoor.OPEN),
    ],
)
def test_the_pair_that_opens_a_module_widest_counts_and_one_that_has_ended_opens_none(
    courses: list[SharedCourse], door: ModuleDoor
) -> None:
    assert door_of(courses, 1, now=NOW) is door
