"""Whose turn is it in each course of a pair, and what may be read and set? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.people.pairs.queries import SeenPair, ShownPair
from tandem.people.pairs.visibility import Sight
from tandem.progress.nudges.rules import NudgeFault
from tandem.progress.pair_courses import PairCourse
from tandem.terms import PairState
from tandem.together.pair_page.queries import PairPage, as_it_ended, both_done_at, turns_of
from tests.cast import NOW
from tests.plain_courses import (
    COURSE,
    DONE,
    OPEN,
    SAM,
    SUE,
    pair,
    pair_course,
)

DAY = timedelta(days=1)
SET_COMPLETE = replace(DONE, learned_at=None)


def test_a_pair_stands_in_each_course_that_is_not_through() -> None:
    courses = [
        pair_course((DONE, DONE), (DONE, OPEN)),
        pair_course((DONE, DONE), course=replace(COURSE, id=6)),
        pair_course((OPEN, DONE), course=replace(COURSE, id=7)),
    ]

    found = turns_of(pair(), courses, SAM, last=None, now=NOW)

    assert [(turn.course.course.id, turn.module.module.id, turn.nudge_fault) for turn in found] == [
        (5, 1, None), (7, 0, NudgeFault.PARTNER_DONE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "partner", "fault"),
    [(SAM, "Sue Zhang", None), (SUE, "Sam Adeyemi", NudgeFault.PARTNER_DONE)],
)
def test_each_of_the_two_has_the_other_as_partner(
    who: int, partner: str, fault: NudgeFault | None
) -> None:
    (turn,) = turns_of(pair(), [pair_course((DONE, OPEN))], who, last=None, now=NOW)

    assert (turn.partner.name, turn.nudge_fault) == (partner, fault)


def test_a_nudge_waits_for_three_days_and_for_a_pair_that_works() -> None:
    courses = [pair_course((DONE, OPEN))]
    lately = turns_of(pair(), courses, SAM, last=NOW - 2 * DAY, now=NOW)
    resting = turns_of(pair(state=PairState.PAUSED), courses, SAM, last=None, now=NOW)

    assert [turn.nudge_fault for turn in (*lately, *resting)] == [
        NudgeFault.TOO_SOON, NudgeFault.RESTING,
    ]  # fmt: skip


def test_what_a_leader_set_complete_was_not_done_together() -> None:
    course = pair_course((DONE, DONE), (DONE, SET_COMPLETE), (DONE, OPEN), (DONE, DONE))

    assert both_done_at([course, pair_course((DONE, DONE))]) == [NOW] * 3


def test_while_the_same_two_are_proposed_anew_their_pair_reads_as_it_ended() -> None:
    anew = replace(pair(state=PairState.PROPOSED), again_at=NOW)

    assert as_it_ended(anew).state is PairState.ENDED
    assert as_it_ended(pair(state=PairState.PROPOSED)).state is PairState.PROPOSED
    assert as_it_ended(pair()).state is PairState.ACTIVE


def page(
    sight: Sight = Sight.LEADER, *courses: PairCourse, of: ShownPair | None = None
) -> PairPage:
    """The page of a pair with these courses."""
    nothing: Any = None
    seen = SeenPair(of or pair(), sight, leads_team=sight is Sight.LEADER)
    return PairPage(
        seen, courses, nothing, (), (), (), (), (), None, False, (), (), {(1, SUE, 7): nothing}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("courses", "is_through"),
    [
        ((), False),
        ((pair_course((DONE, DONE)), pair_course((DONE, DONE), (DONE, DONE))), True),
        ((pair_course((DONE, DONE)), pair_course((DONE, DONE), (DONE, OPEN))), False),
    ],
)
def test_the_two_are_through_when_there_is_something_and_both_have_done_all_of_it(
    courses: tuple[PairCourse, ...], is_through: bool
) -> None:
    assert page(Sight.PARTNER, *courses).is_through is is_through


def test_the_turn_in_a_course_is_that_of_this_course() -> None:
    courses = [pair_course((DONE, OPEN), course=replace(COURSE, id=id)) for id in (6, 7)]
    turns = turns_of(pair(), courses, SAM, last=None, now=NOW)
    shown = replace(page(Sight.PARTNER, *courses), turns=turns)

    assert [shown.turn_in(id) for id in (6, 7, 8)] == [*turns, None]


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (page(Sight.LEADER, pair_course((DONE, OPEN))), True),
        (page(Sight.LEADER, pair_course((DONE, DONE)), pair_course((DONE, OPEN))), True),
        (page(Sight.LEADER, pair_course((DONE, DONE))), False),
        (page(Sight.LEADER), False),
        (page(Sight.PARTNER, pair_course((DONE, OPEN))), False),
        (page(Sight.LEADER, pair_course((DONE, OPEN)), of=pair(state=PairState.ENDED)), False),
    ],
)
def test_a_leader_outside_may_set_complete_what_is_open_in_a_pair_that_lives(
    found: PairPage, may: bool
) -> None:
    assert found.may_set_complete is may


@pytest.mark.parametrize(
    ("state", "again", "sight", "readable"),
    [
        (PairState.ACTIVE, False, Sight.LEADER, True),
        (PairState.ENDED, False, Sight.LEADER, True),
        (PairState.PROPOSED, False, Sight.PARTNER, False),
        (PairState.PROPOSED, True, Sight.PARTNER, True),
        (PairState.PROPOSED, True, Sight.LEADER, False),
    ],
)
def test_a_pair_is_read_once_it_has_begun_and_proposed_anew_by_the_two_alone(
    state: PairState, again: bool, sight: Sight, readable: bool
) -> None:
    of = replace(pair(state=state), again_at=NOW if again else None)

    assert page(sight, of=of).is_readable is readable
