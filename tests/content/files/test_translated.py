"""Is nothing of an original cut off where a translation has fewer words?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tandem.content.files.translations import translated
from tandem.content.lesson import (
    ChoiceOutcome,
    Ending,
    Item,
    Lesson,
    Link,
    Match,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    SeatPart,
    Section,
    SectionKind,
    StepKind,
)
from tandem.terms import Role

SCENES = (Scene("s", "S", "", (Link("Go", "e"),)), Scene("e", "E", "", end=Ending.GOOD))
QUESTION = Question(
    "a",
    QuestionKind.SINGLE,
    "",
    options=(Option("y", "Yes", right=True), Option("n", "No", right=False)),
    matches=(Match("m", "left", "right"), Match("s", "", "spare")),
    criteria=(Item("c", "C"),),
    scenes=SCENES,
)
STEP = PairStep(
    "a",
    StepKind.CHOICE,
    "",
    items=(Item("i", "I"),),
    seats=(SeatPart(Role.REP, ""), SeatPart(Role.SUPPORT, "")),
    outcomes=(ChoiceOutcome("i", "i", "So"),),
    scenes=SCENES,
)


def lesson(*sections: Section) -> Lesson:
    """A lesson of these sections."""
    return Lesson("a", "A", sections=sections)


@pytest.mark.parametrize(
    "change",
    [
        {"options": QUESTION.options[:1]},
        {"matches": QUESTION.matches[:1]},
        {"criteria": ()},
        {"scenes": SCENES[:1]},
        {"scenes": (replace(SCENES[0], links=()), SCENES[1])},
    ],
)
def test_no_question_is_cut_to_the_words_that_are_there(change: dict[str, Any]) -> None:
    quiz = Section(SectionKind.QUIZ, "Check", 2, questions=(QUESTION,))
    short = replace(quiz, questions=(replace(QUESTION, **change),))

    with pytest.raises(ValueError, match="shorter"):
        translated(lesson(quiz), lesson(short))


@pytest.mark.parametrize(
    "change", [{"items": ()}, {"seats": STEP.seats[:1]}, {"outcomes": ()}, {"scenes": SCENES[:1]}]
)
def test_no_step_is_cut_to_the_words_that_are_there(change: dict[str, Any]) -> None:
    together = Section(SectionKind.TOGETHER, "Two", 2, steps=(STEP,))
    short = replace(together, steps=(replace(STEP, **change),))

    with pytest.raises(ValueError, match="shorter"):
        translated(lesson(together), lesson(short))


def test_no_section_is_cut_off() -> None:
    quiz = Section(SectionKind.QUIZ, "Check", 2, questions=(QUESTION,))

    with pytest.raises(ValueError, match="shorter"):
        translated(lesson(quiz, quiz), lesson(quiz))
