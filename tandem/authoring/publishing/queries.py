"""What does the folder of courses hold, and what did the checker say of it?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.content.lesson import Problem
from tandem.library import translations
from tandem.library.served import lesson_from
from tandem.models import (
    AgreementVersion,
    Attempt,
    Course,
    CoursePicture,
    Module,
    PairStepDone,
    PlanAnswer,
    QuizDraft,
    RecordedAnswer,
    RefresherAnswer,
    Revision,
    SceneWay,
    StepDraft,
    WrittenDraft,
    WrittenText,
)
from tandem.terms import CourseState, Severity

# Where answers are kept by the id of their question or step.
ANSWERED = (
    *((kind.module_id, kind.step) for kind in (PairStepDone, RecordedAnswer, StepDraft)),
    *((kind.module_id, kind.step) for kind in (AgreementVersion, SceneWay, PlanAnswer)),
    *((kind.module_id, kind.question) for kind in (WrittenText, WrittenDraft, RefresherAnswer)),
)


@dataclass(frozen=True)
class CheckedModule:
    """A module as its trainer sees it: is it served, and what did the checker say?"""

    slug: str
    title: str
    # Of the title; nothing where no text was ever published, which is called after its file.
    language: str
    file: str
    is_served: bool
    published_at: datetime | None
    broken_since: datetime | None
    # The text that was published last.
    source: str
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
    language: str
    is_served: bool
    problems: tuple[Problem, ...]
    modules: tuple[CheckedModule, ...]
    state: CourseState


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
            language=course.language,
            is_served=course.withdrawn_at is None,
            problems=serialized.problems_from_json(course.problems),
            modules=tuple(modules.get(course.id, ())),
            state=course.state,
        )
        for course in courses
    ]


def checked_module(module: Module, revision: Revision | None) -> CheckedModule:
    """A module's row as its trainer sees it."""
    lesson = lesson_from(revision.lesson) if revision else None
    return CheckedModule(
        slug=module.slug,
        title=lesson.title if lesson else module.slug,
        language=lesson.language if lesson else "",
        file=module.file,
        is_served=revision is not None and module.withdrawn_at is None,
        published_at=revision.published_at if revision else None,
        broken_since=module.broken_since,
        source=revision.source if revision else "",
        problems=serialized.problems_from_json(module.problems),
    )


@dataclass(frozen=True)
class OnRecord:
    """What decides which files are read again and what is made of them.

    `known` are the fingerprints of the files that were checked last, by course; `pictures` the
    addresses of the images, by course and path.
    """

    known: Mapping[str, Set[str]]
    pictures: Mapping[str, Mapping[str, str]]


def on_record(session: Session) -> OnRecord:
    """What is on record. Three queries."""
    query = select(Course.slug, CoursePicture.path, CoursePicture.sha).join(
        Course, Course.id == CoursePicture.course_id
    )
    pictures: dict[str, dict[str, str]] = {}
    for slug, path, sha in session.execute(query):
        pictures.setdefault(slug, {})[path] = f"/pictures/{sha}"
    return OnRecord(known(session), pictures)


def known(session: Session) -> dict[str, set[str]]:
    """The fingerprints of the files that were checked last, by course. Two queries."""
    query = (
        select(Course.slug, Module.checked_sha)
        .join(Module, Module.course_id == Course.id)
        .where(Module.withdrawn_at.is_(None))
    )
    fingerprints: dict[str, set[str]] = {}
    for slug, sha in (*session.execute(query), *translations.known(session)):
        fingerprints.setdefault(slug, set()).add(sha)
    return fingerprints


def answered_ids(session: Session, module_id: int) -> frozenset[str]:
    """The questions and steps of a module with answers, begun ones too. Two queries."""
    in_quizzes = union(
        select(Attempt.order).where(Attempt.module_id == module_id),
        select(QuizDraft.answers).where(QuizDraft.module_id == module_id),
    )
    named = union(*(select(name).where(module == module_id) for module, name in ANSWERED))
    asked = {name for keys in session.scalars(in_quizzes) for name in json.loads(keys)}
    return frozenset({*asked, *session.scalars(named)})
