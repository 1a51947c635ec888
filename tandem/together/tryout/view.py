"""What does a lesson ask, and what comes of the answers, for somebody who only tries it out?

Everything that was done so far travels in the page itself. As for a learner, nothing is in a page
before it is due: no right answer before the answers are checked, no scene before it is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tandem.content.face import practice_for, quiz_for, reading_for, steps_for
from tandem.content.lesson import Lesson, PairStep, Question, QuestionKind, Section, StepKind
from tandem.learning import scenario
from tandem.learning.quizzes import feedback, marking, paper
from tandem.learning.quizzes.comparing import Comparing, comparing
from tandem.learning.quizzes.feedback import MarkedQuestion
from tandem.learning.quizzes.paper import AskedQuestion, Paper, PaperFault
from tandem.learning.quizzes.shuffling import Lot
from tandem.learning.scenario import Move, Story
from tandem.terms import SEATS, Promise, Role, opposite
from tandem.together.steps.handovers import HandoverTurn, asked_part
from tandem.together.steps.two_choices import ChoiceTable, choice_table
from tandem.together.steps.visibility import due_text, promise_of


@dataclass(frozen=True)
class Done:
    """What somebody has done on the page: answers by question, texts by question, the way through
    the practice and through each scene for two, and whether the answers are to be checked."""

    answers: Mapping[str, list[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    way: tuple[str, ...] = ()
    scenes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_checked: bool = False


@dataclass(frozen=True)
class PlayedScene:
    """The practice as far as it was reached."""

    title: str
    opening: str
    story: Story
    way: tuple[str, ...]


@dataclass(frozen=True)
class PlayedForTwo:
    """A scene for two as far as it was reached, both seats played by one person. `turn` says whose
    decision comes next; None at an ending."""

    id: str
    scene: PlayedScene
    turn: Role | None


@dataclass(frozen=True)
class TryoutText:
    """A question that asks for a text; what it is compared with once something was written."""

    question: AskedQuestion
    text: str
    comparing: Comparing | None


@dataclass(frozen=True)
class TryoutOutcome:
    """What came of the answers, as far as the lesson shows it."""

    right: int
    total: int
    has_passed: bool
    questions: tuple[MarkedQuestion, ...]


@dataclass(frozen=True)
class TryoutStep:
    """A step for two as this seat would begin it, and who would read what is typed.

    The rest is for whoever wrote it, who reads both sides: `other` as the other seat begins it,
    where that differs; `table` what both read once they have chosen, `then` what a hand-over asks
    after that.
    """

    step: PairStep
    promise: Promise
    other: PairStep | None = None
    table: ChoiceTable | None = None
    then: PairStep | None = None


@dataclass(frozen=True)
class Tryout:
    """A lesson as one role tries it out. `siblings` and `recap` are for whoever wrote it."""

    title: str
    summary: str
    language: str
    minutes: int
    role: Role
    sections: tuple[Section, ...]
    practice: PlayedScene | None
    questions: tuple[AskedQuestion, ...]
    answers: Mapping[str, list[str]]
    stories: Mapping[str, Story]
    written: tuple[TryoutText, ...]
    pass_percent: int
    faults: Mapping[str, PaperFault]
    outcome: TryoutOutcome | None
    scenes: tuple[PlayedForTwo, ...]
    steps: tuple[TryoutStep, ...]
    siblings: Mapping[str, list[int]]
    recap: int


def tryout(lesson: Lesson, role: Role, done: Done, *, is_writer: bool = False) -> Tryout:
    """The page of a lesson for somebody who has done so much of it.

    Whoever writes it is asked all siblings, and sees both sides of the steps for two.
    """
    quiz = quiz_for(lesson, role)
    asked = asked_of(lesson, quiz, role, is_writer=is_writer)
    questions = quiz.questions if quiz else ()
    faults = paper.faults(asked, done.answers, questions) if done.is_checked else {}
    return Tryout(
        title=lesson.title,
        summary=lesson.summary,
        language=lesson.language,
        minutes=lesson.minutes,
        role=role,
        sections=reading_for(lesson, role),
        practice=played(practice_for(lesson, role), done.way),
        questions=asked.questions,
        answers={question.id: done.answers.get(question.id, []) for question in asked.questions},
        stories={
            question.id: scenario.story(question.scenes, done.answers.get(question.id, []))
            for question in questions
            if question.kind is QuestionKind.SCENARIO
        },
        written=texts_of(quiz, done.texts, first=len(asked.questions) + 1),
        pass_percent=round(quiz.pass_share * 100) if quiz else 0,
        faults=faults,
        outcome=outcome_of(lesson, quiz, asked, done) if done.is_checked and not faults else None,
        scenes=tuple(
            played_for_two(step, done.scenes.get(step.id, ())) for step in scenes_in(lesson, role)
        ),
        steps=steps_seen(lesson, role, is_writer=is_writer),
        siblings=numbers_of_siblings(quiz, asked.questions) if quiz and is_writer else {},
        recap=quiz.recap if quiz and is_writer else 0,
    )


def steps_seen(lesson: Lesson, role: Role, *, is_writer: bool) -> tuple[TryoutStep, ...]:
    """The steps for two that are only looked at; scenes for two are played."""
    return tuple(
        step_for_writer(step, role)
        if is_writer
        else TryoutStep(due_text(step, role=role, is_open=False), promise_of(step))
        for step in steps_for(lesson, role)
        if step.kind is not StepKind.SCENE
    )


def step_for_writer(step: PairStep, role: Role) -> TryoutStep:
    """A step as a role begins it, as the other seat does, and what opens later."""
    promise = promise_of(step)
    if role not in SEATS:
        return TryoutStep(due_text(step, role=role, is_open=False), promise)
    if step.kind is StepKind.HANDOVER:
        first, then = (asked_part(step, turn, role=role) for turn in HandoverTurn)
        other = asked_part(step, next(iter(HandoverTurn)), role=opposite(role))
        then = replace(then, id=f"{then.id}-then")
        return TryoutStep(first, promise, other=differing(other, first), then=then)
    mine, theirs = (due_text(step, role=seat, is_open=False) for seat in (role, opposite(role)))
    table = choice_table(step) if step.kind is StepKind.CHOICE else None
    return TryoutStep(mine, promise, differing(theirs, mine), table)


def differing(other: PairStep, own: PairStep) -> PairStep | None:
    """What the other seat gets, where it is not the same; it stands on one page with the own."""
    return None if other == own else replace(other, id=f"{other.id}-other")


def numbers_of_siblings(quiz: Section, questions: Iterable[AskedQuestion]) -> dict[str, list[int]]:
    """The numbers of the questions that may be asked instead, by a question's name."""
    families = {question.id: question.family for question in quiz.questions}
    asked = list(questions)
    return {
        question.id: others
        for question in asked
        if (
            others := [
                other.number
                for other in asked
                if other.id != question.id and families[other.id] == families[question.id]
            ]
        )
    }


