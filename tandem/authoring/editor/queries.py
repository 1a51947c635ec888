"""What lies on a trainer's desk: the file, the draft, and what others are at?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tandem.authoring.editor.noticing import Noticed, noticed
from tandem.authoring.publishing.actions import against_served
from tandem.authoring.publishing.queries import answered_ids
from tandem.content.files import translations, workshop
from tandem.content.files.filenames import in_language, named
from tandem.content.files.pictures import pictures_in
from tandem.content.files.workshop import COVER, WorkshopFile, is_cover
from tandem.content.lesson import Lesson, ModuleFile
from tandem.library.served import original_of, picture_addresses
from tandem.models import Course, CoursePicture, LessonDraft, Module, Person, Revision, Translation
from tandem.models.rows import first_of, is_any
from tandem.terms import Role
from tandem.together.tryout.view import Done, Tryout, tryout


@dataclass(frozen=True)
class FilePlace:
    """Where a text belongs: its course, and the file's name in the course's folder.

    `file_of` is the module's name, or course.md; `title` and `course_language` are the course's. A
    text in another language is called after its original (`engine.de`) and knows its file and
    revision.
    """

    course_id: int
    course: str
    title: str
    file: str
    file_of: str
    module_id: int | None
    revision_id: int | None
    language: str = ""
    original_file: str = ""
    original_id: int | None = None
    course_language: str = "en"

    @property
    def original(self) -> str:
        """The name of the original in addresses: the text's own where it is no translation."""
        return self.file_of.replace(f".{self.language}", "") if self.language else self.file_of


@dataclass(frozen=True)
class DraftText:
    """A text and what it began from; `saved_at` is when it was kept as a draft."""

    source: str
    base: str
    version: str
    saved_at: datetime | None


@dataclass(frozen=True)
class Other:
    """Another trainer who has a draft of the same file."""

    name: str
    saved_at: datetime


@dataclass(frozen=True)
class LastChange:
    """Who published the text that is in the file, and when; `name` is empty for the server."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """All that a trainer needs to write a file."""

    place: FilePlace
    file: WorkshopFile
    draft: DraftText | None
    others: tuple[Other, ...]
    last: LastChange | None
    read_only: bool
    # What a text begins with where it has no file: its original, or what was published last.
    original: str
    # The languages in which there is a file of this text, beside the course's own.
    languages: tuple[str, ...]

    @property
    def source(self) -> str:
        """The text to go on with."""
        return self.draft.source if self.draft else self.file.source or self.original

    @property
    def base(self) -> str:
        """What the file said when this text was begun."""
        return self.draft.base if self.draft else self.file.source

    @property
    def version(self) -> str:
        """The file's version when this text was begun."""
        return self.draft.version if self.draft else self.file.version

    @property
    def kept(self) -> str:
        """The draft that a page shows, by its hash."""
        return workshop.hash_of(self.draft.source) if self.draft else ""

    @property
    def is_gone(self) -> bool:
        """Was this published, and is its file no longer there?"""
        return self.place.revision_id is not None and self.file.version == workshop.ABSENT

    @property
    def has_moved(self) -> bool:
        """Has the file changed since the draft was begun?"""
        return self.draft is not None and self.file.is_other(
            version=self.draft.version, source=self.draft.source
        )


class Theirs(StrEnum):
    """What one's own text is put together with: the file, or a draft another page kept."""

    FILE = "file"
    DRAFT = "draft"


def theirs(desk: Desk, against: Theirs) -> DraftText:
    """The other text, and what it began from."""
    if against is Theirs.DRAFT and desk.draft:
        return desk.draft
    return DraftText(desk.file.source, desk.file.source, desk.file.version, saved_at=None)


def theirs_shown(desk: Desk, shown: str) -> DraftText | None:
    """The other text that was shown, by its hash; None where it has changed meanwhile."""
    both = (theirs(desk, Theirs.FILE), theirs(desk, Theirs.DRAFT))
    return next((text for text in both if workshop.hash_of(text.source) == shown), None)


def place(session: Session, *, course: str, module: str) -> FilePlace:
    """Where a text belongs. Raises NoResultFound."""
    name, language = named(module.removesuffix(".md")) if is_cover(module) else named(module)
    if is_cover(module):
        row = session.scalars(select(Course).where(Course.slug == course)).one()
        original = COVER if language else ""
        own = FilePlace(row.id, course, row.title, module, module, None, None, language, original)
        return replace(own, course_language=row.language)
    query = (
        select(Course, Module.file, Module.id, Module.revision_id)
        .join(Module, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == name)
    )
    row, file, module_id, revision_id = session.execute(query).one()
    place = FilePlace(row.id, course, row.title, file, module, module_id, revision_id)
    place = replace(place, course_language=row.language)
    if not language:
        return place
    return replace(
        place,
        file=in_language(file, language),
        module_id=None,
        revision_id=None,
        language=language,
        original_file=file,
        original_id=revision_id,
    )


def desk(
    session: Session, where: FilePlace, *, root: Path, person_id: int, read_only: bool
) -> Desk:
    """What lies on a trainer's desk for a file."""
    folder = root / where.course
    file = workshop.written(folder, where.file)
    own = draft_row(session, where, person_id=person_id)
    return Desk(
        place=where,
        file=file,
        draft=kept(own) if own and own.source != file.source else None,
        others=others(session, where, person_id=person_id, file=file),
        last=last_change(session, where, file),
        read_only=read_only,
        original=beginning(session, where, file, folder),
        languages=workshop.languages_of(folder, where.original_file or where.file),
    )


