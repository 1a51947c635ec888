"""What is asked in one attempt at a quiz, and what is shown of it afterwards?

Questions and options stand in an order that belongs to the attempt: whoever comes back finds the
same page. After a failed attempt only the wrong answers are asked again; the right ones are
carried. What leaves this file before it is due holds no right answer and no feedback.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from tandem.content.lesson import Module, Option, Question, QuestionKind, Section
from tandem.rules import marking
from tandem.terms import Role, Show

Answers = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Tried:
    """An attempt that was recorded; `marks` and `answers` hold the carried questions too."""

    number: int
    revision_id: int
    edition: int
    role: Role
    answers: dict[str, list[str]]
    marks: dict[str, bool]
    passed: bool


@dataclass(frozen=True)
class AskedOption:
    """An option as it is asked: without right or wrong, without feedback."""

    key: str
    text: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is asked. `several` says that more than one option may be chosen."""

    id: str
    number: int
    title: str
    body: str
    hint: str
    several: bool
    options: tuple[AskedOption, ...]


@dataclass(frozen=True)
class Paper:
    """What is asked in one attempt; `carried` are the questions answered right before."""

    questions: tuple[AskedQuestion, ...]
    carried: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many questions count."""
        return len(self.questions) + len(self.carried)

    @property
    def order(self) -> dict[str, list[str]]:
        """The questions asked, each with its option keys, as they stood."""
        return {asked.id: [option.key for option in asked.options] for asked in self.questions}


class Fault(StrEnum):
    """Why an answer cannot be marked."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    TOO_MANY = "too_many"


def paper(
    lesson: Module,
    quiz: Section,
    *,
    person_id: int,
    revision_id: int,
    role: Role,
    number: int,
    last: Tried | None = None,
) -> Paper:
    """What attempt `number` asks. `last` is the attempt before it."""
    random = Random(f"{person_id}:{revision_id}:{number}")  # noqa: S311 (an order, not a secret)
    questions = list(quiz.questions)
    carried: tuple[str, ...] = ()
    if last is not None and is_continued(last, lesson, revision_id=revision_id, role=role):
        carried = tuple(q.id for q in questions if last.marks.get(q.id) is True)
        questions = [q for q in questions if last.marks.get(q.id) is False]
    elif quiz.pick is not None and quiz.pick < len(questions):
        drawn = set(random.sample(range(len(questions)), max(quiz.pick, 1)))
        questions = [q for place, q in enumerate(questions) if place in drawn]
    if lesson.shuffle:
        random.shuffle(questions)
    asked = [
        asked_question(question, number=place, options=ordered(question, lesson.shuffle, random))
        for place, question in enumerate(questions, start=1)
    ]
    return Paper(questions=tuple(asked), carried=carried)


def is_continued(last: Tried, lesson: Module, *, revision_id: int, role: Role) -> bool:
    """Does the next attempt ask only what went wrong? After a failure with the same text.

    Not where nothing but the score is shown: asking less would tell what was right.
    """
    same = last.revision_id == revision_id and last.role == role
    return same and not last.passed and lesson.show is not Show.NEVER


def ordered(question: Question, shuffled: bool, random: Random) -> tuple[Option, ...]:
    """The options in the order of this attempt; a pinned one stays last."""
    free = [option for option in question.options if not option.pin]
    if shuffled:
        random.shuffle(free)
    return (*free, *(option for option in question.options if option.pin))


def asked_question(
    question: Question, *, number: int, options: tuple[Option, ...]
) -> AskedQuestion:
    """A question without anything that gives its answer away."""
    return AskedQuestion(
        id=question.id,
        number=number,
        title=question.title,
        body=question.body,
        hint=question.hint,
        several=question.kind is QuestionKind.MULTIPLE,
        options=tuple(AskedOption(key=option.key, text=option.text) for option in options),
    )


def faults(asked: Paper, answers: Answers) -> dict[str, Fault]:
    """Which questions cannot be marked as answered, by question id."""
    found = {question.id: fault_in(question, answers) for question in asked.questions}
    return {name: fault for name, fault in found.items() if fault is not None}


def fault_in(question: AskedQuestion, answers: Answers) -> Fault | None:
    """What is wrong with the answer to one question, if anything."""
    chosen = set(answers.get(question.id, ()))
    if not chosen:
        return Fault.MISSING
    if not chosen <= {option.key for option in question.options}:
        return Fault.UNKNOWN
    if len(chosen) > 1 and not question.several:
        return Fault.TOO_MANY
    return None


def cleared(answers: Answers) -> frozenset[str]:
    """The questions whose answer was taken back: named, and empty."""
    return frozenset(name for name, chosen in answers.items() if not chosen)


def still_valid(asked: Paper, answers: Answers) -> dict[str, list[str]]:
    """The answers that fit these questions and options; the others are left out."""
    found = {question.id: fault_in(question, answers) for question in asked.questions}
    return {name: sorted(answers[name]) for name, fault in found.items() if fault is None}


def attempts_left(lesson: Module, tried: Collection[Tried]) -> int | None:
    """How many attempts this edition still allows; None for no limit."""
    if lesson.attempts is None:
        return None
    used = sum(one.edition == lesson.edition for one in tried)
    return max(lesson.attempts - used, 0)


class Reveal(StrEnum):
    """How much of an attempt may be shown."""

    SCORE = "score"
    OWN = "own"
    ALL = "all"


@dataclass(frozen=True)
class MarkedOption:
    """An option afterwards. `right` is None and `feedback` empty where they are not due."""

    text: str
    chosen: bool
    right: bool | None
    feedback: str


@dataclass(frozen=True)
class MarkedQuestion:
    """A question afterwards. `right` and `explanation` only where they are due."""

    id: str
    title: str
    body: str
    right: bool | None
    explanation: str
    options: tuple[MarkedOption, ...]
    carried: bool = False


def reveal(show: Show, *, passed: bool, left: int | None) -> Reveal:
    """What is due: the score, the person's own answers, or everything."""
    if show is Show.NEVER:
        return Reveal.SCORE
    return Reveal.ALL if passed or left == 0 else Reveal.OWN


def marked_question(
    question: Question,
    chosen: Collection[str],
    *,
    due: Reveal,
    keys: Collection[str] = (),
    carried: bool = False,
) -> MarkedQuestion:
    """A question with as much of its marking as is due. `keys` is the order they stood in."""
    by_key = {option.key: option for option in question.options}
    options = [by_key[key] for key in keys if key in by_key] or list(question.options)
    return MarkedQuestion(
        id=question.id,
        title=question.title,
        body=question.body,
        right=None if due is Reveal.SCORE else marking.mark(question, chosen).right,
        explanation=question.explanation if due is Reveal.ALL else "",
        options=tuple(marked_option(o, chosen=o.key in chosen, due=due) for o in options),
        carried=carried,
    )


def marked_option(option: Option, *, chosen: bool, due: Reveal) -> MarkedOption:
    """An option with as much of its marking as is due."""
    says = due is Reveal.ALL or (due is Reveal.OWN and chosen)
    return MarkedOption(
        text=option.text,
        chosen=chosen,
        right=option.right if due is Reveal.ALL else None,
        feedback=option.feedback if says else "",
    )
