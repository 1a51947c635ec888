"""What is taught: published courses, modules, revisions and pictures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, json_text, name, to
from tandem.terms import CourseState


class Publication(Base):
    """One act of publishing. The highest id tells every worker whether its library is current."""

    __tablename__ = "publication"

    id: Mapped[intpk]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = to("person.id", index=False)


class Course(Base):
    """A published course: its folder's name and its cover."""

    __tablename__ = "course"

    id: Mapped[intpk]
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[name]
    summary: Mapped[str] = mapped_column(default="")
    cover: Mapped[str] = mapped_column(default="")
    # What it asks at its start, its end and after 90 days, as JSON; empty where it asks nothing.
    pulse: Mapped[json_text] = mapped_column(default="", server_default="")
    # Role names, separated by commas.
    audience: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(16), default="en")
    # What the checker said about course.md and the files, as JSON.
    problems: Mapped[json_text] = mapped_column(default="[]")
    withdrawn_at: Mapped[datetime | None]
    state: Mapped[CourseState] = mapped_column(
        enum_column(CourseState, "course_state", checked=False),
        default=CourseState.OPEN,
        server_default=CourseState.OPEN.value,
    )


class CourseChange(Base):
    """A trainer opened a course for assigning, or archived it. Append-only."""

    __tablename__ = "course_change"

    id: Mapped[intpk]
    course_id: Mapped[int] = to("course.id")
    state: Mapped[CourseState] = mapped_column(enum_column(CourseState, "course_changed_to"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = to("person.id", index=False)


class Module(Base):
    """A module of a course and the revision that is served now."""

    __tablename__ = "module"

    id: Mapped[intpk]
    course_id: Mapped[int] = to("course.id")
    slug: Mapped[str] = mapped_column(String(120))
    file: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    revision_id: Mapped[int | None] = to(
        "revision.id", index=False, use_alter=True, name="fk_module_revision_id"
    )
    # What the checker said about the file as it is now, as JSON: the revision served may be older.
    problems: Mapped[json_text] = mapped_column(default="[]")
    # The fingerprint of the file that was checked last.
    checked_sha: Mapped[str] = mapped_column(String(64), default="")
    # Since when the file has an error; None where it is sound.
    broken_since: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("course_id", "slug"),)


class Revision(Base):
    """One published text of a module, never changed. `lesson` is `content.stored` JSON as HTML."""

    __tablename__ = "revision"

    id: Mapped[intpk]
    module_id: Mapped[int] = to("module.id")
    number: Mapped[int]
    edition: Mapped[int]
    source: Mapped[str]
    sha: Mapped[str] = mapped_column(String(64))
    lesson: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = to("person.id", index=False)

    __table_args__ = (UniqueConstraint("module_id", "number"),)


class ModuleTranslation(Base):
    """A module's file in another language, and what the checker said about it."""

    __tablename__ = "module_translation"

    id: Mapped[intpk]
    module_id: Mapped[int] = to("module.id")
    language: Mapped[str] = mapped_column(String(16))
    file: Mapped[str] = mapped_column(String(200))
    problems: Mapped[json_text] = mapped_column(default="[]")
    checked_sha: Mapped[str] = mapped_column(String(64), default="")
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("module_id", "language"),)


class Translation(Base):
    """A revision in another language, never changed: the newest one of a language is served.

    What people do is recorded for the revision, whichever language they read.
    """

    __tablename__ = "translation"

    id: Mapped[intpk]
    revision_id: Mapped[int] = to("revision.id")
    language: Mapped[str] = mapped_column(String(16))
    source: Mapped[str]
    sha: Mapped[str] = mapped_column(String(64))
    lesson: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = to("person.id", index=False)


class CourseTranslation(Base):
    """A course's cover in another language."""

    __tablename__ = "course_translation"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[name]
    summary: Mapped[str] = mapped_column(default="")
    cover: Mapped[str] = mapped_column(default="")
    pulse: Mapped[json_text] = mapped_column(default="", server_default="")


class Picture(Base):
    """An image, named by the hash of its bytes."""

    __tablename__ = "picture"

    sha: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(60))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CoursePicture(Base):
    """Which image a course shows under which path."""

    __tablename__ = "course_picture"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha: Mapped[str] = mapped_column(ForeignKey("picture.sha"))


class LessonDraft(Base):
    """A text that a trainer has under way, kept until it is published or thrown away.

    `file_of` is the module's slug, or course.md. `base` is the file's text when the draft began,
    `version` the hash of that file; `tab` is the hash of the form that kept it last.
    """

    __tablename__ = "lesson_draft"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    course_id: Mapped[int] = to("course.id")
    file_of: Mapped[str] = mapped_column(String(120))
    source: Mapped[str]
    base: Mapped[str]
    version: Mapped[str] = mapped_column(String(64))
    tab: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "file_of"),)
