"""What is missing in what was given?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import PairStep, StepKind
from tandem.together.steps import answers
from tandem.together.steps.answers import AnswerFault, StepAnswer

TODAY = date(2026, 3, 2)
SCALE = PairStep("s", StepKind.SCALE, "S", low=1, high=5)
AGREED = PairStep("a", StepKind.AGREEMENT, "A")


@pytest.mark.parametrize(
    ("step", "said", "fault"),
    [
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(), AnswerFault.MISSING),
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(text="x" * 2001), AnswerFault.TOO_LONG),
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(text="x" * 2000), None),
        (PairStep("t", StepKind.TALKED, "T"), StepAnswer(), None),
        (SCALE, StepAnswer(), AnswerFault.MISSING),
        (SCALE, StepAnswer(values={answers.WHOLE: 6}), AnswerFault.UNKNOWN),
        (SCALE, StepAnswer(values={"else": 3}), AnswerFault.UNKNOWN),
        (SCALE, StepAnswer(values={answers.WHOLE: 5}), None),
        (AGREED, StepAnswer(look_again_on=date(2026, 4, 1)), AnswerFault.MISSING),
        (AGREED, StepAnswer(lines=("x" * 301,)), AnswerFault.TOO_LONG),
        (AGREED, StepAnswer(lines=("One",)), AnswerFault.NO_DATE),
        (AGREED, StepAnswer(lines=("One",), look_again_on=TODAY), AnswerFault.NO_DATE),
        (AGREED, StepAnswer(lines=("One",), look_again_on=date(2026, 3, 3)), None),
    ],
)
def test_what_is_missing_is_named(
    step: PairStep, said: StepAnswer, fault: AnswerFault | None
) -> None:
    assert answers.fault(step, said, today=TODAY) is fault


@given(
    st.builds(
        StepAnswer,
        text=st.text(),
        values=st.dictionaries(st.text(), st.integers(-9, 9)),
        lines=st.lists(st.text(min_size=1), max_size=3).map(tuple),
        look_again_on=st.none() | st.dates(),
    )
)
def test_what_was_given_comes_back_as_it_went_in(said: StepAnswer) -> None:
    assert answers.given_in(answers.content_of(said)) == said


@given(st.lists(st.text()))
def test_an_agreement_has_three_lines_at_most_and_no_empty_one(lines: list[str]) -> None:
    tidy = answers.tidy_lines(lines)

    assert len(tidy) <= 3
    assert all(line.strip() for line in tidy)
