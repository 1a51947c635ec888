"""What is on the page of the refreshers, and what of two answers may somebody read?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased

from tandem.content.face import named
from tandem.content.lesson import Question
from tandem.learning.quizzes.paper import AskedQuestion, asked_question
from tandem.learning.quizzes.shuffling import Lot
from tandem.learning.refreshers.budget import asked_alone
from tandem.learning.refreshers.queries import LearnedCourse, situation_of
from tandem.learning.refreshers.result import RefresherResult, answer_texts, marked, right_texts
from tandem.learning.refreshers.retention import AnswerLater
from tandem.learning.refreshers.turn import (
    OpenedGuess,
    RefresherSituation,
    RefresherTurn,
    opened_lately,
    question_of,
    turns,
)
from tandem.library.served import ServedModule, lesson_of, library
from tandem.models import Module, Pair, Person, RefresherAnswer
from tandem.models.rows import name_of
from tandem.terms import RefresherFace, RefresherPromise

OPENED = 50
# Of which answers figures are told, and which open for the other one.
COUNTED = (RefresherPromise.FIGURES_OF_FIVE, RefresherPromise.BOTH_AND_FIGURES)
OPENS = (RefresherPromise.BOTH, RefresherPromise.BOTH_AND_FIGURES)


@dataclass(frozen=True)
class ShownRefresher:
    """A question as it is asked: nothing here tells a right answer, or anybody's."""

    turn: RefresherTurn
    revision_id: int
    module: str
    language: str
    question: AskedQuestion

    @property
    def partner(self) -> str:
        """Who is guessed, or whose guess it answers."""
        return self.turn.companion.name if self.turn.companion else ""


@dataclass(frozen=True)
class RefreshersPage:
    """What comes back to somebody now. `has_any` tells that there is something to come back."""

    wants: bool
    shown: ShownRefresher | None = None
    opened: tuple[OpenedGuess, ...] = ()
    has_any: bool = False


def refreshers_page(
    session: Session, person_id: int, learned: Sequence[LearnedCourse], *, now: datetime
) -> RefreshersPage:
    """What somebody is asked now, of what they learned, and what has opened. Two queries."""
    situation = situation_of(session, person_id, learned, now=now)
    if situation is None:
        return RefreshersPage(wants=False)
    turn = next(turns(situation, now=now), None)
    return RefreshersPage(
        wants=True,
        shown=shown(learned, situation, turn) if turn else None,
        opened=tuple(opened_lately(situation, now=now)),
        has_any=turn is not None or any(map(has_questions, learned)),
    )


def has_questions(course: LearnedCourse) -> bool:
    """Has a module of it been finished of which a question can come back?"""
    return any(
        part.mine_at and asked_alone(part.module.lesson, course.role) for part in course.modules
    )


def shown(
    learned: Iterable[LearnedCourse], situation: RefresherSituation, turn: RefresherTurn
) -> ShownRefresher:
    """A question as it is asked of somebody."""
    modules = {part.module.id: part.module for course in learned for part in course.modules}
    module = modules[turn.card.module_id]
    question = question_in(module, turn)
    last = max((past.id for past in situation.past if past.question == question.id), default=0)
    lot = Lot(f"{situation.person_id}:{module.id}:{question.id}:{last}")
    return ShownRefresher(
        turn=turn,
        revision_id=module.revision_id,
        module=module.title,
        language=module.lesson.language,
        question=asked_question(question, number=1, shuffled=module.lesson.shuffle, lot=lot),
    )


def question_in(module: ServedModule, turn: RefresherTurn) -> Question:
    """The question that is asked, as it is served."""
    questions = [part for part in named(module.lesson) if isinstance(part, Question)]
    return next(question for question in questions if question.id == turn.card.question)


def question_shown(session: Session, revision_id: int, name: str) -> Question | None:
    """The question as that revision asked it, an old one too."""
    lesson = lesson_of(session, revision_id)
    parts = [part for part in named(lesson) if isinstance(part, Question)]
    return question_of(parts, name)


