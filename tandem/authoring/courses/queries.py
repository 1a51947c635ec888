"""What does a trainer see of the state of the courses and their files?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing.queries import CheckedCourse, CheckedModule, checked_courses
from tandem.content.files.workshop import COVER, says_the_same
from tandem.content.lesson import (
    Problem,
)
from tandem.content.same_text import folded
from tandem.library.translations import CheckedTranslation, checked_translations
from tandem.models import Course, LessonDraft, Person
from tandem.terms import CourseState, Severity


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
    language: str
    file: str
    state: State
    is_served: bool
    published_at: datetime | None
    broken_since: datetime | None
    problems: tuple[Problem, ...]
    writers: tuple[str, ...]
    others: tuple[CheckedTranslation, ...]


@dataclass(frozen=True)
class ListedCourse:
    """A course in the list of lessons; `writers` are who has a draft of its cover.

    `new_files` are modules that nobody has published or checked yet.
    """

    slug: str
    title: str
    language: str
    is_served: bool
    problems: tuple[Problem, ...]
    modules: tuple[ListedModule, ...]
    writers: tuple[str, ...]
    has_drafts: bool
    new_files: tuple[str, ...]
    state: CourseState

    @property
    def is_empty(self) -> bool:
        """Has it no module that is served?"""
        return not (self.is_served and any(module.is_served for module in self.modules))


def titled(courses: Iterable[ListedCourse], title: str) -> list[ListedCourse]:
    """The courses with those of their modules that are called so; all of a course called so."""
    wanted = folded(title).split()
    if not wanted:
        return list(courses)
    found = (replace(course, modules=modules_titled(course, wanted)) for course in courses)
    return [course for course in found if course.modules]


def modules_titled(course: ListedCourse, wanted: list[str]) -> tuple[ListedModule, ...]:
    """Those of a course's modules in whose title every word is; all, where its course's has."""
    if all(word in folded(course.title) for word in wanted):
        return course.modules
    return tuple(
        module for module in course.modules if all(word in folded(module.title) for word in wanted)
    )


@dataclass(frozen=True)
class FileFault:
    """A file with an error: since when, where known, and what is to be mended first. `language` is
    that of the title; nothing where that is the file's name."""

    course: str
    file_of: str
    title: str
    language: str
    since: datetime | None
    problem: Problem


def listed_courses(session: Session, *, root: Path, person_id: int) -> list[ListedCourse]:
    """Every course and module, how its file stands, and whose drafts there are. Five queries.

    `has_drafts` is about the person who looks.
    """
    drafts = writers(session)
    own = own_drafts(session, person_id)
    others = checked_translations(session)
    return [
        listed_course(course, drafts, others, root / course.slug, has_drafts=course.slug in own)
        for course in checked_courses(session)
    ]


def listed_course(
    course: CheckedCourse,
    drafts: Mapping[tuple[str, str], tuple[str, ...]],
    others: Mapping[tuple[str, str], tuple[CheckedTranslation, ...]],
    folder: Path,
    *,
    has_drafts: bool,
) -> ListedCourse:
    """A course with what its folder holds, without what was begun and left no trace."""
    known = {module.file for module in course.modules}
    modules = (
        listed_module(
            module,
            folder,
            writers=drafts.get((course.slug, module.slug), ()),
            others=others.get((course.slug, module.slug), ()),
        )
        for module in course.modules
    )
    return ListedCourse(
        slug=course.slug,
        title=course.title,
        language=course.language,
        is_served=course.is_served,
        problems=course.problems,
        modules=tuple(
            module for module in modules if module.state is not State.BEGUN or module.writers
        ),
        writers=drafts.get((course.slug, COVER), ()),
        has_drafts=has_drafts,
        new_files=tuple(name for name in own_files(folder) if name not in known),
        state=course.state,
    )


def faults(courses: Iterable[ListedCourse]) -> list[FileFault]:
    """Every file that an error keeps from being published, as the list has them."""
    return [fault for course in courses for fault in faults_of(course)]


def faults_of(course: ListedCourse) -> list[FileFault]:
    """The files of one course that have an error."""
    broken = []
    if problem := first_error(course.problems):
        broken.append(FileFault(course.slug, COVER, course.title, course.language, None, problem))
    for module in course.modules:
        if module.state is State.BROKEN and (problem := first_error(module.problems)):
            since = module.broken_since
            broken.append(
                FileFault(course.slug, module.slug, module.title, module.language, since, problem)
            )
        for other in module.others:
            if problem := first_error(other.problems):
                name = f"{module.slug}.{other.language}"
                broken.append(FileFault(course.slug, name, other.file, "", None, problem))
    return broken


def first_error(problems: Iterable[Problem]) -> Problem | None:
    """What is to be mended first."""
    return next((problem for problem in problems if problem.severity is Severity.ERROR), None)


def own_files(folder: Path) -> list[str]:
    """The modules' files in a course's folder, without those in other languages, by name."""
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))
    return [name for name in names if name.count(".") == 1]


def listed_module(
    module: CheckedModule,
    folder: Path,
    *,
    writers: tuple[str, ...],
    others: tuple[CheckedTranslation, ...],
) -> ListedModule:
    """A module with how its file stands."""
    return ListedModule(
        slug=module.slug,
        title=module.title,
        language=module.language,
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
        .order_by(Person.folded_name, Person.id)
    )
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for course, file_of, person in session.execute(query):
        names[course, file_of] = (*names.get((course, file_of), ()), person.name)
    return names
