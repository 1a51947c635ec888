"""How far is somebody with each question of a quiz, and which stands before them now?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tandem.learning.quizzes.queries import Sitting


class QuestionState(StrEnum):
    """How far a question is. Nothing here says whether an answer is right."""

    OPEN = "open"
    ANSWERED = "answered"
    CHECKED = "checked"


@dataclass(frozen=True)
class QuizStep:
    """A question as a step of its quiz. `number` is 0 for one of an earlier lesson.

    `before` and `after` are the ids of its neighbors, empty at the ends.
    """

    id: str
    number: int
    state: QuestionState
    title: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class QuizSteps:
    """All questions of a page in their order, and the id of the one to begin with."""

    steps: tuple[QuizStep, ...]
    now: str

    def __getitem__(self, name: str) -> QuizStep:
        """The step of that question."""
        return next(step for step in self.steps if step.id == name)


def steps_of(
    sitting: Sitting, answers: Mapping[str, Collection[str]], *, faults: Collection[str]
) -> QuizSteps:
    """The questions as steps: those of earlier lessons, then the quiz, then the texts to write."""
    recalled = [(each.asked.id, 0, each.asked.title) for each in sitting.recap]
    asked = [(each.id, each.number, each.title) for each in sitting.paper.questions]
    written = [(text.id, text.number, text.title) for text in sitting.to_write]
    rows = [*recalled, *asked, *written]
    states = states_in(sitting, answers)
    names = ["", *(name for name, _, _ in rows), ""]
    steps = tuple(
        QuizStep(name, number, states[name], title, names[place], names[place + 2])
        for place, (name, number, title) in enumerate(rows)
    )
    return QuizSteps(steps, first_of(steps, faults))


def states_in(sitting: Sitting, answers: Mapping[str, Collection[str]]) -> dict[str, QuestionState]:
    """How far each question is."""
    unfinished = sitting.faults_in({name: list(given) for name, given in answers.items()})
    states = {text.id: state_of(text.is_done) for text in sitting.to_write}
    states |= {each.id: state_of(each.id not in unfinished) for each in sitting.paper.questions}
    states |= {
        each.asked.id: state_of(any(answers.get(each.asked.id, ()))) for each in sitting.recap
    }
    return states | dict.fromkeys(sitting.checked, QuestionState.CHECKED)


def state_of(is_answered: object) -> QuestionState:
    """Answered or open."""
    return QuestionState.ANSWERED if is_answered else QuestionState.OPEN


def first_of(steps: tuple[QuizStep, ...], faults: Collection[str]) -> str:
    """With which question somebody begins: what is at fault, else what is open, else the last.

    Questions of earlier lessons come first only where nothing of the quiz is answered yet.
    """
    wrong = [step.id for step in steps if step.id in faults]
    has_begun = any(step.number and step.state is not QuestionState.OPEN for step in steps)
    left = [
        step.id
        for step in steps
        if step.state is QuestionState.OPEN and (step.number or not has_begun)
    ]
    return next(iter([*wrong, *left, *(step.id for step in reversed(steps))]), "")