def result(session: Session, person_id: int, answer_id: int) -> RefresherResult:
    """One of the person's own answers. Raises NoResultFound.

    The partner's is read only where both are there, and where that was promised.
    """
    own = RefresherAnswer.id == answer_id, RefresherAnswer.person_id == person_id
    row = session.scalars(select(RefresherAnswer).where(*own)).one()
    question = question_shown(session, row.revision_id, row.question)
    if question is None:
        raise NoResultFound(answer_id)
    lesson = lesson_of(session, row.revision_id)
    answer: list[str] = json.loads(row.answer)
    return RefresherResult(
        id=row.id,
        face=row.face,
        module=lesson.title,
        language=lesson.language,
        marked=marked(question, answer, right=row.right),
        said=answer_texts(question, answer),
        right=right_texts(question),
        partner=partner_name(session, row),
        theirs=partners_answer(session, row),
    )


def partners_answer(session: Session, row: RefresherAnswer) -> tuple[str, ...] | None:
    """What the partner answered or guessed; None where that is sealed, or there is nothing."""
    is_guess = row.face is RefresherFace.OTHER
    if not is_guess and row.guess_id is None:
        return None
    other = RefresherAnswer.guess_id == row.id if is_guess else RefresherAnswer.id == row.guess_id
    query = select(RefresherAnswer).where(other, RefresherAnswer.promise.in_(OPENS))
    theirs = session.scalars(query).one_or_none()
    if theirs is None:
        return None
    question = question_shown(session, theirs.revision_id, theirs.question)
    return answer_texts(question, json.loads(theirs.answer)) if question else ()


def partner_name(session: Session, row: RefresherAnswer) -> str:
    """The other one of the two, where the answer belongs to a pair."""
    if row.pair_id is None:
        return ""
    pair = session.get_one(Pair, row.pair_id)
    other = pair.support_id if pair.rep_id == row.person_id else pair.rep_id
    return session.get_one(Person, other).name


@dataclass(frozen=True)
class OpenedBetween:
    """Two answers that are open to both: where to read them, and what they are about."""

    id: int
    partner: str
    module: str
    language: str
    at: datetime


def opened_between(session: Session, person_id: int) -> list[OpenedBetween]:
    """What has opened between somebody and their partners, the newest first. No answer is read.

    Three queries. Pairs that have ended stay: what was open stays open.
    """
    guess, answer = aliased(RefresherAnswer), aliased(RefresherAnswer)
    partner = aliased(Person)
    query = (
        select(guess.id, guess.person_id, answer.id, partner.given_name, partner.surname,
               guess.module_id, Module.slug, answer.at)
        .join(answer, answer.guess_id == guess.id)
        .join(Module, Module.id == guess.module_id)
        .join(partner, or_(partner.id == guess.person_id, partner.id == answer.person_id))
        .where(or_(guess.person_id == person_id, answer.person_id == person_id))
        .where(partner.id != person_id)
        .order_by(answer.id.desc())
        .limit(OPENED)
    )  # fmt: skip
    served = {m.id: m for course in library(session).courses for m in course.modules}
    return [
        OpenedBetween(
            id=guess_id if guesser == person_id else answer_id,
            partner=name_of(given, surname),
            module=served[module_id].title if module_id in served else slug,
            language=served[module_id].lesson.language if module_id in served else "",
            at=at,
        )
        for guess_id, guesser, answer_id, given, surname, module_id, slug, at in session.execute(
            query
        )
    ]


def answers_later(session: Session, team_id: int, *, reader_id: int) -> list[AnswerLater]:
    """What a team's people but the reader answered to questions that came back, where figures were
    promised.

    One query, without a word of any answer.
    """
    row = RefresherAnswer
    query = (
        select(row.person_id, row.module_id, row.learned_at, row.at, row.right)
        .where(row.team_id == team_id, row.person_id != reader_id)
        .where(row.face == RefresherFace.OWN, row.promise.in_(COUNTED))
        .order_by(row.id)
    )
    return [
        AnswerLater(entry.person_id, entry.module_id, entry.learned_at, entry.at, bool(entry.right))
        for entry in session.execute(query)
    ]
