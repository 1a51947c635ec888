"""Where is everybody on the road of a course? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.progress.next_thing import CourseAhead, NextThing
from tandem.progress.pair_courses import OwnModule
from tandem.terms import PairState, Role, Step
from tandem.together.my_page.road import Strand, place_on, roads, short_names
from tests.cast import NOW
from tests.plain_courses import BEGUN, COURSE, DONE, OPEN, Halves, alone, half, served, shared
from tests.together.steps.step_helpers import TALK

REP, SUPPORT = Role.REP, Role.SUPPORT
LATE = half(Step.READ, finished=9)


def next_in(place: int, pair_id: int | None = 1, **fields: Any) -> NextThing:
    """The next thing waits at this module, counted from 1."""
    ahead = CourseAhead(COURSE, place - 1, None, REP, pair_id=pair_id)
    return NextThing(replace(ahead, **fields), OwnModule(served(0), OPEN), Step.READ, place)


def test_a_course_with_several_partners_is_one_road_of_three_lanes_at_most() -> None:
    pairs = [shared(number, (OPEN, OPEN)) for number in range(1, 5)]
    other = shared(9, (OPEN, OPEN), role=SUPPORT)

    found = roads([*pairs, other], [], next_thing=None)

    assert [[seat.pair_id for seat in road.seats] for road in found] == [[1, 2, 3], [4], [9]]
    assert [road.key for road in found] == ["5-rep-1", "5-rep-4", "5-support-9"]
    assert [len(road.stops[0].lanes) for road in found] == [3, 1, 1]


@pytest.mark.parametrize(
    ("thing", "here"),
    [
        (next_in(2), [False, True]),
        (next_in(1), [True, False]),
        (next_in(2, pair_id=8), [False, False]),
        (next_in(2, role=SUPPORT), [False, False]),
        (next_in(2, course=replace(COURSE, id=6)), [False, False]),
        (None, [False, False]),
    ],
)
def test_the_next_thing_stands_on_the_road_on_which_it_waits(
    thing: NextThing | None, here: list[bool]
) -> None:
    (road,) = roads([shared(1, (OPEN, OPEN), (OPEN, OPEN))], [], next_thing=thing)

    assert [stop.is_here for stop in road.stops] == here
    assert [stop.is_last for stop in road.stops] == [False, True]
    assert place_on(COURSE, REP, [None], thing) is None


@pytest.mark.parametrize("is_used_up", [True, False])
def test_that_no_attempt_is_left_stands_where_the_next_thing_waits(is_used_up: bool) -> None:
    of_two, of_one = (replace(next_in(2, pair_id), is_used_up=is_used_up) for pair_id in (1, None))
    found = [
        *roads([shared(1, (OPEN, OPEN), (OPEN, OPEN))], [], next_thing=of_two),
        *roads([], [alone(REP, DONE, OPEN)], next_thing=of_one),
    ]

    assert [[stop.is_used_up for stop in road.stops] for road in found] == [[False, is_used_up]] * 2


def test_lines_lead_out_of_what_is_done_to_the_first_that_is_begun() -> None:
    (road,) = roads([shared(1, (DONE, BEGUN), (OPEN, OPEN), (OPEN, OPEN))], [], next_thing=None)

    assert [lane.strands for stop in road.stops for lane in stop.lanes] == [
        (Strand(REP, True, True), Strand(SUPPORT, True, False)),
        (Strand(REP, True, False), Strand(SUPPORT, False, False)),
        (Strand(REP, False, False), Strand(SUPPORT, False, False)),
    ]


def test_nothing_arrives_at_a_first_module_that_nobody_has_begun() -> None:
    (road,) = roads([shared(1, (OPEN, OPEN))], [], next_thing=None)

    (lane,) = road.stops[0].lanes
    assert [strand.arrives for strand in lane.strands] == [False, False]
    assert road.stops[0].is_untouched
    assert not roads([shared(1, (OPEN, BEGUN))], [], next_thing=None)[0].stops[0].is_untouched
    assert not roads([shared(1, (BEGUN, OPEN))], [], next_thing=None)[0].stops[0].is_untouched


def test_a_module_is_touched_by_a_step_with_any_of_the_partners() -> None:
    begun = half(asked=(TALK,), talk=NOW)
    touched = [(OPEN, OPEN), (begun, OPEN)], [(OPEN, OPEN), (OPEN, begun)], [(begun, OPEN)] * 2

    for both in touched:
        pairs = [shared(number, halves) for number, halves in enumerate(both)]
        assert not roads(pairs, [], next_thing=None)[0].stops[0].is_untouched


def test_both_lines_meet_when_the_second_half_is_complete() -> None:
    (road,) = roads([shared(1, (DONE, LATE), (DONE, OPEN), (OPEN, DONE))], [], next_thing=None)
    (first,), (second,), (third,) = (stop.lanes for stop in road.stops)

    assert (first.is_joined, first.joined_at, first.was_joined) == (
        True, NOW + timedelta(days=9), False,
    )  # fmt: skip
    assert (second.is_joined, second.joined_at, second.was_joined) == (False, None, True)
    assert (third.is_joined, third.joined_at, third.was_joined) == (False, None, False)
    assert all(stop.arrives and not stop.waits_for_two for stop in road.stops)


@pytest.mark.parametrize(
    ("halves", "state", "nudges"),
    [
        (((DONE, DONE), (DONE, OPEN), (DONE, OPEN)), PairState.ACTIVE, [False, True, False]),
        (((DONE, DONE), (DONE, OPEN), (DONE, OPEN)), PairState.PAUSED, [False, False, False]),
        (((OPEN, DONE), (DONE, OPEN)), PairState.ACTIVE, [False, False]),
        (((DONE, DONE),), PairState.ACTIVE, [False]),
    ],
)
def test_a_nudge_is_offered_once_where_the_partner_is(
    halves: tuple[Halves, ...], state: PairState, nudges: list[bool]
) -> None:
    (road,) = roads([shared(1, *halves, state=state)], [], next_thing=None)

    assert [lane.may_nudge for stop in road.stops for lane in stop.lanes] == nudges


def test_a_stop_is_done_by_everybody_on_the_road() -> None:
    (road,) = roads(
        [shared(1, (DONE, DONE), (DONE, DONE)), shared(2, (DONE, DONE), (DONE, OPEN))], [],
        next_thing=None,
    )  # fmt: skip

    assert [stop.is_done for stop in road.stops] == [True, False]
    assert (road.number_done, road.is_through, road.waits_for_a_partner) == (1, False, False)
    (through,) = roads([shared(1, (DONE, DONE))], [], next_thing=None)
    assert through.is_through


def test_who_walks_alone_arrives_where_the_module_before_is_done() -> None:
    (road,) = roads([], [alone(Role.TRAINER, DONE, BEGUN, OPEN)], next_thing=None)

    assert [stop.arrives for stop in road.stops] == [True, True, False]
    assert [stop.is_done for stop in road.stops] == [True, False, False]
    assert [stop.is_untouched for stop in road.stops] == [False, False, True]
    assert [stop.is_last for stop in road.stops] == [False, False, True]
    assert (road.key, road.waits_for_a_partner, road.number_done) == ("5-trainer", False, 1)


def test_a_first_module_is_arrived_at_once_it_is_begun_alone() -> None:
    begun, untouched = (roads([], [alone(REP, one)], next_thing=None)[0] for one in (BEGUN, OPEN))

    assert (begun.stops[0].arrives, untouched.stops[0].arrives) == (True, False)
    assert begun.waits_for_a_partner
    assert not roads([], [alone(REP)], next_thing=None)[0].is_through


def test_the_next_thing_read_alone_stands_on_that_road() -> None:
    (road,) = roads([], [alone(REP, DONE, OPEN)], next_thing=next_in(2, pair_id=None))

    assert [stop.is_here for stop in road.stops] == [False, True]


def test_partners_of_one_given_name_are_named_in_full() -> None:
    seats = [shared(number, given=given).seat for number, given in enumerate(("Sue", "Abe", "Sue"))]

    assert short_names(seats) == ("Sue of 0", "Abe", "Sue of 2")
