"""What does a trainer see of a module: as whichever role, and since the first revision?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.difference import Change, difference
from tandem.content.face import quiz_for, reading_for, steps_for
from tandem.content.lesson import Module as Lesson
from tandem.content.lesson import PairStep, Problem, Section
from tandem.content.workshop import COVER, says_the_same
from tandem.models import Course, LessonDraft, Module, Person, Revision
from tandem.publishing.queries import CheckedCourse, CheckedModule, checked_courses, library
from tandem.rules import asking
from tandem.rules.asking import AskedQuestion
from tandem.rules.sharing import promise_of
from tandem.terms import Promise, Role
from tandem.translations.queries import CheckedSibling, checked_siblings


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
    language: str
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
        language=lesson.language,
        role=role,
        sections=reading_for(lesson, role),
        questions=asked(lesson, quiz, role) if quiz else (),
        pass_percent=round(quiz.pass_share * 100) if quiz else None,
        steps=tuple(PreviewedStep(one, promise_of(one)) for one in steps_for(lesson, role)),
    )


def asked(lesson: Lesson, quiz: Section, role: Role) -> tuple[AskedQuestion, ...]:
    """The questions as a first attempt asks them."""
    return asking.paper(lesson, quiz, person_id=0, revision_id=0, role=role, number=1).questions


class State(StrEnum):
    """How a module's file stands to what is served."""

    PUBLISHED = "published"
    CHANGED = "changed"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    BEGUN = "begun"


@dataclass(frozen=True)
class ListedModule:
    """A module in the list of lessons; `writers` are who has a draft of it, by surname."""

    slug: str
    title: str
    file: str
    state: State
    is_served: bool
    published_at: datetime | None
    broken_since: datetime | None
    problems: tuple[Problem, ...]
    writers: tuple[str, ...]
    others: tuple[CheckedSibling, ...]


@dataclass(frozen=True)
class ListedCourse:
    """A course in the list of lessons; `writers` are who has a draft of its cover.

    `new_files` are modules that nobody has published or checked yet.
    """

    slug: str
    title: str
    is_served: bool
    problems: tuple[Problem, ...]
    modules: tuple[ListedModule, ...]
    writers: tuple[str, ...]
    has_drafts: bool
    new_files: tuple[str, ...]


def listed_courses(session: Session, *, root: Path, person_id: int) -> list[ListedCourse]:
    """Every course and module, how its file stands, and whose drafts there are. Five queries.

    `has_drafts` is about the person who looks.
    """
    drafts = writers(session)
    own = own_drafts(session, person_id)
    others = checked_siblings(session)
    return [
        listed_course(course, drafts, others, root / course.slug, has_drafts=course.slug in own)
        for course in checked_courses(session)
    ]


def listed_course(
    course: CheckedCourse,
    drafts: Mapping[tuple[str, str], tuple[str, ...]],
    others: Mapping[tuple[str, str], tuple[CheckedSibling, ...]],
    folder: Path,
    *,
    has_drafts: bool,
) -> ListedCourse:
    """A course with what its folder holds."""
    known = {module.file for module in course.modules}
    return ListedCourse(
        slug=course.slug,
        title=course.title,
        is_served=course.is_served,
        problems=course.problems,
        modules=tuple(
            listed_module(
                module,
                folder,
                writers=drafts.get((course.slug, module.slug), ()),
                others=others.get((course.slug, module.slug), ()),
            )
            for module in course.modules
        ),
        writers=drafts.get((course.slug, COVER), ()),
        has_drafts=has_drafts,
        new_files=tuple(name for name in own_files(folder) if name not in known),
    )


def own_files(folder: Path) -> list[str]:
    """The modules' files in a course's folder, without those in other languages, by name."""
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))
    return [name for name in names if name.count(".") == 1]


def listed_module(
    module: CheckedModule,
    folder: Path,
    *,
    writers: tuple[str, ...],
    others: tuple[CheckedSibling, ...],
) -> ListedModule:
    """A module with how its file stands."""
    return ListedModule(
        slug=module.slug,
        title=module.title,
        file=module.file,
        state=state(module, folder / module.file),
        is_served=module.is_served,
        published_at=module.published_at,
        broken_since=module.broken_since,
        problems=module.problems,
        writers=writers,
        others=others,
    )


def state(module: CheckedModule, file: Path) -> State:
    """How a module's file stands to what is served."""
    try:
        content = file.read_bytes()
    except OSError:
        return State.WITHDRAWN if module.published_at else State.BEGUN
    if module.has_errors:
        return State.BROKEN
    return State.PUBLISHED if says_the_same(content, module.source) else State.CHANGED


def own_drafts(session: Session, person_id: int) -> set[str]:
    """The courses of which somebody has drafts."""
    query = (
        select(Course.slug)
        .join(LessonDraft, LessonDraft.course_id == Course.id)
        .where(LessonDraft.person_id == person_id)
    )
    return set(session.scalars(query))


def writers(session: Session) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who has a draft of what, by surname: (course, module or course.md) to names."""
    query = (
        select(Course.slug, LessonDraft.file_of, Person)
        .join(LessonDraft, LessonDraft.course_id == Course.id)
        .join(Person, Person.id == LessonDraft.person_id)
        .order_by(Person.surname, Person.given_name, Person.id)
    )
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for course, file_of, person in session.execute(query):
        found[course, file_of] = (*found.get((course, file_of), ()), person.name)
    return found


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
    language: str
    revisions: tuple[Published, ...]
    shown: Published
    changes: tuple[Change, ...]


def history(session: Session, *, course: str, module: str, number: int | None) -> History:
    """The revisions of a module; what `number` changed, else the newest. Two queries.

    Raises NoResultFound.
    """
    found = (
        select(Module, Course.language)
        .join(Course, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module, Module.revision_id.is_not(None))
    )
    row, language = session.execute(found).one()
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
    return History(course, module, row.file, language, revisions, shown, changes)


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
