"""Which files are somebody's drafts, to be laid into the folder of courses?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.files.filenames import in_language, named
from tandem.models import Course, CoursePicture, LessonDraft, Module, Picture


@dataclass(frozen=True)
class Parcel:
    """A course's drafts as files to lay into the folder of courses: (path, content)."""

    course: str
    files: tuple[tuple[str, bytes], ...]


def parcel(session: Session, *, course: str, root: Path, person_id: int) -> Parcel:
    """Somebody's drafts of a course, and the images they show that are not in the folder.

    Raises NoResultFound.
    """
    row = session.scalars(select(Course).where(Course.slug == course)).one()
    names = dict(
        session.execute(select(Module.slug, Module.file).where(Module.course_id == row.id)).all()
    )
    query = (
        select(LessonDraft)
        .where(LessonDraft.course_id == row.id, LessonDraft.person_id == person_id)
        .order_by(LessonDraft.file_of)
    )
    drafts = session.scalars(query).all()
    texts = [(file_called(draft.file_of, names), draft.source) for draft in drafts]
    pictures = shown_pictures(session, row.id, root / course, [text for _, text in texts])
    files = [(f"{course}/{name}", text.encode()) for name, text in texts]
    return Parcel(course, (*files, *((f"{course}/{path}", data) for path, data in pictures)))


def file_called(file_of: str, names: Mapping[str, str]) -> str:
    """The file of a draft; `names` are the modules' files in the course's own language."""
    name, language = named(file_of)
    if language and name in names:
        return in_language(names[name], language)
    return names.get(file_of, file_of)


def shown_pictures(
    session: Session, course_id: int, folder: Path, texts: list[str]
) -> list[tuple[str, bytes]]:
    """The images of a course that these texts name and its folder lacks."""
    query = (
        select(CoursePicture.path, Picture.content)
        .join(Picture, Picture.sha == CoursePicture.sha)
        .where(CoursePicture.course_id == course_id)
        .order_by(CoursePicture.path)
    )
    return [
        (path, content)
        for path, content in session.execute(query)
        if any(path in text for text in texts) and not (folder / path).is_file()
    ]
