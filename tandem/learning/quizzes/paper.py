"""What is asked in one attempt at a quiz, and what is shown of it afterwards?

Questions and options stand in an order that belongs to the attempt (`shuffling.py`): whoever comes
back finds the same page. Of siblings one is asked (`families.py`). After a failed attempt only what
was wrong is asked again, by a sibling where there is one; the right answers are carried.
What leaves this file before it is due holds no right answer and no feedback.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tandem.content.lesson import Lesson, Question, QuestionKind, Section
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.choices import KINDS
from tandem.content.typed_numbers import is_without_unit, numbers_in
from tandem.learning.quizzes import marking
from tandem.learning.quizzes.families import one_of_each
from tandem.learning.quizzes.shuffling import Lot, key_of, name_of, out_of_order
from tandem.learning.scenario import ending
from tandem.progress.more_attempts import rules
from tandem.progress.more_attempts.rules import Granted
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Show

Answers = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Tried:
    """An attempt that was recorded; `marks` and `answers` hold the carried questions too.

    What was tried in an earlier round of the course no longer counts.
    """

    number: int
    revision_id: int
    edition: int
    role: Role
    answers: dict[str, list[str]]
    marks: dict[str, bool]
    passed: bool
    counts: bool


@dataclass(frozen=True)
class AskedOption:
    """An option as it is asked: without right or wrong, without feedback."""

    key: str
    text: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is asked.

    options   choices: what can be chosen; order: the items, mixed; match: the left sides
    sides     match: the right sides, mixed, spare ones among them
    parts     fill: the text around the gaps, one more than there are gaps
    units     numeric: the units that may be typed along, each with all its names
    """

    id: str
    number: int
    kind: QuestionKind
    title: str
    body: str
    hint: str
    options: tuple[AskedOption, ...] = ()
    sides: tuple[AskedOption, ...] = ()
    parts: tuple[str, ...] = ()
    units: tuple[tuple[str, ...], ...] = ()

    @property
    def several(self) -> bool:
        """May more than one option be chosen?"""
        return self.kind is QuestionKind.MULTIPLE


@dataclass(frozen=True)
class Paper:
    """What is asked in one attempt; `carried` are the questions answered right before.

    A retry asks only what went wrong.
    """

    questions: tuple[AskedQuestion, ...]
    carried: tuple[str, ...] = ()
    is_retry: bool = False

    @property
    def total(self) -> int:
        """How many questions count."""
        return len(self.questions) + len(self.carried)

    @property
    def order(self) -> dict[str, list[str]]:
        """The questions asked, each with the keys of its options and sides, as they stood."""
        return {
            asked.id: [option.key for option in (*asked.options, *asked.sides)]
            for asked in self.questions
        }


