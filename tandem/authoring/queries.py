"""What does a trainer see of a module: as whichever role, and since the first revision?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.difference import Change, difference
from tandem.content.face import quiz_for, reading_for, steps_for
from tandem.content.lesson import Module as Lesson
from tandem.content.lesson import PairStep, Section
from tandem.models import Course, Module, Person, Revision
from tandem.publishing.queries import library
from tandem.rules import asking
from tandem.rules.asking import AskedQuestion
from tandem.rules.sharing import promise_of
from tandem.terms import Promise, Role


@dataclass(frozen=True)
class PreviewedStep:
    """A step of the pair, and who would read what is typed there."""

    step: PairStep
    promise: Promise


@dataclass(frozen=True)
class Preview:
    """A lesson as one role reads it. Nothing of it is recorded, and no key is in it."""

    course: str
    title: str
    summary: str
    role: Role
    sections: tuple[Section, ...]
    questions: tuple[AskedQuestion, ...]
    pass_percent: int | None
    steps: tuple[PreviewedStep, ...] = ()


def preview(session: Session, *, course: str, module: str, role: Role) -> Preview:
    """The served revision of a module as a role reads it. Raises NoResultFound."""
    shelf = library(session).course(course)
    return preview_of(shelf.module(module).lesson, role, course=shelf.title)


def preview_of(lesson: Lesson, role: Role, *, course: str) -> Preview:
    """A rendered lesson as a role reads it."""
    quiz = quiz_for(lesson, role)
    return Preview(
        course=course,
        title=lesson.title,
        summary=lesson.summary,
        role=role,
        sections=reading_for(lesson, role),
        questions=asked(lesson, quiz, role) if quiz else (),
        pass_percent=round(quiz.pass_share * 100) if quiz else None,
        steps=tuple(PreviewedStep(one, promise_of(one)) for one in steps_for(lesson, role)),
    )


def asked(lesson: Lesson, quiz: Section, role: Role) -> tuple[AskedQuestion, ...]:
    """The questions as a first attempt asks them."""
    return asking.paper(lesson, quiz, person_id=0, revision_id=0, role=role, number=1).questions


@dataclass(frozen=True)
class Place:
    """Where a module's file belongs: its course, and its name in the course's folder."""

    course_id: int
    course: str
    title: str
    file: str


def place(session: Session, *, course: str, module: str) -> Place:
    """Where a module's file belongs. Raises NoResultFound."""
    query = (
        select(Course.id, Course.title, Module.file)
        .join(Module, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module)
    )
    found = session.execute(query).one()
    return Place(course_id=found.id, course=course, title=found.title, file=found.file)


@dataclass(frozen=True)
class Published:
    """One revision: when it was published, and by whom; `by` is empty for the server itself."""

    number: int
    edition: int
    at: datetime
    by: str
    source: str
    is_served: bool


@dataclass(frozen=True)
class History:
    """Every revision of a module, the newest first, and what one of them changed."""

    course: str
    module: str
    file: str
    revisions: tuple[Published, ...]
    shown: Published
    changes: tuple[Change, ...]


def history(session: Session, *, course: str, module: str, number: int | None) -> History:
    """The revisions of a module; what `number` changed, else the newest. Two queries.

    Raises NoResultFound.
    """
    found = (
        select(Module)
        .join(Course, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module, Module.revision_id.is_not(None))
    )
    row = session.scalars(found).one()
    query = (
        select(Revision, Person)
        .outerjoin(Person, Person.id == Revision.published_by_id)
        .where(Revision.module_id == row.id)
        .order_by(Revision.number.desc())
    )
    revisions = tuple(
        published(revision, person, served_id=row.revision_id)
        for revision, person in session.execute(query)
    )
    shown = next((one for one in revisions if one.number == number), revisions[0])
    before = next((one.source for one in revisions if one.number == shown.number - 1), "")
    changes = difference(before.splitlines(), shown.source.splitlines())
    return History(course, module, row.file, revisions, shown, changes)


def published(revision: Revision, person: Person | None, *, served_id: int | None) -> Published:
    """A revision's row as its trainer sees it."""
    return Published(
        number=revision.number,
        edition=revision.edition,
        at=revision.published_at,
        by=person.name if person else "",
        source=revision.source,
        is_served=revision.id == served_id,
    )
