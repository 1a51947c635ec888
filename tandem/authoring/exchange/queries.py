"""What did a trainer hand in, and what of a course can be taken along?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.files.folder import read_course
from tandem.content.formats.exporter import gift
from tandem.content.lesson import ModuleFile, Problem
from tandem.models import Upload


@dataclass(frozen=True)
class HandedIn:
    """A file that waits to be taken over: its name, its bytes, and the course it goes into."""

    token: str
    name: str
    into: str
    content: bytes


def handed_in(session: Session, token: str, *, person_id: int) -> HandedIn:
    """What this person handed in. Raises NoResultFound, also where it is somebody else's."""
    query = select(Upload).where(Upload.token == token, Upload.person_id == person_id)
    row = session.scalars(query).one()
    return HandedIn(row.token, row.name, row.into_course, row.content)


def courses_in(root: Path) -> list[str]:
    """The names of the courses that lie in the folder."""
    if not root.is_dir():
        return []
    return sorted(path.name for path in root.iterdir() if (path / "course.md").is_file())


@dataclass(frozen=True)
class Takeable:
    """A module that can be taken along: its GIFT text, and what that cannot say.

    `text` is empty where the module's file has an error, and the title is then the file's name, in
    no language.
    """

    id: str
    title: str
    language: str
    text: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class TakeableCourse:
    """A course that can be taken along."""

    slug: str
    title: str
    language: str
    modules: tuple[Takeable, ...]


def takeable(folder: Path) -> TakeableCourse:
    """What of the course in this folder can be taken along."""
    course = read_course(folder, shown_as=folder.name)
    modules = (takeable_module(file, folder) for file in course.modules if file.is_own_of(course))
    return TakeableCourse(folder.name, course.title, course.language, tuple(modules))


def takeable_module(file: ModuleFile, folder: Path) -> Takeable:
    """A module in GIFT."""
    lesson = file.sound_lesson
    if lesson is None:
        return Takeable(file.id, file.name, "", "", file.problems)
    exported = gift(lesson, file=f"{folder.name}/{file.name}")
    return Takeable(file.id, lesson.title, lesson.language, exported.text, exported.problems)
