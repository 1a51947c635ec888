"""What stands before somebody, and what of it is next? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.next_thing import (
    CourseAhead,
    NextThing,
    ahead_alone,
    ahead_in_pairs,
    ahead_in_seat,
    all_ahead,
    next_things,
    steps_left,
)
from tandem.progress.rules.halves import FINISHED, Asks, HalfInPair, Trace, half_in_pair
from tandem.progress.rules.rounds import FIRST
from tandem.terms import PairState, Role, Step
from tests.cast import NOW
from tests.plain_courses import (
    BEGUN,
    COURSE,
    DONE,
    OPEN,
    SAM,
    SUE,
    alone,
    half,
    pair,
    pair_course,
    served,
    shared,
)

TALK = PairStep("talk", StepKind.TALKED, "Talk")
HOPE = PairStep("hope", StepKind.SEALED, "Hope")
YESTERDAY = NOW.date() - timedelta(days=1)
OTHER = replace(COURSE, id=6)


def test_a_course_stands_before_somebody_at_its_first_open_module() -> None:
    ahead = ahead_in_seat(shared(1, (DONE, OPEN), (OPEN, OPEN), due_on=YESTERDAY))

    assert (ahead.place, ahead.pair_id, ahead.partner, ahead.due_on) == (1, 1, "Sue", YESTERDAY)
    assert ahead.following is not None
    assert ahead.following.module.id == 1
    assert not ahead.is_resting


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({}, True),
        ({"state": PairState.PAUSED}, True),
        ({"state": PairState.ENDED}, False),
        ({"closes": True, "due_on": YESTERDAY}, False),
        ({"closes": True, "due_on": NOW.date()}, True),
        ({"closes": True, "due_on": YESTERDAY, "state": PairState.PAUSED}, True),
    ],
)
def test_what_has_ended_or_closed_does_not_stand_before_anybody(
    fields: dict[str, Any], stands: bool
) -> None:
    own = alone(Role.TRAINER, OPEN, course=OTHER)

    found = all_ahead([shared(1, (OPEN, OPEN), **fields)], [own], now=NOW)

    assert [ahead.course.id for ahead in found] == ([5, 6] if stands else [6])


def test_a_pair_that_rests_is_told_from_one_that_works() -> None:
    assert ahead_in_seat(shared(1, (OPEN, OPEN), state=PairState.PAUSED)).is_resting


def test_what_is_read_alone_has_a_date_only_where_it_was_given() -> None:
    ahead = ahead_alone(alone(Role.TRAINER, DONE, BEGUN))

    assert (ahead.place, ahead.due_on, ahead.pair_id, ahead.partner) == (1, None, None, "")


def test_in_a_pair_each_of_the_two_has_their_own_next_module() -> None:
    course = pair_course((DONE, OPEN), (OPEN, DONE), (OPEN, OPEN))
    sams, sues = (ahead_in_pairs([course], who)[0] for who in (SAM, SUE))

    assert (sams.place, sams.role, sams.partner) == (1, Role.REP, "Sue")
    assert (sues.place, sues.role, sues.partner) == (0, Role.SUPPORT, "Sam")
    assert sams.as_role is sues.as_role is None


def test_who_sits_in_both_roles_of_a_course_is_told_in_which() -> None:
    courses = [
        pair_course((OPEN, OPEN)), pair_course((OPEN, OPEN), of=pair(2, swapped=True)),
        pair_course((OPEN, OPEN), of=pair(3), course=OTHER),
    ]  # fmt: skip

    assert [ahead.as_role for ahead in ahead_in_pairs(courses, SAM)] == [
        Role.REP, Role.SUPPORT, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("closes", "overdue", "stands"), [(True, True, False), (True, False, True), (False, True, True)]
)
def test_a_course_of_a_pair_that_closed_with_its_date_is_left_out(
    closes: bool, overdue: bool, stands: bool
) -> None:
    course = pair_course((OPEN, OPEN), closes=closes, is_overdue=overdue)

    assert bool(ahead_in_pairs([course], SAM)) is stands


def test_where_all_is_done_nothing_waits() -> None:
    (ahead,) = ahead_in_pairs([pair_course((DONE, OPEN))], SAM)

    assert (ahead.place, ahead.following, next_things([ahead])) == (None, None, ())


def test_next_is_a_step_of_a_module_counted_from_one() -> None:
    (thing,) = next_things([ahead_in_seat(shared(1, (DONE, OPEN), (BEGUN, OPEN)))])

    assert (thing.step, thing.place, thing.module.id) == (Step.READ, 2, 1)


def thing(
    step: Step, *, pair_id: int | None = 1, role: Role = Role.REP, module: int = 1
) -> NextThing:
    """One thing to do next."""
    course = alone(role, half())
    own = replace(course.modules[0], module=served(module))
    return NextThing(CourseAhead(COURSE, 0, own, role, pair_id=pair_id), own, step, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (thing(Step.READ), thing(Step.READ, pair_id=2), True),
        (thing(Step.READ), thing(Step.READ, pair_id=None), True),
        (thing(Step.TOGETHER), thing(Step.TOGETHER), True),
        (thing(Step.TOGETHER), thing(Step.TOGETHER, pair_id=2), False),
        (thing(Step.READ), thing(Step.READ, role=Role.SUPPORT), False),
        (thing(Step.READ), thing(Step.READ, module=2), False),
        (thing(Step.READ), thing(Step.QUIZ), False),
    ],
)
def test_what_is_done_alone_is_the_same_for_every_pair(
    one: NextThing, other: NextThing, same: bool
) -> None:
    assert one.is_same_as(other) is other.is_same_as(one) is same


def of_all(*alone: Trace, **given: int) -> HalfInPair:
    """A half that asks for reading, a quiz and two steps for two."""
    asks = Asks(frozenset({Step.READ, Step.QUIZ}), (TALK, HOPE))
    in_pair = tuple(Trace(name, NOW) for name in given)
    return half_in_pair(asks, alone, in_pair, round=FIRST)


READ, FINISH = Trace(Step.READ, NOW), Trace(FINISHED, NOW, 1)


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (of_all(), ((Step.READ, 1), (Step.QUIZ, 1), (Step.TOGETHER, 2))),
        (of_all(READ), ((Step.QUIZ, 1), (Step.TOGETHER, 2))),
        (of_all(READ, FINISH), ((Step.TOGETHER, 2),)),
        (of_all(talk=1), ((Step.READ, 1), (Step.QUIZ, 1), (Step.TOGETHER, 1))),
        (of_all(talk=1, hope=1), ((Step.READ, 1), (Step.QUIZ, 1))),
        (of_all(FINISH, talk=1, hope=1), ()),
        (DONE, ()),
    ],
)
def test_what_is_left_of_a_half_is_told_step_by_step(
    found: HalfInPair, left: tuple[tuple[Step, int], ...]
) -> None:
    assert steps_left(found) == left


@pytest.mark.parametrize(
    ("own", "step", "left", "can_be_done"),
    [
        (of_all(), Step.READ, ((Step.READ, 1), (Step.TOGETHER, 2)), True),
        (of_all(READ), Step.TOGETHER, ((Step.TOGETHER, 2),), True),
        (of_all(READ, talk=1, hope=1), Step.QUIZ, (), False),
    ],
)
def test_without_an_attempt_at_the_quiz_the_rest_of_the_module_comes_next(
    own: HalfInPair, step: Step, left: tuple[tuple[Step, int], ...], can_be_done: bool
) -> None:
    before = thing(Step.QUIZ)
    found = replace(before, own=replace(before.own, mine=own)).used_up()

    assert (found.step, found.left, found.can_be_done) == (step, left, can_be_done)


def test_a_date_goes_along_to_the_rule() -> None:
    waiting = ahead_in_seat(shared(1, (OPEN, OPEN), due_on=date(2026, 4, 1))).waiting

    assert (waiting.course_id, waiting.place, waiting.step) == (5, 0, Step.READ)
    assert (waiting.pair_id, waiting.due_on, waiting.is_resting) == (1, date(2026, 4, 1), False)
