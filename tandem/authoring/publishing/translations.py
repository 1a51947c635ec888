"""How does a lesson get to its readers in another language?

A translation stands for one revision of its module and takes its structure from it. Where the
original has moved on, readers get the original with a notice until the translation follows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing.prepared import PreparedCourse
from tandem.content import serialized
from tandem.content.files import translations as translation_files
from tandem.content.lesson import Cover, Lesson, ModuleFile, Problem
from tandem.library import translations
from tandem.models import Course, CourseTranslation, Module, ModuleTranslation, Translation


@dataclass
class TranslationReport:
    """What publishing the translations of a course did."""

    published: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_changed: bool = False


def publish(
    session: Session,
    course: Course,
    prepared: PreparedCourse,
    *,
    by_id: int | None,
    now: datetime,
) -> TranslationReport:
    """Serve the translations of a course's modules from the commit on."""
    report, folder = TranslationReport(), prepared.folder
    query = select(Module).where(Module.course_id == course.id)
    modules = {row.slug: row for row in session.scalars(query)}
    rows = translations.files_of_course(session, course.id)
    for file in folder.modules:
        if file.is_own_of(folder) or file.is_double:
            continue
        module = modules.get(file.id)
        if module is None:
            report.problems.extend(file.problems)
            continue
        row = rows.pop((module.id, file.language), None)
        if row is not None and file.is_known:
            report.problems.extend(serialized.problems_from_json(row.problems))
            continue
        original = translations.revision_of(session, module)
        checked = translation_files.checked(file, original, file=f"{folder.shown_as}/{file.name}")
        keep_file(session, row, module, checked, report)
        own = prepared.lessons.get(file.name)
        publish_translation(
            session, module, original, checked, report, own=own, by_id=by_id, now=now
        )
    withdraw(rows.values(), report, now=now)
    session.flush()
    return report


def withdraw(
    rows: Iterable[ModuleTranslation], report: TranslationReport, *, now: datetime
) -> None:
    """Serve the translations of these files no longer: their files are gone."""
    for row in rows:
        report.has_changed |= row.withdrawn_at is None
        row.withdrawn_at = row.withdrawn_at or now


def keep_file(
    session: Session,
    row: ModuleTranslation | None,
    module: Module,
    file: ModuleFile,
    report: TranslationReport,
) -> None:
    """Keep what the checker said about a file in another language."""
    if row is None:
        row = ModuleTranslation(module_id=module.id, language=file.language)
        session.add(row)
    report.problems.extend(file.problems)
    report.has_changed |= row.withdrawn_at is not None
    row.file, row.withdrawn_at = file.name, None
    row.problems = serialized.problems_to_json(file.problems)
    row.checked_sha = file.fingerprint


def publish_translation(
    session: Session,
    module: Module,
    original: Lesson | None,
    file: ModuleFile,
    report: TranslationReport,
    *,
    own: Lesson | None,
    by_id: int | None,
    now: datetime,
) -> None:
    """A new translation of what is served, from the file's `own` lesson in HTML, if it is new."""
    if original is None:
        return
    found = words_for(session, module, original, file, own)
    if found is None:
        return
    words, source = found
    content = serialized.to_json(translation_files.translated(original, words))
    sha = hashlib.sha256(content).hexdigest()
    if translations.newest_sha(session, module.revision_id, language=file.language) == sha:
        return
    session.add(
        Translation(
            revision_id=module.revision_id,
            language=file.language,
            source=source,
            sha=sha,
            lesson=content,
            published_at=now,
            published_by_id=by_id,
        )
    )
    if file.sound_lesson is not None:
        report.published.append(file.name)
    report.has_changed = True


def words_for(
    session: Session, module: Module, original: Lesson, file: ModuleFile, own: Lesson | None
) -> tuple[Lesson, str] | None:
    """The words in another language that stand for the original now, and the file they are from.

    As long as the file has an error, the last good words stay where they still fit: an original
    that says one sentence more takes them from nobody.
    """
    lesson = file.sound_lesson
    if lesson is not None:
        if own is None or translation_files.is_behind(lesson, original):
            return None
        return own, file.source
    last = translations.last_translation(session, module.id, language=file.language)
    if last is None or translation_files.is_behind(last[0], original):
        return None
    return None if any(translation_files.faults(last[0], original)) else last


def keep_covers(
    session: Session, course: Course, covers: Sequence[Cover], in_html: Mapping[str, str]
) -> bool:
    """Take over a course's covers in other languages. True where one has changed."""
    query = select(CourseTranslation).where(CourseTranslation.course_id == course.id)
    rows = {row.language: row for row in session.scalars(query)}
    has_changed = False
    for cover in covers:
        row = rows.pop(cover.language, None)
        text = in_html[cover.language]
        if row is None:
            row = CourseTranslation(course_id=course.id, language=cover.language)
            session.add(row)
        words = (cover.title, cover.summary, text, serialized.pulse_to_json(cover.pulse))
        if (row.title, row.summary, row.cover, row.pulse) != words:
            row.title, row.summary, row.cover, row.pulse = words
            has_changed = True
    for gone in rows.values():
        session.delete(gone)
    return has_changed or bool(rows)
