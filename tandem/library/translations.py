"""Into which languages is a lesson translated?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.content.lesson import Lesson, Problem, Pulse
from tandem.models import (
    Course,
    CourseTranslation,
    Module,
    ModuleTranslation,
    Revision,
    Translation,
)
from tandem.models.rows import first_of, is_any


@dataclass(frozen=True)
class CoverTranslation:
    """A course's cover in another language."""

    title: str
    summary: str
    cover: str
    pulse: Pulse | None


def served_translations(session: Session) -> dict[int, dict[str, Lesson]]:
    """The translations of every served revision, by revision and language. One query."""
    newest = (
        select(func.max(Translation.id))
        .join(Module, Module.revision_id == Translation.revision_id)
        .join(
            ModuleTranslation,
            (ModuleTranslation.module_id == Module.id)
            & (ModuleTranslation.language == Translation.language),
        )
        .where(ModuleTranslation.withdrawn_at.is_(None))
        .group_by(Translation.revision_id, Translation.language)
    )
    by_revision: dict[int, dict[str, Lesson]] = {}
    for row in session.scalars(select(Translation).where(Translation.id.in_(newest))):
        by_revision.setdefault(row.revision_id, {})[row.language] = serialized.from_json(row.lesson)
    return by_revision


def translation_of(session: Session, revision_id: int, *, language: str) -> Lesson | None:
    """A revision in a language, an old revision too; None where it was never translated."""
    query = (
        select(Translation.lesson)
        .where(Translation.revision_id == revision_id, Translation.language == language)
        .order_by(Translation.id.desc())
    )
    kept = first_of(session, query)
    return serialized.from_json(kept) if kept is not None else None


def last_translation(
    session: Session, module_id: int, *, language: str
) -> tuple[Lesson, str] | None:
    """The words that any revision of a module had last in a language, and the file they came
    from; None where it was never translated."""
    query = (
        select(Translation)
        .join(Revision, Revision.id == Translation.revision_id)
        .where(Revision.module_id == module_id, Translation.language == language)
        .order_by(Translation.id.desc())
    )
    last = first_of(session, query)
    return (serialized.from_json(last.lesson), last.source) if last is not None else None


def translations_of(
    session: Session, revisions: Collection[int], *, language: str
) -> dict[int, Lesson]:
    """These revisions in a language, as far as they were ever translated. One query."""
    query = (
        select(Translation.revision_id, Translation.lesson)
        .where(Translation.revision_id.in_(revisions), Translation.language == language)
        .order_by(Translation.id)
    )
    return {row.revision_id: serialized.from_json(row.lesson) for row in session.execute(query)}


def covers(session: Session) -> dict[int, dict[str, CoverTranslation]]:
    """The covers in other languages, by course and language. One query."""
    by_course: dict[int, dict[str, CoverTranslation]] = {}
    for row in session.scalars(select(CourseTranslation)):
        cover = CoverTranslation(
            title=row.title,
            summary=row.summary,
            cover=row.cover,
            pulse=serialized.pulse_from_json(row.pulse),
        )
        by_course.setdefault(row.course_id, {})[row.language] = cover
    return by_course


@dataclass(frozen=True)
class CheckedTranslation:
    """A module's file in another language and what the checker said about it."""

    language: str
    file: str
    problems: tuple[Problem, ...]


def checked_translations(session: Session) -> dict[tuple[str, str], tuple[CheckedTranslation, ...]]:
    """The files in other languages, by course and module, by language. One query."""
    query = (
        select(Course.slug, Module.slug, ModuleTranslation)
        .join(Module, Module.course_id == Course.id)
        .join(ModuleTranslation, ModuleTranslation.module_id == Module.id)
        .where(ModuleTranslation.withdrawn_at.is_(None))
        .order_by(ModuleTranslation.module_id, ModuleTranslation.language)
    )
    by_module: dict[tuple[str, str], tuple[CheckedTranslation, ...]] = {}
    for course, module, row in session.execute(query):
        problems = serialized.problems_from_json(row.problems)
        translation = CheckedTranslation(row.language, row.file, problems)
        by_module[course, module] = (*by_module.get((course, module), ()), translation)
    return by_module


def files_of_course(session: Session, course_id: int) -> dict[tuple[int, str], ModuleTranslation]:
    """The files of a course's modules in other languages, by module and language."""
    query = (
        select(ModuleTranslation)
        .join(Module, Module.id == ModuleTranslation.module_id)
        .where(Module.course_id == course_id)
    )
    return {(row.module_id, row.language): row for row in session.scalars(query)}


def newest_sha(session: Session, revision_id: int | None, *, language: str) -> str | None:
    """The hash of the translation that a revision has now in a language."""
    query = (
        select(Translation.sha)
        .where(Translation.revision_id == revision_id, Translation.language == language)
        .order_by(Translation.id.desc())
    )
    return first_of(session, query)


def known(session: Session) -> set[tuple[str, str]]:
    """The course and the fingerprint of every file in another language that was checked."""
    query = (
        select(Course.slug, ModuleTranslation.checked_sha)
        .join(Module, Module.course_id == Course.id)
        .join(ModuleTranslation, ModuleTranslation.module_id == Module.id)
        .where(ModuleTranslation.withdrawn_at.is_(None))
    )
    return {(slug, sha) for slug, sha in session.execute(query)}


def revision_of(session: Session, module: Module) -> Lesson | None:
    """The lesson a module serves in its own language, if it serves one."""
    if module.revision_id is None:
        return None
    return serialized.from_json(session.get_one(Revision, module.revision_id).lesson)


def was_withdrawn(session: Session, course_id: int, module: str) -> bool:
    """Was this module once served in the course, in whichever language, and is it no longer?"""
    query = select(Module.id).where(Module.course_id == course_id, Module.slug == module)
    gone = query.where(Module.withdrawn_at.is_not(None), Module.revision_id.is_not(None))
    return is_any(session, gone)
