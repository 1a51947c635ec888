"""When is a module complete, for one person and for a pair?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.rules import completion
from tandem.terms import Stage, Step, Together

STEPS = st.sets(st.sampled_from(list(Step)))


@pytest.mark.parametrize(
    ("rep_done", "support_done", "state"),
    [
        (False, False, Together.NOBODY_YET),
        (False, True, Together.WAITING_FOR_REP),
        (True, False, Together.WAITING_FOR_SUPPORT),
        (True, True, Together.BOTH_DONE),
    ],
)
def test_complete_means_both_and_there_are_four_states(
    rep_done: bool, support_done: bool, state: Together
) -> None:
    assert completion.together(rep_done=rep_done, support_done=support_done) is state


@given(required=STEPS, done=STEPS, more=STEPS)
def test_doing_more_never_makes_a_module_less_complete(
    required: set[Step], done: set[Step], more: set[Step]
) -> None:
    if completion.is_complete(required=required, done=done):
        assert completion.is_complete(required=required, done=done | more)


@given(required=STEPS, done=STEPS)
def test_a_module_is_complete_exactly_when_nothing_required_is_missing(
    required: set[Step], done: set[Step]
) -> None:
    assert completion.is_complete(required=required, done=done) == (not required - done)


def test_a_pair_stands_at_its_first_module_that_is_not_done_by_both() -> None:
    states = [Together.BOTH_DONE, Together.WAITING_FOR_REP, Together.NOBODY_YET]

    assert completion.together_in_course(states) is Together.WAITING_FOR_REP


def test_a_pair_is_through_when_every_module_is_done_by_both() -> None:
    assert completion.together_in_course([Together.BOTH_DONE] * 3) is Together.BOTH_DONE


def test_a_course_without_modules_is_not_complete() -> None:
    assert completion.together_in_course([]) is Together.NOBODY_YET


def test_nobody_yet_is_only_said_where_nothing_has_begun() -> None:
    said = {state: completion.said_of(state, is_begun=True) for state in Together}

    assert said.pop(Together.NOBODY_YET) is Stage.BEGUN
    assert all(state is words for state, words in said.items())
    assert completion.said_of(Together.NOBODY_YET, is_begun=False) is Together.NOBODY_YET


def test_a_step_for_two_is_open_until_it_was_done_under_either_name() -> None:
    steps = tuple(
        PairStep(name, StepKind.TALKED, name, was=was)
        for name, was in (("a", ""), ("b", "old"), ("c", "older"))
    )

    assert completion.open_steps(steps, done={"old"}) == (steps[0], steps[2])
    assert completion.open_steps(steps, done={"a", "b", "c"}) == ()
    assert completion.open_steps(steps, done=()) == steps


@pytest.mark.parametrize("state", Together)
def test_a_course_of_one_module_stands_where_that_module_stands(state: Together) -> None:
    assert completion.together_in_course([state]) is state