def beginning(session: Session, where: FilePlace, file: WorkshopFile, folder: Path) -> str:
    """What to begin with where there is no file."""
    if where.language:
        last = "" if file.version else last_translation(session, where)
        return last or workshop.written(folder, where.original_file).source
    if file.version or where.revision_id is None:
        return ""
    return workshop.plain(session.get_one(Revision, where.revision_id).source)


def last_translation(session: Session, where: FilePlace) -> str:
    """What was published last in a language; empty where nothing was."""
    query = published_sources(where).order_by(Translation.id.desc())
    return workshop.plain(source) if (source := first_of(session, query)) else ""


def was_published(session: Session, where: FilePlace, source: str) -> bool:
    """Is there a revision, or a translation of one, that says exactly this?"""
    kept = Translation.source if where.language else Revision.source
    return is_any(session, published_sources(where).where(kept == source))


def published_sources(where: FilePlace) -> Select[str]:
    """Every text that a module's file was published with, in the language of the place."""
    if not where.language:
        return select(Revision.source).where(Revision.module_id == where.module_id)
    of = select(Revision.module_id).where(Revision.id == where.original_id).scalar_subquery()
    return (
        select(Translation.source)
        .join(Revision, Revision.id == Translation.revision_id)
        .where(Revision.module_id == of, Translation.language == where.language)
    )


def draft_row(session: Session, where: FilePlace, *, person_id: int) -> LessonDraft | None:
    """The row of somebody's draft of a file."""
    query = select(LessonDraft).where(
        LessonDraft.person_id == person_id,
        LessonDraft.course_id == where.course_id,
        LessonDraft.file_of == where.file_of,
    )
    return session.scalars(query).one_or_none()


def kept(row: LessonDraft) -> DraftText:
    """A draft's row as its trainer sees it."""
    return DraftText(source=row.source, base=row.base, version=row.version, saved_at=row.saved_at)


def others(
    session: Session, where: FilePlace, *, person_id: int, file: WorkshopFile
) -> tuple[Other, ...]:
    """Who else has a draft of this file that differs from it, by surname."""
    query = (
        select(Person, LessonDraft.saved_at)
        .join(LessonDraft, LessonDraft.person_id == Person.id)
        .where(
            LessonDraft.course_id == where.course_id,
            LessonDraft.file_of == where.file_of,
            LessonDraft.person_id != person_id,
            LessonDraft.source != file.source,
        )
        .order_by(Person.folded_name, Person.id)
    )
    return tuple(Other(person.name, saved_at) for person, saved_at in session.execute(query))


def last_change(session: Session, where: FilePlace, file: WorkshopFile) -> LastChange | None:
    """Who published what the file says now; None where that was never published."""
    query = (
        select(Revision.published_at, Revision.source, Person)
        .outerjoin(Person, Person.id == Revision.published_by_id)
        .where(Revision.id == where.revision_id)
    )
    row = session.execute(query).one_or_none()
    if row is None or row[1] != file.published_as:
        return None
    published_at, _, person = row
    return LastChange(person.name if person else "", published_at)


@dataclass(frozen=True)
class Surroundings:
    """What a text is judged by beside itself: the images, what is served, and its answers."""

    addresses: dict[str, str]
    served: Lesson | None
    answered: frozenset[str]


def surroundings(session: Session, desk: Desk) -> Surroundings:
    """What is on record around a text. Up to four queries."""
    where = desk.place
    revision_id = where.revision_id if where.original_id is None else where.original_id
    return Surroundings(
        addresses=picture_addresses(session, where.course_id),
        served=None if revision_id is None else original_of(session, revision_id),
        answered=answered_ids(session, where.module_id) if where.module_id else frozenset(),
    )


@dataclass(frozen=True)
class Look:
    """What the checker says of a text, and how a role reads it; None where it cannot be shown."""

    checked: ModuleFile
    shown: Tryout | None
    noticed: Noticed | None


def look(
    desk: Desk,
    around: Surroundings,
    *,
    source: str,
    role: Role,
    play: Callable[[Lesson, Role], Done],
    names: tuple[str, ...] = (),
) -> Look:
    """Look at a text that nobody has published, played and marked as far as `play` says.

    Asks the database nothing, and may take a while.
    """
    folder, where = desk.file.path.parent, desk.place
    also = frozenset(around.addresses) if desk.read_only else frozenset()
    checked = workshop.checked(folder, where.file, source=source, also=also, names=names)
    shown_as = f"{folder.parent.name}/{folder.name}"
    if where.original_id is not None:
        file = f"{shown_as}/{where.file}"
        checked = translations.checked(checked, around.served, file=file)
    elif where.module_id is not None:
        checked = against_served(checked, around.served, around.answered, shown_as=shown_as)
    in_html = workshop.shown(checked, around.addresses)
    lesson = in_html.module
    shown = None
    if lesson is not None:
        shown = tryout(lesson, role, play(lesson, role), is_writer=True)
    seen = None
    if lesson is not None and where.original_id is None:
        seen = noticed(lesson, around.served, around.answered)
    return Look(replace(checked, problems=in_html.problems), shown, seen)


def known_pictures(session: Session, desk: Desk) -> dict[str, str]:
    """The images of a course, in the folder and in the database: path to hash."""
    query = select(CoursePicture).where(CoursePicture.course_id == desk.place.course_id)
    stored = {row.path: row.sha for row in session.scalars(query)}
    return {**stored, **pictures_in(desk.file.path.parent)}
