"""What will be published? Read, checked and rendered before anything is written.

All that takes time happens here, and it asks the database nothing: nobody who writes waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tandem.authoring.publishing.queries import OnRecord
from tandem.content import text_process
from tandem.content.files import bounded_reader
from tandem.content.files.folder import page_addresses, read_courses
from tandem.content.lesson import CourseFolder, Cover, Lesson, ModuleFile
from tandem.content.text_process import UnfinishedError
from tandem.library.served import address_of


@dataclass(frozen=True)
class PreparedCourse:
    """A course's folder, the lessons of its new sound files in HTML by file, and its covers.

    `cover` is the HTML of the course's own language, `covers` holds the others' by language.
    """

    folder: CourseFolder
    lessons: Mapping[str, Lesson]
    cover: str
    covers: Mapping[str, str]


@dataclass(frozen=True)
class Prepared:
    """Every course as it will be served, and what was on record when that was found out."""

    courses: tuple[PreparedCourse, ...]
    on_record: OnRecord


def prepare(root: Path, on_record: OnRecord, names: tuple[str, ...] = ()) -> Prepared:
    """Read and render what lies in a folder of courses and is not on record."""
    folders = read_courses(root, known=on_record.known, names=names)
    return Prepared(tuple(prepared(folder, on_record) for folder in folders), on_record)


def prepared(folder: CourseFolder, on_record: OnRecord) -> PreparedCourse:
    """A course with its lessons and covers in HTML. What cannot be rendered has an error more."""
    pictures = {picture.path: address_of(picture.content) for picture in folder.pictures}
    kept = on_record.pictures.get(folder.id, {})
    addresses = {**page_addresses(folder), **kept, **pictures}
    shown = text_process.for_each(
        lambda file: in_html(file, addresses, shown_as=folder.shown_as), folder.modules
    )
    lessons = {file.name: lesson for file, lesson in shown if lesson is not None}
    whole = replace(folder, modules=tuple(file for file, _ in shown))
    return with_covers(PreparedCourse(whole, lessons, "", {}), addresses)


def in_html(
    file: ModuleFile, addresses: Mapping[str, str], *, shown_as: str
) -> tuple[ModuleFile, Lesson | None]:
    """A module's file and its lesson in HTML; none where it is on record or has an error."""
    lesson = file.sound_lesson
    if lesson is None:
        return file, None
    try:
        size = len(file.source)
        return file, bounded_reader.shown(lesson, addresses=addresses, size=size)
    except UnfinishedError as error:
        fault = bounded_reader.problem_of(error, f"{shown_as}/{file.name}")
        return replace(file, problems=tuple(sorted([*file.problems, fault]))), None


def with_covers(course: PreparedCourse, addresses: Mapping[str, str]) -> PreparedCourse:
    """The course with its covers in HTML. One that cannot be rendered has an error, and is none."""
    folder, faults = course.folder, []
    covers: dict[str, str] = {}
    for cover in (Cover("", folder.title, folder.summary, folder.cover), *folder.covers):
        try:
            covers[cover.language] = bounded_reader.shown_text(cover.cover, addresses=addresses)
        except UnfinishedError as error:
            name = f"course.{cover.language}.md" if cover.language else "course.md"
            faults.append(bounded_reader.problem_of(error, f"{folder.shown_as}/{name}"))
    sound = tuple(cover for cover in folder.covers if cover.language in covers)
    problems = tuple(sorted([*folder.problems, *faults]))
    return replace(
        course,
        folder=replace(folder, covers=sound, problems=problems),
        cover=covers.pop("", ""),
        covers=covers,
    )