class PaperFault(StrEnum):
    """Why an answer cannot be marked."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    UNKNOWN = "unknown"
    TOO_MANY = "too_many"
    TWICE = "twice"
    NO_NUMBER = "no_number"
    NO_UNIT = "no_unit"
    NOT_COMPARED = "not_compared"


# With these an answer is not finished, but worth keeping in a draft.
UNDER_WAY = frozenset(
    {None, PaperFault.UNFINISHED, PaperFault.TWICE, PaperFault.NO_NUMBER, PaperFault.NO_UNIT}
)


def paper(
    lesson: Lesson,
    quiz: Section,
    *,
    person_id: int,
    revision_id: int,
    role: Role,
    number: int,
    last: Tried | None = None,
    earlier: Collection[Tried] = (),
) -> Paper:
    """What attempt `number` asks. `last` is the attempt before it, `earlier` are all before it."""
    lot = Lot(f"{person_id}:{lesson.id}:{number}")
    # What is written is compared, never marked: it stands outside the paper.
    questions = [q for q in quiz.questions if q.kind is not QuestionKind.WRITE]
    carried: tuple[str, ...] = ()
    is_retry, pick = False, quiz.pick
    if last is not None and is_continued(last, lesson, revision_id=revision_id, role=role):
        is_retry, pick = True, None
        carried = tuple(q.id for q in questions if last.marks.get(q.id) is True)
        missed = {q.family for q in questions if last.marks.get(q.id) is False}
        questions = [q for q in questions if q.family in missed]
    questions = one_of_each(questions, lot, asked_before(earlier))
    if pick is not None:
        drawn = lot.mixed(questions, "drawn", name_of)[: max(pick, 1)]
        questions = [q for q in questions if q in drawn]
    questions = in_places(questions, lot, shuffled=lesson.shuffle)
    asked = [
        asked_question(question, number=place, shuffled=lesson.shuffle, lot=lot)
        for place, question in enumerate(questions, start=1)
    ]
    return Paper(questions=tuple(asked), carried=carried, is_retry=is_retry)


def asked_before(earlier: Iterable[Tried]) -> dict[str, int]:
    """In which attempt each question was asked last, by its name."""
    by_number = sorted(earlier, key=lambda attempt: attempt.number)
    return {name: attempt.number for attempt in by_number for name in attempt.marks}


def in_places(questions: Sequence[Question], lot: Lot, *, shuffled: bool) -> list[Question]:
    """The questions in the order of this attempt; those that keep their place do."""
    first = [question for question in questions if question.first]
    last = [question for question in questions if question.last]
    free = [question for question in questions if not (question.first or question.last)]
    return [*first, *(lot.mixed(free, "questions", name_of) if shuffled else free), *last]


def is_continued(last: Tried, lesson: Lesson, *, revision_id: int, role: Role) -> bool:
    """Does the next attempt ask only what went wrong? After a failure with the same text.

    Not where nothing but the score is shown: asking less would tell what was right.
    """
    same = last.revision_id == revision_id and last.role == role
    return same and not last.passed and lesson.show is not Show.NEVER


def asked_question(question: Question, *, number: int, shuffled: bool, lot: Lot) -> AskedQuestion:
    """A question without anything that gives its answer away."""
    parts = tuple(question.body.split(GAP)) if question.kind is QuestionKind.FILL else ()
    return AskedQuestion(
        id=question.id,
        number=number,
        kind=question.kind,
        title=question.title,
        body="" if parts else question.body,
        hint=question.hint,
        options=asked_options(question, shuffled=shuffled, lot=lot),
        sides=asked_sides(question, lot),
        parts=parts,
        units=tuple(dict.fromkeys(answer.units for answer in question.accepted if answer.units)),
    )


def asked_options(question: Question, *, shuffled: bool, lot: Lot) -> tuple[AskedOption, ...]:
    """The options in the order of this attempt; a pinned one stays last, an order is mixed."""
    if question.kind is QuestionKind.MATCH:
        return tuple(AskedOption(pair.key, pair.left) for pair in question.matches if pair.left)
    free = [option for option in question.options if not option.pin]
    if question.kind is QuestionKind.ORDER:
        free = out_of_order(question, free, lot)
    elif shuffled:
        free = lot.mixed(free, name_of(question), key_of)
    pinned = [option for option in question.options if option.pin]
    return tuple(AskedOption(option.key, option.text) for option in (*free, *pinned))


def asked_sides(question: Question, lot: Lot) -> tuple[AskedOption, ...]:
    """The right sides of the matches, each once, mixed."""
    texts = {marking.right_key(pair): pair.right for pair in question.matches}
    sides = [AskedOption(key, text) for key, text in texts.items()]
    return tuple(lot.mixed(sides, f"{name_of(question)}:sides", lambda side: side.key))


def faults(asked: Paper, answers: Answers, questions: Iterable[Question]) -> dict[str, PaperFault]:
    """Which questions cannot be marked as answered, by question id.

    Only `questions` know whether a story is over: what is asked does not hold its scenes.
    """
    by_question = {question.id: fault_in(question, answers) for question in asked.questions}
    for question in questions:
        if question.kind is QuestionKind.SCENARIO and question.id in by_question:
            is_over = ending(question.scenes, list(answers.get(question.id, ()))) is not None
            by_question[question.id] = None if is_over else PaperFault.UNFINISHED
    return {name: fault for name, fault in by_question.items() if fault is not None}


def fault_in(question: AskedQuestion, answers: Answers) -> PaperFault | None:
    """What is wrong with the answer to one question, if anything."""
    answer = list(answers.get(question.id, ()))
    if not any(answer):
        return PaperFault.MISSING
    match question.kind:
        case QuestionKind.ORDER:
            return fault_in_order(question, answer)
        case QuestionKind.MATCH:
            return fault_in_matches(question, answer)
        case QuestionKind.FILL:
            if len(answer) >= len(question.parts):
                return PaperFault.TOO_MANY
            filled = len([text for text in answer if text.strip()])
            return None if filled == len(question.parts) - 1 else PaperFault.UNFINISHED
        case QuestionKind.NUMERIC:
            return fault_in_number(question, answer[0])
        case QuestionKind.SHORT:
            return None if answer[0].strip() else PaperFault.MISSING
        case QuestionKind.SCENARIO | QuestionKind.WRITE:
            return None
        case _:
            return fault_in_choice(question, answer)


def fault_in_number(question: AskedQuestion, text: str) -> PaperFault | None:
    """What is wrong with a number: it is none, of another unit, or of which of several is open."""
    names = [name for units in question.units for name in units]
    if not numbers_in(text, names):
        return PaperFault.NO_NUMBER
    is_open = len(question.units) > 1 and is_without_unit(text)
    return PaperFault.NO_UNIT if is_open else None


def fault_in_choice(question: AskedQuestion, answer: Sequence[str]) -> PaperFault | None:
    """What is wrong with the options chosen."""
    chosen = {key for key in answer if key}
    if not chosen <= {option.key for option in question.options}:
        return PaperFault.UNKNOWN
    if len(chosen) > 1 and not question.several:
        return PaperFault.TOO_MANY
    return None


def fault_in_order(question: AskedQuestion, answer: Sequence[str]) -> PaperFault | None:
    """What is wrong with an order."""
    placed = [key for key in answer if key]
    if not set(placed) <= {option.key for option in question.options}:
        return PaperFault.UNKNOWN
    if len(answer) > len(question.options):
        return PaperFault.TOO_MANY
    if len(set(placed)) < len(placed):
        return PaperFault.TWICE
    return None if len(placed) == len(question.options) else PaperFault.UNFINISHED


def fault_in_matches(question: AskedQuestion, answer: Sequence[str]) -> PaperFault | None:
    """What is wrong with the matches."""
    pairs = [text.partition(":") for text in answer if text]
    lefts = [left for left, _, _ in pairs]
    known = {option.key for option in question.options}, {option.key for option in question.sides}
    if not set(lefts) <= known[0] or not {right for _, _, right in pairs} <= known[1]:
        return PaperFault.UNKNOWN
    if len(set(lefts)) < len(lefts):
        return PaperFault.TWICE
    return None if len(lefts) == len(known[0]) else PaperFault.UNFINISHED


def cleared(answers: Answers) -> frozenset[str]:
    """The questions whose answer was taken back: named, and empty."""
    return frozenset(name for name, answer in answers.items() if not any(answer))


def still_valid(asked: Paper, answers: Answers) -> dict[str, list[str]]:
    """The answers worth keeping for these questions, finished or under way."""
    return {
        question.id: as_kept(question, answers[question.id])
        for question in asked.questions
        if fault_in(question, answers) in UNDER_WAY
    }


def as_kept(question: AskedQuestion, answer: Iterable[str]) -> list[str]:
    """An answer as it is kept: where places do not matter, the same answer is the same list."""
    if question.kind in KINDS or question.kind is QuestionKind.MATCH:
        return sorted({text for text in answer if text})
    return [text.strip() for text in answer]


def last_before(tried: Iterable[Tried], number: int) -> Tried | None:
    """The attempt before this one, where it counts."""
    return next(
        (attempt for attempt in tried if attempt.number == number - 1 and attempt.counts), None
    )


def attempts_left(
    lesson: Lesson, tried: Collection[Tried], granted: Iterable[Granted] = (), round: Round = FIRST
) -> int | None:
    """How many attempts this edition still allows, those that a leader gave included; None for no
    limit."""
    return rules.attempts_left(
        lesson.attempts,
        used=sum(attempt.edition == lesson.edition and attempt.counts for attempt in tried),
        granted=rules.number_granted(granted, edition=lesson.edition, round=round),
    )
