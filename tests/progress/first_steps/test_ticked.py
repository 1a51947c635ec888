"""Which first steps are ticked, and which is next? Plain values only."""

from __future__ import annotations

import pytest

from tandem.progress.first_steps.queries import FirstStep, FirstSteps, TickedStep
from tandem.terms import Beginner


@pytest.mark.parametrize("step", FirstStep)
def test_a_step_is_ticked_with_the_first_of_its_kind_and_a_team_with_two_people(
    step: FirstStep,
) -> None:
    needed = 2 if step is FirstStep.PEOPLE else 1

    assert [TickedStep(step, number).is_done for number in (needed - 1, needed, needed + 1)] == [
        False, True, True,
    ]  # fmt: skip


def test_next_is_the_first_that_is_not_ticked() -> None:
    steps = (
        TickedStep(FirstStep.STYLE, 1), TickedStep(FirstStep.READ, 0),
        TickedStep(FirstStep.QUIZ, 3), TickedStep(FirstStep.TOGETHER, 0),
    )  # fmt: skip
    begun, done = FirstSteps(Beginner.LEARNER, steps), FirstSteps(Beginner.LEARNER, steps[:1])

    assert (begun.number_done, begun.following) == (2, steps[1])
    assert (done.number_done, done.following) == (1, None)
