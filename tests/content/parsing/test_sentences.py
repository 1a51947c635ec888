"""Which sentence does a plan give, and what is said where there is none?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import PairStep, StepKind
from tandem.content.parsing.lines import numbered
from tandem.content.parsing.sentences import sentences
from tests.content.reading import lesson, says

HEAD = "## Two {together}\n\n### Next week {#plan plan}\n\n"


def plan(text: str) -> PairStep:
    """The plan with this text."""
    (step,) = lesson(f"{HEAD}{text}").sections[0].steps
    return step


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("When ____, then I ____", ("When ", ", then I ", "")),
        ("When ___,\nthen I ________.", ("When ", ", then I ", ".")),
        ("Wenn \\_\\_\\_\\_, dann \\_\\_\\_\\_.", ("Wenn ", ", dann ", ".")),
        ("____ macht ____", ("", " macht ", "")),
    ],
)
def test_a_plan_has_two_gaps_and_the_words_around_them(text: str, words: tuple[str, ...]) -> None:
    step = plan(f"One small thing.\n\n{text}\n\nIt is yours alone.")

    assert step.kind is StepKind.PLAN
    assert step.sentence == words
    assert "One small thing." in step.body
    assert "__" not in step.body
    assert "It is yours alone." in step.body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Only a thought.",
            ["7: error: {plan} needs a sentence with two gaps: When ____, then I ____"],
        ),
        ("When ____", ["7: error: {plan} needs a sentence with two gaps: When ____, then I ____"]),
        (
            "```\nWhen ____, then I ____\n```",
            ["7: error: {plan} needs a sentence with two gaps: When ____, then I ____"],
        ),
        (
            "[^1]: Note\n\n        When ____, then I ____",
            ["7: error: {plan} needs a sentence with two gaps: When ____, then I ____"],
        ),
        (
            "When ____, then I ____\n\nIf ____, I ____",
            ["11: error: this plan has a sentence in line 9 already. Keep one of them"],
        ),
        (
            "When ____, then I ____\n\n____",
            ["11: error: a plan is written into its sentence. Take this line ____ out"],
        ),
    ],
)
def test_what_keeps_a_plan_from_being_written_is_said(text: str, said: list[str]) -> None:
    assert says(f"{HEAD}{text}") == said


def test_a_sentence_without_its_sign_names_the_sign() -> None:
    assert says("## Two {together}\n\n### Next week {#plan}\n\nWhen ____, then I ____") == [
        "7: error: a sentence with two gaps needs {plan} behind the heading"
    ]


def test_a_plan_may_be_for_one_of_the_two() -> None:
    assert plan("When ____, then I ____").roles >= {"rep", "support"}
    assert says(f"{HEAD}When ____, then I ____".replace(" plan}", " plan for=rep}")) == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("When ____, then I ____.", [1]),
        ("____ a ____", [1]),
        ("____ ____", []),
        ("____ ____ too", []),
        ("a ___ b __ c", []),
        ("a ___ b ___ c ___ d", []),
        ("When ___,\nthen ___.", [1]),
        ("    a ___ b ___", []),
        ("- a ___ b ___", []),
        ("# a ___ b ___", []),
        ("a \\_\\_\\_ b ___", [1]),
        ("a ___\n\nb ___", []),
        ("a ___ b ___\n\nc ___ d ___", [1, 3]),
    ],
)
def test_a_paragraph_with_two_gaps_and_words_around_them_is_a_sentence(
    text: str, begins: list[int]
) -> None:
    assert [lines[0].number for lines in sentences(numbered(text)[0])] == begins
