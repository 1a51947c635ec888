"""What has each half of a course to read: how much, how hard, and how long does it take?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.content.face import reading_for
from tandem.content.lesson import EVERYBODY, CourseFolder, Lesson, ModuleFile
from tandem.content.minutes import measured, minutes_of, number_of_words
from tandem.content.readability import grade
from tandem.terms import SEATS, Role

# A face may be so much longer than its mirror.
A_FIFTH = 1.2
HARDEST = 8


@dataclass(frozen=True)
class Face:
    """What one role reads in a module: words of its own face, the grade of all of it, and the
    minutes that its words and questions take."""

    role: Role
    words: int
    grade: float | None
    takes: float

    @property
    def is_hard(self) -> bool:
        """Is it harder to read than a lesson should be?"""
        return self.grade is not None and self.grade > HARDEST


@dataclass(frozen=True)
class ReadingRow:
    """A module: the words for everybody, its faces, and its minutes, said and for two."""

    name: str
    words: int
    faces: tuple[Face, ...]
    minutes: int
    for_two: int

    @property
    def is_uneven(self) -> bool:
        """Is one face more than a fifth longer than its mirror?"""
        own = [face.words for face in self.faces if face.role in SEATS]
        return bool(own) and max(own) > A_FIFTH * min(own)


@dataclass(frozen=True)
class ReadTable:
    """A course in one language. `left_out` are files that could not be read."""

    course: str
    language: str
    modules: tuple[ReadingRow, ...]
    left_out: tuple[str, ...]


def read_tables(courses: Iterable[CourseFolder]) -> list[ReadTable]:
    """A table for each course and language."""
    tables = []
    for course in courses:
        roles = tuple(role for role in Role if role in course.audience)
        files: dict[str, list[ModuleFile]] = {}
        for file in course.modules:
            files.setdefault(file.language or course.language, []).append(file)
        for language, modules in files.items():
            tables.append(
                ReadTable(
                    course.shown_as or course.id,
                    language,
                    tuple(
                        read_row(file.name, file.module, roles, language)
                        for file in modules
                        if file.module
                    ),
                    tuple(file.name for file in modules if file.module is None),
                )
            )
    return tables


def read_row(name: str, lesson: Lesson, roles: tuple[Role, ...], language: str) -> ReadingRow:
    """The line of one module."""
    everybody = [s.text for s in lesson.sections if s.roles == EVERYBODY and not s.scenes]
    for_two = [minutes_of(lesson, role).together for role in roles if role in SEATS]
    return ReadingRow(
        name=name.removesuffix(".md"),
        words=sum(map(number_of_words, everybody)),
        faces=tuple(face_of(lesson, role, language) for role in roles),
        minutes=lesson.minutes,
        for_two=max(for_two, default=0),
    )


def face_of(lesson: Lesson, role: Role, language: str) -> Face:
    """What one role reads."""
    sections = reading_for(lesson, role)
    own = [section.text for section in sections if section.roles != EVERYBODY]
    return Face(
        role=role,
        words=sum(map(number_of_words, own)),
        grade=grade("\n\n".join(section.text for section in sections), language),
        takes=sum(measured(lesson, role).values()),
    )
