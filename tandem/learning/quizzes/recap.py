"""Which questions of earlier modules are asked before a quiz, outside its mark?

Asked is what somebody answered in a quiz that they have passed: its answers have been shown to
them, so that feedback may come at once. What they once had wrong comes before the rest; among
equals the lot of the attempt decides. Nothing waits for these answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from tandem.content.lesson import Lesson, Question, QuestionKind
from tandem.content.wording import wording
from tandem.learning.quizzes.paper import AskedQuestion, asked_question
from tandem.learning.quizzes.shuffling import Lot

# These take a page of their own.
NEVER_ASKED = frozenset({QuestionKind.SCENARIO, QuestionKind.WRITE})


@dataclass(frozen=True)
class EarlierQuestion:
    """A question of an earlier module that may be asked again. `was_wrong`: at some time."""

    module_id: int
    module: str
    title: str
    language: str
    question: Question
    was_wrong: bool
    is_shuffled: bool

    @property
    def name(self) -> str:
        """Its name in the form of the quiz. No question of the quiz has one like it."""
        return f"_recap-{self.module_id}-{self.question.id}"


@dataclass(frozen=True)
class RecapQuestion:
    """A question of an earlier module as it is asked, and with its answer: no template gets that.

    `module` and `title` are those of the module it comes from.
    """

    module: str
    title: str
    language: str
    asked: AskedQuestion
    question: Question


def names_of(question: Question) -> frozenset[str]:
    """The names under which answers to a question are kept."""
    return frozenset({question.id, question.was} - {""})


def may_be_asked(question: Question, *, passed: Iterable[Mapping[str, Question]]) -> bool:
    """Has the person passed a quiz that asked this in the same words? Then its key was shown.

    `passed` are the questions of each text that was passed, by name.
    """
    return question.kind not in NEVER_ASKED and any(
        wording(texts[name]) == wording(question)
        for texts in passed
        for name in names_of(question)
        if name in texts
    )


def drawn(candidates: Collection[EarlierQuestion], count: int, lot: Lot) -> list[EarlierQuestion]:
    """So many of them, what was wrong before the rest."""
    mixed = lot.mixed(candidates, "recap", lambda earlier: earlier.name)
    return sorted(mixed, key=lambda earlier: not earlier.was_wrong)[:count]


def as_asked(earlier: Iterable[EarlierQuestion], lot: Lot) -> tuple[RecapQuestion, ...]:
    """The questions as the page asks them, under names of their own."""
    return tuple(
        RecapQuestion(
            module=each.module,
            title=each.title,
            language=each.language,
            asked=asked_question(
                replace(each.question, id=each.name),
                number=number,
                shuffled=each.is_shuffled,
                lot=lot,
            ),
            question=replace(each.question, id=each.name),
        )
        for number, each in enumerate(earlier, start=1)
    )


def questions_of(lesson: Lesson) -> dict[str, Question]:
    """Every question of a lesson by its name."""
    return {question.id: question for section in lesson.sections for question in section.questions}
