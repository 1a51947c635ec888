"""What is asked of this person now, and what did an attempt say?"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import quiz_for
from tandem.content.lesson import Lesson, Question, QuestionKind, Section
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.paper import Answers, AskedQuestion, Paper, PaperFault, Tried
from tandem.learning.quizzes.recap import RecapQuestion
from tandem.learning.quizzes.recap_queries import recap_questions
from tandem.learning.written import rules as written_rules
from tandem.learning.written.queries import writings
from tandem.learning.written.rules import Writing, WritingState
from tandem.library.served import ServedCourse, ServedModule, lesson_of, library
from tandem.models import Attempt, HintOpened, QuizDraft, Revision
from tandem.people.pairs.rules import is_living
from tandem.progress.assigned import round_of_person, seats, waiting_seats
from tandem.progress.doors.queries import ModuleDoor, door_to, door_waiting
from tandem.progress.given_alone import round_alone
from tandem.progress.more_attempts.queries import granted_to
from tandem.progress.more_attempts.rules import Granted
from tandem.progress.rules import next_step
from tandem.progress.rules.rounds import FIRST, Round
from tandem.progress.seat_courses import roles_alone
from tandem.terms import Role, Show


@dataclass(frozen=True)
class QuizPlace:
    """Where a quiz stands, and in which role the person reads there."""

    course: ServedCourse
    module: ServedModule
    role: Role
    as_role: Role | None = None
    round: Round = FIRST
    door: ModuleDoor = ModuleDoor.OPEN


@dataclass(frozen=True)
class Shown:
    """Which quiz a page showed: the form's id carries it, signed."""

    module_id: int
    revision_id: int
    number: int
    role: Role


@dataclass(frozen=True)
class TextToWrite:
    """A text to write as the quiz names it. It is done when one was compared in this round."""

    id: str
    number: int
    title: str
    state: WritingState
    is_done: bool


@dataclass(frozen=True)
class Sitting:
    """One person's quiz under way. It holds the right answers, so no template ever gets it."""

    place: QuizPlace
    shown: Shown
    lesson: Lesson
    quiz: Section
    paper: Paper
    tried: tuple[Tried, ...]
    draft: QuizDraft | None
    hints: frozenset[str]
    writings: tuple[Writing, ...]
    recap: tuple[RecapQuestion, ...]
    granted: tuple[Granted, ...]

    @property
    def on_page(self) -> Paper:
        """All that has a field on the page: what is asked, before it of earlier modules."""
        return Paper((*(recalled.asked for recalled in self.recap), *self.paper.questions))

    @property
    def to_write(self) -> tuple[TextToWrite, ...]:
        """The texts to write, which stand outside the mark, and how far they are."""
        asked = [q for q in self.quiz.questions if q.kind is QuestionKind.WRITE]
        return tuple(
            text_to_write(question, self.writings, self.place.round, number=number)
            for number, question in enumerate(asked, start=len(self.paper.questions) + 1)
        )

    @property
    def is_recorded(self) -> bool:
        """Is this attempt recorded already, by another copy of the page?"""
        return any(attempt.number == self.shown.number for attempt in self.tried)

    @property
    def left(self) -> int | None:
        """How many attempts are left; None for no limit."""
        return papers.attempts_left(self.lesson, self.tried, self.granted, self.place.round)

    @property
    def granted_by(self) -> str:
        """Who gave the attempt that is under way, where a leader did."""
        given = (each.by_name for each in self.granted if each.number == self.shown.number)
        return next(given, "") if self.left else ""

    @property
    def drafted(self) -> dict[str, list[str]]:
        """The answers kept earlier that still fit."""
        return papers.still_valid(self.on_page, renamed(answers_of(self.draft), self.quiz))

    def asked(self, name: str) -> AskedQuestion | None:
        """The question of that name, if it is asked."""
        return next((question for question in self.paper.questions if question.id == name), None)

    def may_check(self, name: str) -> bool:
        """May the answer to this question be checked by itself?"""
        is_one_by_one = self.lesson.show is Show.EACH and name in self.paper.order
        return is_one_by_one or any(recalled.asked.id == name for recalled in self.recap)

    def fault_in(self, name: str, answers: Answers) -> PaperFault | None:
        """What is wrong with one answer that is to be checked."""
        questions = [*self.quiz.questions, *(recalled.question for recalled in self.recap)]
        return papers.faults(self.on_page, answers, questions).get(name)

    def scenario(self, name: str) -> Question | None:
        """The scenario of that name, if it is asked."""
        return next((q for q in self.quiz.questions if q.id == name and name in self.paths), None)

    def faults_in(self, answers: Answers) -> dict[str, PaperFault]:
        """Which of these answers cannot be marked."""
        uncompared = {
            text.id: PaperFault.NOT_COMPARED for text in self.to_write if not text.is_done
        }
        return papers.faults(self.paper, answers, self.quiz.questions) | uncompared

    @property
    def paths(self) -> dict[str, list[str]]:
        """The decisions taken in each scenario that is asked; no field can change them."""
        fits = self.draft is not None and self.draft.revision_id == self.shown.revision_id
        return {
            question.id: self.drafted.get(question.id, []) if fits else []
            for question in self.quiz.questions
            if question.kind is QuestionKind.SCENARIO and question.id in self.paper.order
        }

    @property
    def fixed(self) -> dict[str, list[str]]:
        """The answers that no form can change."""
        return {**self.checked, **self.paths}

    @property
    def checked(self) -> dict[str, list[str]]:
        """The answers that stand, because their feedback was shown."""
        if self.draft is None or self.draft.revision_id != self.shown.revision_id:
            return {}
        names: list[str] = json.loads(self.draft.checked)
        return {name: keys for name, keys in self.drafted.items() if name in names}


