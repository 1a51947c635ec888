"""What is served now? The published courses, kept per process until something new is published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content import stored
from tandem.content.lesson import Module as Lesson
from tandem.content.lesson import Problem
from tandem.models import Attempt, Course, CoursePicture, Module, Picture, Publication, Revision
from tandem.terms import Role, Severity


@dataclass(frozen=True)
class ServedModule:
    """A module as it is served: its row's id, its revision, and the lesson in HTML."""

    id: int
    slug: str
    revision_id: int
    lesson: Lesson

    @property
    def title(self) -> str:
        """The lesson's title."""
        return self.lesson.title


@dataclass(frozen=True)
class ServedCourse:
    """A course as it is served, its modules in order."""

    id: int
    slug: str
    title: str
    summary: str
    cover: str
    audience: frozenset[Role]
    modules: tuple[ServedModule, ...]

    def module(self, slug: str) -> ServedModule:
        """The module of that name. Raises NoResultFound."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise NoResultFound(slug)

    def after(self, module: ServedModule) -> ServedModule | None:
        """The module that follows, if there is one."""
        place = self.modules.index(module) + 1
        return self.modules[place] if place < len(self.modules) else None


@dataclass(frozen=True)
class Library:
    """Every served course, by title; `publication` is the publication it stands for."""

    publication: int
    courses: tuple[ServedCourse, ...]

    def course(self, slug: str) -> ServedCourse:
        """The course of that name. Raises NoResultFound."""
        for course in self.courses:
            if course.slug == slug:
                return course
        raise NoResultFound(slug)

    def course_by_id(self, course_id: int) -> ServedCourse | None:
        """The course with that id, if it is served."""
        return next((course for course in self.courses if course.id == course_id), None)


libraries: WeakKeyDictionary[Any, Library] = WeakKeyDictionary()


def library(session: Session) -> Library:
    """The served courses: one cheap query, and more only after a new publication."""
    publication = session.scalar(select(func.max(Publication.id))) or 0
    # The pool is what all sessions on one database share.
    shared = session.get_bind().engine.pool
    kept = libraries.get(shared)
    if kept is None or kept.publication != publication:
        kept = Library(publication=publication, courses=served_courses(session))
        libraries[shared] = kept
    return kept


def served_courses(session: Session) -> tuple[ServedCourse, ...]:
    """Read all served courses and modules."""
    query = (
        select(Module, Revision)
        .join(Revision, Module.revision_id == Revision.id)
        .where(Module.withdrawn_at.is_(None))
        .order_by(Module.position, Module.slug)
    )
    modules: dict[int, list[ServedModule]] = {}
    for module, revision in session.execute(query):
        served = ServedModule(
            id=module.id,
            slug=module.slug,
            revision_id=revision.id,
            lesson=lesson_from(revision.lesson),
        )
        modules.setdefault(module.course_id, []).append(served)
    courses = session.scalars(
        select(Course).where(Course.withdrawn_at.is_(None)).order_by(Course.title, Course.id)
    )
    return tuple(served_course(course, tuple(modules.get(course.id, ()))) for course in courses)


def served_course(course: Course, modules: tuple[ServedModule, ...]) -> ServedCourse:
    """A course's row as it is served."""
    return ServedCourse(
        id=course.id,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        cover=course.cover,
        audience=frozenset(Role(role) for role in course.audience.split(",") if role),
        modules=modules,
    )


def lesson_of(session: Session, revision_id: int) -> Lesson:
    """The lesson of any revision, an old one too. Raises NoResultFound."""
    return lesson_from(session.get_one(Revision, revision_id).lesson)


@lru_cache(maxsize=2048)
def lesson_from(stored_lesson: bytes) -> Lesson:
    """The lesson that was stored."""
    return stored.from_json(stored_lesson)


@dataclass(frozen=True)
class CheckedModule:
    """A module as its trainer sees it: is it served, and what did the checker say?"""

    slug: str
    title: str
    file: str
    is_served: bool
    published_at: datetime | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Is the file as it is now kept from being published?"""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class CheckedCourse:
    """A course as its trainer sees it."""

    slug: str
    title: str
    is_served: bool
    problems: tuple[Problem, ...]
    modules: tuple[CheckedModule, ...]


def checked_courses(session: Session) -> list[CheckedCourse]:
    """Every course and module with what the checker said. Two queries."""
    query = (
        select(Module, Revision)
        .outerjoin(Revision, Module.revision_id == Revision.id)
        .order_by(Module.position, Module.slug)
    )
    modules: dict[int, list[CheckedModule]] = {}
    for module, revision in session.execute(query):
        modules.setdefault(module.course_id, []).append(checked_module(module, revision))
    courses = session.scalars(select(Course).order_by(Course.title, Course.id))
    return [
        CheckedCourse(
            slug=course.slug,
            title=course.title,
            is_served=course.withdrawn_at is None,
            problems=problems_in(course.problems),
            modules=tuple(modules.get(course.id, ())),
        )
        for course in courses
    ]


def checked_module(module: Module, revision: Revision | None) -> CheckedModule:
    """A module's row as its trainer sees it."""
    return CheckedModule(
        slug=module.slug,
        title=lesson_from(revision.lesson).title if revision else module.slug,
        file=module.file,
        is_served=revision is not None and module.withdrawn_at is None,
        published_at=revision.published_at if revision else None,
        problems=problems_in(module.problems),
    )


def problems_in(kept: str) -> tuple[Problem, ...]:
    """What the checker said, from a row."""
    return tuple(
        Problem(file, line, Severity(severity), message)
        for file, line, severity, message in json.loads(kept)
    )


def picture(session: Session, sha: str) -> Picture:
    """An image by its hash. Raises NoResultFound."""
    return session.get_one(Picture, sha)


def answered_ids(session: Session, module_id: int) -> frozenset[str]:
    """The questions of a module to which there are answers."""
    orders = session.scalars(select(Attempt.order).where(Attempt.module_id == module_id).distinct())
    return frozenset(name for order in orders for name in json.loads(order))


def picture_addresses(session: Session, course_id: int) -> dict[str, str]:
    """The address of each image of a course, by its path."""
    query = select(CoursePicture).where(CoursePicture.course_id == course_id)
    return {row.path: f"/pictures/{row.sha}" for row in session.scalars(query)}
