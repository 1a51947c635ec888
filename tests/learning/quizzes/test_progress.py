"""With which question does somebody begin? Plain values only."""

from __future__ import annotations

import pytest

from tandem.learning.quizzes.progress import QuestionState, QuizStep, first_of

OPEN, ANSWERED, CHECKED = QuestionState.OPEN, QuestionState.ANSWERED, QuestionState.CHECKED


def steps(earlier: QuestionState, *states: QuestionState) -> tuple[QuizStep, ...]:
    """A question of an earlier lesson, then those of the quiz."""
    return (
        QuizStep("recap", 0, earlier, ""),
        *(QuizStep(f"q{n}", n, state, "") for n, state in enumerate(states, start=1)),
    )


@pytest.mark.parametrize(
    ("found", "faults", "first"),
    [
        (steps(OPEN, OPEN, OPEN), (), "recap"),
        (steps(ANSWERED, OPEN, OPEN), (), "q1"),
        (steps(OPEN, ANSWERED, OPEN), (), "q2"),
        (steps(OPEN, CHECKED, OPEN), (), "q2"),
        (steps(OPEN, ANSWERED, ANSWERED), (), "q2"),
        (steps(CHECKED, ANSWERED, CHECKED), (), "q2"),
        (steps(OPEN, OPEN, ANSWERED), ("q2",), "q2"),
        (steps(OPEN, ANSWERED, ANSWERED), ("q1", "q2"), "q1"),
        ((), (), ""),
    ],
)
def test_what_is_at_fault_comes_first_then_what_is_open_else_the_last(
    found: tuple[QuizStep, ...], faults: tuple[str, ...], first: str
) -> None:
    assert first_of(found, faults) == first


def test_of_several_earlier_questions_the_one_that_is_open_comes_first() -> None:
    answered, left = QuizStep("a", 0, ANSWERED, ""), QuizStep("b", 0, OPEN, "")

    assert first_of((answered, left, QuizStep("q1", 1, OPEN, "")), ()) == "b"
