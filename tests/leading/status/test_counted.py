"""What do the counts of a page say together, and which of them pass its filters?"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tandem.content.lesson import Lesson
from tandem.leading.status.counting import (
    OF_COURSE,
    OF_DUE,
    OF_MODULE,
    OF_NEED,
    OF_STATE,
    Count,
    Place,
    count_in,
    counts_in,
    passes,
    stands_in,
    tally_of,
)
from tandem.leading.status.queries import SAID, Due, Filters, Need
from tandem.library.served import ServedCourse, ServedModule
from tandem.terms import PairState, Stage, Together


def course(number: int, slug: str, *modules: int) -> ServedCourse:
    """A course of modules, which are called by their place."""
    served = tuple(
        ServedModule(module, f"m{at}", module, Lesson(f"m{at}", "M"))
        for at, module in enumerate(modules, start=1)
    )
    return ServedCourse(number, slug, slug, "", "", frozenset(), served)


COURSES = (course(3, "first", 11, 12), course(4, "second", 21, 22))
PLACE = Place(3, Need.ON_THEIR_WAY, 12, Together.WAITING_FOR_REP, 2)
COUNT = Count(PLACE, is_begun=True, is_overdue=False, is_stalled=False, is_due=False)


@pytest.mark.parametrize(
    ("packed", "count"),
    [
        (3 * OF_COURSE + 12 * OF_MODULE + 2 * OF_NEED + OF_STATE + 1, COUNT),
        (3 * OF_COURSE + 12 * OF_MODULE + 2 * OF_NEED + OF_STATE + 2,
         replace(COUNT, is_begun=False, is_overdue=True)),
        (3 * OF_COURSE + 12 * OF_MODULE + 2 * OF_NEED + OF_STATE + 4,
         replace(COUNT, is_begun=False, is_stalled=True)),
        (3 * OF_COURSE + 12 * OF_MODULE + 2 * OF_NEED + OF_STATE + OF_DUE,
         replace(COUNT, is_begun=False, is_due=True)),
        (3 * OF_COURSE + 4 * OF_NEED + 3 * OF_STATE + 1,
         replace(COUNT, place=Place(3, Need.THROUGH, None, Together.BOTH_DONE, 2))),
    ],
)  # fmt: skip
def test_each_part_of_the_one_number_is_read_by_itself(packed: int, count: Count) -> None:
    assert count_in(packed, 2) == count


def test_rows_that_are_equal_are_told_apart_by_date_and_stall() -> None:
    row = SimpleNamespace(
        course_id=3, pair_state=PairState.ACTIVE, together=Together.WAITING_FOR_REP, is_begun=True,
        stands_at_id=12, number=20, overdue=9, stalled=7, both=4,
    )  # fmt: skip
    late = replace(COUNT, is_overdue=True, place=replace(PLACE, need=Need.PAST_DATE, number=5))

    assert list(counts_in(row)) == [
        replace(late, is_stalled=True, place=replace(late.place, number=4)),
        late,
        replace(COUNT, is_stalled=True, place=replace(PLACE, need=Need.STANDS_STILL, number=3)),
        replace(COUNT, place=replace(PLACE, number=8)),
    ]


def test_nothing_is_said_of_pairs_that_there_are_not() -> None:
    row = SimpleNamespace(
        course_id=3, pair_state=PairState.PAUSED, together=Together.WAITING_FOR_REP, is_begun=True,
        stands_at_id=12, number=2, overdue=0, stalled=0, both=0,
    )  # fmt: skip

    assert list(counts_in(row)) == [replace(COUNT, place=replace(PLACE, need=Need.RESTS))]


def test_a_tally_adds_up_pairs_and_not_places() -> None:
    new = replace(PLACE, together=Together.NOBODY_YET, number=5)
    counts = [
        replace(COUNT, is_overdue=True),
        replace(COUNT, is_stalled=True, place=replace(PLACE, number=3)),
        replace(COUNT, is_overdue=True, is_stalled=True, place=new),
        replace(COUNT, is_begun=False, place=new),
    ]

    tally = tally_of(counts)

    assert list(tally.states) == list(SAID)
    assert {state: number for state, number in tally.states.items() if number} == {
        Together.NOBODY_YET: 5, Stage.BEGUN: 5, Together.WAITING_FOR_REP: 5,
    }  # fmt: skip
    assert (tally.total, tally.overdue, tally.stalled) == (15, 7, 8)


@pytest.mark.parametrize(
    ("filters", "changes", "is_shown"),
    [
        (Filters(), {}, True),
        (Filters(state=Together.WAITING_FOR_REP), {}, True),
        (Filters(state=Together.WAITING_FOR_SUPPORT), {}, False),
        (Filters(state=Stage.BEGUN), {}, False),
        (Filters(due=Due.SOON), {}, False),
        (Filters(due=Due.SOON), {"is_due": True}, True),
        (Filters(), {"is_due": True, "is_stalled": True}, True),
        (Filters(stalled=True), {}, False),
        (Filters(stalled=True), {"is_stalled": True}, True),
        (Filters(stalled=True, due=Due.SOON), {"is_stalled": True}, False),
        (Filters(stalled=True, due=Due.SOON), {"is_due": True}, False),
        (Filters(stalled=True, due=Due.SOON), {"is_due": True, "is_stalled": True}, True),
    ],
)
def test_pairs_are_shown_that_pass_every_filter(
    filters: Filters, changes: dict[str, bool], is_shown: bool
) -> None:
    assert passes(replace(COUNT, **changes), filters) is is_shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "changes", "is_there"),
    [
        (Filters(), {}, True),
        (Filters(module="m2"), {}, True),
        (Filters(module="m1"), {}, False),
        (Filters(module="no-such"), {}, False),
        (Filters(module="m2", course="first"), {}, True),
        (Filters(module="m2", course="second"), {}, False),
        (Filters(module="m2", course="second"), {"course_id": 4, "module_id": 22}, True),
    ],
)
def test_pairs_stand_at_the_module_of_that_name_in_their_course(
    filters: Filters, changes: dict[str, int], is_there: bool
) -> None:
    assert stands_in(replace(PLACE, **changes), filters, COURSES) is is_there  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "together", "is_there"),
    [
        (Filters(module="m1"), Together.NOBODY_YET, True),
        (Filters(module="m2"), Together.NOBODY_YET, False),
        (Filters(module="m1"), Together.BOTH_DONE, False),
        (Filters(module="m1", course="first"), Together.NOBODY_YET, True),
        (Filters(module="m1", course="second"), Together.NOBODY_YET, False),
    ],
)
def test_pairs_in_a_new_round_stand_at_the_first_module_of_their_course(
    filters: Filters, together: Together, is_there: bool
) -> None:
    new = replace(PLACE, module_id=None, together=together)

    assert stands_in(new, filters, COURSES) is is_there
