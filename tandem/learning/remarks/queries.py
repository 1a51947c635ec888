"""Which remarks are there, and what may their writer and a trainer see of them?

A trainer's view selects no person: a remark is read without the name of whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import quizzes_for
from tandem.content.lesson import Lesson, Question
from tandem.content.same_text import has_words
from tandem.figures.paging import ON_A_PAGE, PageOf, page_of
from tandem.library.served import lesson_from, lesson_of, library
from tandem.models import Attempt, Course, Module, Person, Remark, Revision
from tandem.models.long_lists import by_ids
from tandem.models.rows import name_of
from tandem.progress.assigned import seats, waiting_seats
from tandem.progress.doors.queries import ModuleDoor, door_to, door_waiting
from tandem.terms import Role


@dataclass(frozen=True)
class About:
    """What a remark is about: a question as it stood in one revision."""

    course: str
    module: str
    module_id: int
    revision_id: int
    question: Question
    language: str


@dataclass(frozen=True)
class OwnRemark:
    """A remark as whoever wrote it sees it. `question` is the question's title."""

    id: int
    course: str
    module: str
    title: str
    language: str
    question: str
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class ReadRemark:
    """A remark as a trainer reads it: without the name of whoever wrote it."""

    id: int
    revision_id: int
    revision: int
    question: str
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None
    answered_by: str

    @property
    def is_open(self) -> bool:
        """Does it wait for a trainer?"""
        return self.answered_at is None


@dataclass(frozen=True)
class RemarkPage:
    """One remark with the question that it is about."""

    remark: ReadRemark
    about: About


def about(
    session: Session,
    person_id: int,
    *,
    roles: Set[Role],
    course: str,
    module: str,
    revision_id: int,
    question: str,
    now: datetime,
) -> About:
    """A question that this person may take or has taken. Raises NoResultFound."""
    shelf = library(session).course(course)
    served = shelf.module(module)
    revision = session.get_one(Revision, revision_id)
    if revision.module_id != served.id:
        raise NoResultFound(revision_id)
    mine = seats(session, person_id, now=now)
    waiting = waiting_seats(session, person_id, roles, mine)
    faces = roles_taken(session, person_id, module_id=served.id)
    if door_to(session, person_id, mine, shelf, served, now=now) is ModuleDoor.OPEN:
        faces |= {seat.role for seat in mine if seat.course_id == shelf.id}
    if door_waiting(session, person_id, waiting, shelf, served, now=now) is ModuleDoor.OPEN:
        faces |= {seat.role for seat in waiting if seat.course_id == shelf.id}
    lesson = lesson_of(session, revision_id)
    asked = (
        candidate
        for role in sorted(faces)
        for quiz in quizzes_for(lesson, role)
        for candidate in quiz.questions
    )
    asked_question = next((candidate for candidate in asked if candidate.id == question), None)
    if asked_question is None:
        raise NoResultFound(question)
    return About(course, module, served.id, revision_id, asked_question, lesson.language)


def roles_taken(session: Session, person_id: int, *, module_id: int) -> set[Role]:
    """The roles in which a person has taken this module's quiz."""
    query = select(Attempt.role).where(
        Attempt.person_id == person_id, Attempt.module_id == module_id
    )
    return {Role(role) for role in session.scalars(query)}


def own_remarks(session: Session, person_id: int, *, search: str, page: int) -> PageOf[OwnRemark]:
    """One page of this person's remarks, the newest first: those in which, or in whose answers, all
    these words are. Two queries."""
    texts = select(Remark.id, Remark.text, Remark.answer).where(Remark.person_id == person_id)
    ids = [
        row.id
        for row in session.execute(texts.order_by(Remark.id.desc()))
        if has_words(search, row.text, row.answer)
    ]
    found = page_of(ids, wanted=page)
    rows = session.execute(every_own().where(Remark.id.in_(found.rows)))
    return found.with_rows(own_remark(row) for row in rows)


def answers_not_put_away(session: Session, person_id: int) -> list[OwnRemark]:
    """This person's remarks whose answer is news to them, the newest first. One query."""
    return [own_remark(row) for row in session.execute(news_of(), {"person": person_id})]


@cache
def news_of() -> Select[Remark, str, str, bytes, Person]:
    """The remarks of one `person` that were answered and not put away."""
    answered = Remark.answered_at.is_not(None)
    return every_own().where(
        Remark.person_id == bindparam("person"), answered, Remark.read_at.is_(None)
    )


