"""How is a text under way kept, and how does an image come in?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tandem.authoring.editor.queries import Desk, FilePlace, draft_row
from tandem.content.files import workshop
from tandem.content.files.folder import next_file
from tandem.content.files.workshop import COVER
from tandem.models import Course, LessonDraft, Module
from tandem.models.rows import is_any
from tandem.terms import CourseState

LONGEST_VERSION = 64


def is_taken(
    session: Session, desk: Desk, *, person_id: int, source: str, known: str, tab: str
) -> bool:
    """Did another page of the same person keep a text that this page has not seen?

    A page may replace what it kept itself and what it showed, and nothing else.
    """
    row = draft_row(session, desk.place, person_id=person_id)
    if row is None or row.source in {source, desk.file.source}:
        return False
    return row.tab != workshop.hash_of(tab) and workshop.hash_of(row.source) != known


def keep_draft(
    session: Session,
    where: FilePlace,
    *,
    person_id: int,
    source: str,
    base: str,
    version: str,
    tab: str,
    now: datetime,
) -> LessonDraft:
    """Keep a text under way, in place of the one before."""
    row = draft_row(session, where, person_id=person_id)
    if row is None:
        row = LessonDraft(person_id=person_id, course_id=where.course_id, file_of=where.file_of)
        session.add(row)
    # What is longer is the version of no file, and the table does not take it.
    row.source, row.base, row.version = source, base, version[:LONGEST_VERSION]
    row.tab, row.saved_at = workshop.hash_of(tab), now
    session.flush()
    return row


def throw_away(session: Session, where: FilePlace, *, person_id: int) -> None:
    """Keep somebody's draft of a file no longer."""
    session.execute(
        delete(LessonDraft).where(
            LessonDraft.person_id == person_id,
            LessonDraft.course_id == where.course_id,
            LessonDraft.file_of == where.file_of,
        )
    )


def begin_course(session: Session, *, slug: str, title: str, now: datetime) -> FilePlace | None:
    """The row of a course that is not published yet; None where there is one of this name."""
    if session.scalar(select(Course.id).where(Course.slug == slug)) is not None:
        return None
    draft = CourseState.DRAFT
    row = Course(slug=slug, title=title, audience="", withdrawn_at=now, state=draft)
    session.add(row)
    session.flush()
    return FilePlace(row.id, slug, title, COVER, COVER, None, None)


def begin_module(
    session: Session, place: FilePlace, *, slug: str, folder: Path, now: datetime
) -> FilePlace | None:
    """The row of a module that is not published yet; None where there is one of this name."""
    own = Module.course_id == place.course_id
    file = next_file(folder, slug)
    row = session.scalar(select(Module).where(own, Module.slug == slug))
    if file is None or (row is not None and is_in_use(session, row)):
        return None
    others = select(func.max(Module.position)).where(own, Module.slug != slug)
    last = session.scalar(others) or 0
    position = max(last + 1, int(file.name.partition("-")[0]))
    row = row or Module(course_id=place.course_id, slug=slug, withdrawn_at=now)
    row.file, row.position = f"{position:02}-{slug}.md", position
    session.add(row)
    session.flush()
    return FilePlace(place.course_id, place.course, place.title, row.file, slug, row.id, None)


def is_in_use(session: Session, row: Module) -> bool:
    """Was a module without a file ever published, or does anybody have a draft of it?"""
    drafts = select(LessonDraft.id).where(
        LessonDraft.course_id == row.course_id, LessonDraft.file_of == row.slug
    )
    return row.revision_id is not None or is_any(session, drafts)
