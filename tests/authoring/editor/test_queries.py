"""Which text belongs where, whose drafts are found, and what was published of it before?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.editor import queries
from tandem.authoring.editor.queries import FilePlace, LastChange, Other
from tandem.content.files.workshop import ABSENT, WorkshopFile, plain
from tandem.models import (
    Course,
    CoursePicture,
    LessonDraft,
    Module,
    Person,
    Picture,
    Revision,
    Translation,
)
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve

HOUR = timedelta(hours=1)
GONE = WorkshopFile(Path("teaming/01-engine.md"), "", ABSENT)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course of two modules, and another course with modules of the same names."""
    serve(session, lesson(name="engine"), lesson(name="brake"), course_slug="other")
    return serve(session, lesson(name="engine"), lesson(name="brake"))


def place(session: Session, module: str = "engine", course: str = "teaming") -> FilePlace:
    """Where a text belongs."""
    return queries.place(session, course=course, module=module)


def keep(session: Session, who: Person, where: FilePlace, **fields: Any) -> LessonDraft:
    """Somebody has a draft of a file."""
    row = LessonDraft(
        **{
            "person_id": who.id, "course_id": where.course_id, "file_of": where.file_of,
            "source": f"{who.given_name}'s text", "base": "", "version": "", "tab": "",
            "saved_at": NOW, **fields,
        }
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def publish(session: Session, where: FilePlace, source: str, **fields: Any) -> Revision:
    """The module has one more revision, which is served."""
    module = session.get_one(Module, where.module_id)
    before = session.get_one(Revision, module.revision_id)
    numbers = select(Revision.number).where(Revision.module_id == module.id)
    row = Revision(
        module_id=module.id, number=max(session.scalars(numbers)) + 1, edition=1, source=source,
        sha="", lesson=before.lesson, published_at=NOW + HOUR, **fields,
    )  # fmt: skip
    session.add(row)
    session.flush()
    module.revision_id = row.id
    session.flush()
    return row


def translate(session: Session, where: FilePlace, source: str, language: str = "de") -> None:
    """The revision of a place is published in another language."""
    row = Translation(
        revision_id=where.revision_id, language=language, source=source, sha="", lesson=b"",
        published_at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()


def test_a_text_belongs_to_the_module_of_that_name_in_its_course(
    session: Session, course: Course
) -> None:
    query = select(Module).where(Module.course_id == course.id).order_by(Module.position)
    engine, brake = session.scalars(query).all()

    own = {"course_id": course.id, "course": "teaming", "title": course.title}
    assert place(session, "brake") == FilePlace(
        **own, file=brake.file, file_of="brake", module_id=brake.id, revision_id=brake.revision_id
    )
    assert place(session, "engine.de") == FilePlace(
        **own, file="01-engine.de.md", file_of="engine.de", module_id=None, revision_id=None,
        language="de", original_file=engine.file, original_id=engine.revision_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "language", "original_file"),
    [("course.md", "", ""), ("course.de.md", "de", "course.md")],
)
def test_a_cover_belongs_to_its_course_and_to_no_module(
    session: Session, course: Course, name: str, language: str, original_file: str
) -> None:
    assert place(session, name) == FilePlace(
        course.id, "teaming", course.title, name, name, None, None, language, original_file
    )


@pytest.mark.parametrize(
    ("course_slug", "module"),
    [("nowhere", "course.md"), ("nowhere", "engine"), ("teaming", "clutch"), ("teaming", "x.de")],
)
def test_a_text_of_nothing_that_is_there_has_no_place(
    session: Session, course: Course, course_slug: str, module: str
) -> None:
    with pytest.raises(NoResultFound):
        place(session, module, course_slug)


def test_a_draft_is_that_of_this_person_of_this_file_in_this_course(
    session: Session, cast: Cast, course: Course
) -> None:
    where = place(session)
    keep(session, cast.ada, where)
    keep(session, cast.tess, place(session, "brake"))
    keep(session, cast.tess, place(session, "engine.de"))
    keep(session, cast.tess, place(session, "engine", "other"))
    assert queries.draft_row(session, where, person_id=cast.tess.id) is None

    own = keep(session, cast.tess, where)

    assert queries.draft_row(session, where, person_id=cast.tess.id) is own


def test_other_trainers_drafts_of_the_file_are_named_by_surname_where_they_differ_from_it(
    session: Session, cast: Cast, course: Course
) -> None:
    where, file = place(session), WorkshopFile(Path("x"), "in the file", "1")
    keep(session, cast.tess, where)
    keep(session, cast.olga, where, saved_at=NOW + HOUR)
    keep(session, cast.ada, where)
    keep(session, cast.sam, where, source="in the file")
    keep(session, cast.lee, place(session, "brake"))
    keep(session, cast.sue, place(session, "engine", "other"))

    assert queries.others(session, where, person_id=cast.ada.id, file=file) == (
        Other("Olga Ito", NOW + HOUR),
        Other("Tess Novak", NOW),
    )


@pytest.mark.parametrize(("by", "name"), [("tess", "Tess Novak"), ("", "")])
def test_the_last_change_is_who_published_what_the_file_says_now(
    session: Session, cast: Cast, course: Course, by: str, name: str
) -> None:
    publish(session, place(session), "older", published_by_id=cast.ada.id)
    by_id = getattr(cast, by).id if by else None
    publish(session, place(session), "in the file", published_by_id=by_id)
    where = place(session)

    def last(published_as: str, where: FilePlace = where) -> LastChange | None:
        file = WorkshopFile(Path("x"), published_as, "1", published_as)
        return queries.last_change(session, where, file)

    assert last("in the file") == LastChange(name, NOW + HOUR)
    assert last("older") is None
    assert last("in the file", place(session, "brake")) is None
    assert last("in the file", place(session, "course.md")) is None


def test_what_was_published_of_a_module_is_known_in_its_own_language_alone(
    session: Session, course: Course
) -> None:
    publish(session, place(session), "first")
    translate(session, place(session), "erstens")
    publish(session, place(session), "second")
    publish(session, place(session, "brake"), "of the brake")
    translate(session, place(session, "brake"), "von der Bremse")
    translate(session, place(session), "premièrement", "fr")
    engine, german = place(session), place(session, "engine.de")

    for source in ("first", "second"):
        assert queries.was_published(session, engine, source)
        assert not queries.was_published(session, german, source)
    assert queries.was_published(session, german, "erstens")
    for other in ("of the brake", "von der Bremse", "premièrement", ""):
        assert not queries.was_published(session, german, other)
    assert not queries.was_published(session, engine, "erstens")
    assert not queries.was_published(session, engine, "of the brake")


def test_a_text_without_a_file_begins_with_what_was_published_last(
    session: Session, course: Course, tmp_path: Path
) -> None:
    publish(session, place(session), "first")
    translate(session, place(session), "erstens")
    translate(session, place(session), "erstens, besser")
    translate(session, place(session), "premièrement", "fr")
    publish(session, place(session), "second")
    (tmp_path / "01-engine.md").write_text("in the file")
    there = WorkshopFile(Path("x"), "there", "1")

    def begins(name: str, file: WorkshopFile = GONE) -> str:
        return plain(queries.beginning(session, place(session, name), file, tmp_path)).strip()

    assert begins("engine") == "second"
    assert begins("engine", there) == ""
    assert begins("engine.de") == "erstens, besser"
    assert begins("engine.de", there) == "in the file"
    assert begins("engine.it") == "in the file"
    assert begins("course.md") == ""


def test_a_desk_shows_ones_own_draft_where_it_says_something_else_than_the_file(
    session: Session, cast: Cast, course: Course, tmp_path: Path
) -> None:
    folder = tmp_path / course.slug
    folder.mkdir()
    for name in ("01-engine.md", "01-engine.de.md", "01-engine.fr.md", "02-brake.it.md"):
        (folder / name).write_text("in the file\n", encoding="utf-8")
    where, tess = place(session), cast.tess.id

    def desk(where: FilePlace = where) -> queries.Desk:
        return queries.desk(session, where, root=tmp_path, person_id=tess, read_only=False)

    assert (desk().draft, desk().source) == (None, "in the file\n")
    keep(session, cast.ada, where)
    assert desk().draft is None
    own = keep(session, cast.tess, where, base="before", version="1")
    assert desk().draft == queries.DraftText("Tess's text", "before", "1", NOW)
    assert desk().others == (Other("Ada Lind", NOW),)
    own.source = "in the file\n"
    session.flush()
    assert desk().draft is None
    assert desk().languages == desk(place(session, "engine.de")).languages == ("de", "fr")


def test_the_known_images_are_those_of_the_course(
    session: Session, cast: Cast, course: Course, tmp_path: Path
) -> None:
    other = place(session, course="other")
    for row, name in ((course.id, "a"), (other.course_id, "b")):
        session.add(Picture(sha=name, media_type="image/png", content=b""))
        session.flush()
        session.add(CoursePicture(course_id=row, path=f"images/{name}.png", sha=name))
    session.flush()
    own = queries.desk(
        session, place(session), root=tmp_path, person_id=cast.tess.id, read_only=False
    )

    assert queries.known_pictures(session, own) == {"images/a.png": "a"}