def asked_of(lesson: Lesson, quiz: Section | None, role: Role, *, is_writer: bool) -> Paper:
    """The questions as a first attempt asks them; for whoever writes them all siblings, too."""
    if quiz is None:
        return Paper(questions=())
    if is_writer:
        alone = (replace(question, sibling="") for question in quiz.questions)
        quiz = replace(quiz, questions=tuple(alone))
    return paper.paper(lesson, quiz, person_id=0, revision_id=0, role=role, number=1)


def played(practice: Section | None, way: tuple[str, ...]) -> PlayedScene | None:
    """The practice as far as this way goes."""
    if practice is None:
        return None
    story = scenario.story(practice.scenes, way)
    taken = tuple(scenario.taken_of(practice.scenes, way))
    return PlayedScene(practice.title, practice.text, story, taken)


def scenes_in(lesson: Lesson, role: Role) -> list[PairStep]:
    """The scenes for two of a lesson."""
    return [step for step in steps_for(lesson, role) if step.kind is StepKind.SCENE]


def played_for_two(step: PairStep, way: tuple[str, ...]) -> PlayedForTwo:
    """A scene for two as far as this way goes."""
    left, scene = scenario.walk(step.scenes, way)
    taken = tuple(str(link) for _, link in left)
    story = scenario.story(step.scenes, taken)
    return PlayedForTwo(step.id, PlayedScene(step.title, step.body, story, taken), scene.seat)


def texts_of(
    quiz: Section | None, texts: Mapping[str, str], *, first: int
) -> tuple[TryoutText, ...]:
    """The questions that ask for a text, numbered behind the others."""
    asking = [q for q in quiz.questions if q.kind is QuestionKind.WRITE] if quiz else []
    return tuple(
        written_text(question, texts.get(question.id, "").strip(), number=number)
        for number, question in enumerate(asking, start=first)
    )


def written_text(question: Question, text: str, *, number: int) -> TryoutText:
    """One of them; with a text there is something to compare it with."""
    asked = paper.asked_question(question, number=number, shuffled=False, lot=Lot(question.id))
    return TryoutText(asked, text, comparing(question) if text else None)


def outcome_of(
    lesson: Lesson, quiz: Section | None, asked: Paper, done: Done
) -> TryoutOutcome | None:
    """Mark the answers; None where nothing is marked. Shown as to somebody in a first attempt."""
    if quiz is None or not asked.questions:
        return None
    by_id = {question.id: question for question in quiz.questions}
    right = sum(
        marking.mark(by_id[question.id], done.answers[question.id]).right
        for question in asked.questions
    )
    has_passed = marking.has_passed(right, asked.total, pass_share=quiz.pass_share)
    due = feedback.reveal(lesson.show, passed=has_passed, left=None)
    return TryoutOutcome(
        right=right,
        total=asked.total,
        has_passed=has_passed,
        questions=()
        if due is feedback.Reveal.SCORE
        else tuple(
            feedback.marked_question(by_id[name], done.answers[name], due=due, keys=keys)
            for name, keys in asked.order.items()
        ),
    )


def after_move(lesson: Lesson, role: Role, done: Done, move: Move) -> Done:
    """What is done after a move in the practice."""
    practice = practice_for(lesson, role)
    if practice is None:
        return done
    way = tuple(scenario.moved(practice.scenes, done.way, move))
    return replace(done, way=way, is_checked=False)


def after_scene(lesson: Lesson, role: Role, done: Done, name: str, move: Move) -> Done:
    """What is done after a move in a scene for two."""
    step = next((step for step in scenes_in(lesson, role) if step.id == name), None)
    if step is None:
        return done
    way = tuple(scenario.moved(step.scenes, done.scenes.get(name, ()), move))
    return replace(done, scenes={**done.scenes, name: way}, is_checked=False)


def after_play(lesson: Lesson, role: Role, done: Done, name: str, move: Move) -> Done:
    """What is done after a move in a scenario of the quiz."""
    quiz = quiz_for(lesson, role)
    question = next((q for q in quiz.questions if q.id == name), None) if quiz else None
    if question is None or not question.scenes:
        return done
    path = scenario.moved(question.scenes, done.answers.get(name, []), move)
    return replace(done, answers={**done.answers, name: path}, is_checked=False)