def place(
    session: Session,
    person_id: int,
    *,
    roles: Set[Role],
    course: str,
    module: str,
    wanted: str | None,
    now: datetime,
) -> QuizPlace:
    """The module, for a person with a seat for its course or who reads it without a partner.

    Raises NoResultFound.
    """
    served_course = library(session).course(course)
    mine = [
        seat for seat in seats(session, person_id, now=now) if seat.course_id == served_course.id
    ]
    seat = next_step.seat_to_read_in(mine, wanted=wanted)
    if seat is None or not is_living(seat.pair_state):
        waiting = waiting_seats(session, person_id, roles, mine)
        held = roles if seat is None else frozenset[Role]()
        alone = roles_alone(served_course, held, waiting, wanted=wanted)
        if alone:
            as_role, served = alone[0] if len(alone) > 1 else None, served_course.module(module)
            door = door_waiting(session, person_id, waiting, served_course, served, now=now)
            round = round_alone(session, person_id, served_course.id, alone[0], now=now)
            return QuizPlace(served_course, served, alone[0], as_role, round, door)
    if seat is None:
        raise NoResultFound(course)
    as_role = seat.role if len(next_step.roles_to_read_in(mine)) > 1 else None
    served = served_course.module(module)
    return QuizPlace(
        served_course,
        served,
        seat.role,
        as_role,
        round_of_person(mine, served_course.id),
        door_to(session, person_id, mine, served_course, served, now=now),
    )


def place_shown(session: Session, course: str, module: str, *, role: Role) -> QuizPlace:
    """The module as a page has shown it to a role, also when it is taken back since.

    Raises NoResultFound.
    """
    served_course = library(session).course(course)
    return QuizPlace(served_course, served_course.module(module), role)


def sitting(session: Session, where: QuizPlace, *, person_id: int, shown: Shown | None) -> Sitting:
    """The quiz that was shown, or without one the quiz as it is now. Raises NoResultFound."""
    rows = attempts(session, person_id, where.module.id)
    tried = tuple(tried_of(*row, round=where.round) for row in rows)
    if shown is None or shown.module_id != where.module.id:
        number = max((attempt.number for attempt in tried), default=0) + 1
        shown = Shown(where.module.id, where.module.revision_id, number, where.role)
    current = shown.revision_id == where.module.revision_id
    lesson = where.module.lesson if current else lesson_of(session, shown.revision_id)
    quiz = quiz_for(lesson, shown.role)
    if quiz is None:
        raise NoResultFound(where.module.slug)
    paper = papers.paper(
        lesson,
        quiz,
        person_id=person_id,
        revision_id=shown.revision_id,
        role=shown.role,
        number=shown.number,
        last=papers.last_before(tried, shown.number),
        earlier=[attempt for attempt in tried if attempt.number < shown.number],
    )
    kept = draft(session, person_id, where.module.id)
    has_hints = any(question.hint for question in quiz.questions)
    opened = hints_opened(session, person_id, shown) if has_hints else frozenset[str]()
    is_writing = any(question.kind is QuestionKind.WRITE for question in quiz.questions)
    texts = writings(session, person_id, where.module.id) if is_writing else ()
    count = 0 if paper.is_retry else quiz.recap
    recap = recap_before(session, where, shown, count=count, person_id=person_id)
    granted = granted_of(session, lesson, person_id, where.module.id)
    return Sitting(where, shown, lesson, quiz, paper, tried, kept, opened, texts, recap, granted)