def every_own() -> Select[Remark, str, str, bytes, Person]:
    """Remarks, the newest first, with all that is shown of them to whoever wrote them."""
    return (
        select(Remark, Course.slug, Module.slug, Revision.lesson, Person)
        .join(Module, Module.id == Remark.module_id)
        .join(Course, Course.id == Module.course_id)
        .join(Revision, Revision.id == Remark.revision_id)
        .outerjoin(Person, Person.id == Remark.answered_by_id)
        .order_by(Remark.id.desc())
    )


def own_remark(row: Row[Remark, str, str, bytes, Person]) -> OwnRemark:
    """A row as its writer sees it."""
    remark, course, module, stored, answerer = row
    lesson = lesson_from(stored)
    return OwnRemark(
        id=remark.id,
        course=course,
        module=module,
        title=lesson.title,
        language=lesson.language,
        question=title_in(lesson, remark.question),
        text=remark.text,
        at=remark.at,
        answer=remark.answer,
        answered_at=remark.answered_at,
        answered_by=answerer.name if answerer else "",
    )


def title_in(lesson: Lesson, name: str) -> str:
    """The title of a question of this lesson."""
    return next((question.title for question in questions_in(lesson) if question.id == name), name)


def questions_in(lesson: Lesson) -> Iterator[Question]:
    """Every question of a lesson, of whichever role."""
    for section in lesson.sections:
        yield from section.questions


def remarks_about(session: Session, module_id: int) -> list[ReadRemark]:
    """The first hundred remarks about a module's questions, those that wait first. One query."""
    query = read_by_trainers().where(Remark.module_id == module_id)
    waiting_first = query.order_by(Remark.answered_at.is_not(None), Remark.id.desc())
    return [read_remark(row) for row in session.execute(waiting_first.limit(ON_A_PAGE))]


def remarks_found(
    session: Session, *, course: str, module: str, search: str, page: int
) -> PageOf[ReadRemark]:
    """One page of the remarks about a module's questions, those that wait first: those in which, or
    in whose answers, all these words are. Three queries. Raises NoResultFound."""
    of_module = select(Module.id).join(Course, Course.id == Module.course_id)
    module_id = session.scalars(of_module.where(Course.slug == course, Module.slug == module)).one()
    texts = select(Remark.id, Remark.text, Remark.answer).where(Remark.module_id == module_id)
    waiting_first = (Remark.answered_at.is_not(None), Remark.id.desc())
    ids = [
        row.id
        for row in session.execute(texts.order_by(*waiting_first))
        if has_words(search, row.text, row.answer)
    ]
    found = page_of(ids, wanted=page)
    rows = session.execute(read_by_trainers().where(Remark.id.in_(found.rows)))
    return found.with_rows(by_ids(map(read_remark, rows), found.rows))


def read_by_trainers() -> Select[*tuple[Any, ...]]:
    """What a trainer may see of remarks: nothing that tells who wrote them."""
    return (
        select(
            Remark.id,
            Remark.revision_id,
            Revision.number,
            Remark.question,
            Remark.text,
            Remark.at,
            Remark.answer,
            Remark.answered_at,
            Person.given_name,
            Person.surname,
        )
        .join(Revision, Revision.id == Remark.revision_id)
        .outerjoin(Person, Person.id == Remark.answered_by_id)
    )


def read_remark(row: Row[*tuple[Any, ...]]) -> ReadRemark:
    """A row as a trainer reads it."""
    return ReadRemark(
        id=row.id,
        revision_id=row.revision_id,
        revision=row.number,
        question=row.question,
        text=row.text,
        at=row.at,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=name_of(row.given_name or "", row.surname or ""),
    )


def remark_page(session: Session, *, course: str, module: str, remark_id: int) -> RemarkPage:
    """One remark for a trainer. Raises NoResultFound."""
    query = (
        read_by_trainers()
        .join(Module, Module.id == Remark.module_id)
        .join(Course, Course.id == Module.course_id)
        .add_columns(Module.id.label("module_id"))
        .where(Course.slug == course, Module.slug == module, Remark.id == remark_id)
    )
    row = session.execute(query).one()
    remark = read_remark(row)
    lesson = lesson_from(session.get_one(Revision, remark.revision_id).lesson)
    question = next(
        candidate for candidate in questions_in(lesson) if candidate.id == remark.question
    )
    subject = About(course, module, row.module_id, remark.revision_id, question, lesson.language)
    return RemarkPage(remark, subject)


def open_remarks(session: Session) -> dict[int, int]:
    """How many remarks wait for a trainer, by the module's id. One query."""
    query = (
        select(Remark.module_id, func.count().label("waiting"))
        .where(Remark.answered_at.is_(None))
        .group_by(Remark.module_id)
    )
    return {row.module_id: row.waiting for row in session.execute(query)}