def granted_of(
    session: Session, lesson: Lesson, person_id: int, module_id: int
) -> tuple[Granted, ...]:
    """The attempts that a leader gave, where the lesson has a limit. One query, or none."""
    return granted_to(session, person_id, module_id) if lesson.attempts is not None else ()


def recap_before(
    session: Session, where: QuizPlace, shown: Shown, *, count: int, person_id: int
) -> tuple[RecapQuestion, ...]:
    """What of earlier modules is asked before the quiz."""
    if not count:
        return ()
    return recap_questions(
        session,
        where.course,
        where.module,
        role=shown.role,
        count=count,
        person_id=person_id,
        number=shown.number,
    )


def text_to_write(
    question: Question, texts: Sequence[Writing], round: Round, *, number: int
) -> TextToWrite:
    """How far somebody is with a text."""
    newest = written_rules.present(texts, question, round)
    return TextToWrite(
        id=question.id,
        number=number,
        title=question.title,
        state=newest.state if newest else WritingState.OPEN,
        is_done=written_rules.is_compared(texts, question, round),
    )


def attempts(session: Session, person_id: int, module_id: int) -> Sequence[tuple[Attempt, int]]:
    """A person's attempts at a module, each with its edition, the first one first."""
    found = session.execute(attempts_at(), {"person": person_id, "module": module_id})
    return [(attempt, edition) for attempt, edition in found]


@cache
def attempts_at() -> Select[Attempt, int]:
    """The attempts of one `person` at a `module`."""
    return (
        select(Attempt, Revision.edition)
        .join(Revision, Attempt.revision_id == Revision.id)
        .where(Attempt.person_id == bindparam("person"), Attempt.module_id == bindparam("module"))
        .order_by(Attempt.number)
    )


def draft(session: Session, person_id: int, module_id: int) -> QuizDraft | None:
    """The answers not yet sent, if there are any."""
    return session.scalar(draft_at(), {"person": person_id, "module": module_id})


@cache
def draft_at() -> Select[QuizDraft]:
    """The draft of one `person` for a `module`."""
    return select(QuizDraft).where(
        QuizDraft.person_id == bindparam("person"), QuizDraft.module_id == bindparam("module")
    )


def hints_opened(session: Session, person_id: int, shown: Shown) -> frozenset[str]:
    """The questions whose hint this person opened in the attempt that is shown."""
    query = select(HintOpened.question).where(
        HintOpened.person_id == person_id,
        HintOpened.module_id == shown.module_id,
        HintOpened.number == shown.number,
    )
    return frozenset(session.scalars(query))


def answers_of(kept: QuizDraft | None) -> dict[str, list[str]]:
    """The answers in a draft."""
    answers: dict[str, list[str]] = json.loads(kept.answers) if kept else {}
    return answers


def renamed(answers: dict[str, list[str]], quiz: Section) -> dict[str, list[str]]:
    """The answers under the names their questions have now: `was=` tells the one before."""
    before = {question.was: question.id for question in quiz.questions if question.was}
    return {before.get(name, name): answer for name, answer in answers.items()}


def tried_of(attempt: Attempt, edition: int, *, round: Round) -> Tried:
    """An attempt as the rules know it."""
    return Tried(
        number=attempt.number,
        revision_id=attempt.revision_id,
        edition=edition,
        role=Role(attempt.role),
        answers=json.loads(attempt.answers),
        marks=json.loads(attempt.marks),
        passed=attempt.passed,
        counts=round.counts(attempt.at),
    )
