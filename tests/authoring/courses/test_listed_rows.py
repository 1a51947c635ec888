"""Which courses and modules does a trainer's list have, in which order, and whose drafts?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.courses.queries import ListedCourse, listed_courses
from tandem.content.files.workshop import COVER
from tandem.models import Course, LessonDraft, Module, Person
from tests.cast import NOW, House
from tests.lessons import lesson, serve


@pytest.fixture
def courses(session: Session, cast: House) -> list[Course]:
    """Two courses of one title; the second begins with a module of the same name."""
    first = serve(session, lesson(name="second"), lesson(name="engine"))
    return [first, serve(session, lesson(name="engine"), course_slug="another")]


def draft(session: Session, who: Person, course: Course, file_of: str) -> None:
    """Somebody has a text under way."""
    facts = {"person_id": who.id, "course_id": course.id, "file_of": file_of}
    session.add(LessonDraft(**facts, source="", base="", version="", tab="", saved_at=NOW))
    session.flush()


def listed(session: Session, folder: Path, who: Person) -> list[ListedCourse]:
    """The list as somebody sees it."""
    return listed_courses(session, root=folder, person_id=who.id)


def test_courses_stand_by_title_and_modules_in_their_place(
    session: Session, cast: House, courses: list[Course], tmp_path: Path
) -> None:
    first, second = courses
    shown = listed(session, tmp_path, cast.tess)
    second.title = "A first title"
    session.flush()
    again = listed(session, tmp_path, cast.tess)

    assert [course.slug for course in shown] == [first.slug, second.slug]
    assert [course.slug for course in again] == [second.slug, first.slug]
    assert [module.slug for module in shown[0].modules] == ["second", "engine"]


def test_writers_are_named_by_surname_at_their_own_file_and_a_course_has_ones_own_drafts(
    session: Session, cast: House, courses: list[Course], tmp_path: Path
) -> None:
    first, second = courses
    for who, course, file_of in (
        (cast.tess, first, "engine"), (cast.tess, first, COVER), (cast.ada, first, "engine"),
        (cast.ada, second, "engine"),
    ):  # fmt: skip
        draft(session, who, course, file_of)

    teaming, another = listed(session, tmp_path, cast.tess)

    assert [module.writers for module in teaming.modules] == [(), ("Ada Lind", "Tess Novak")]
    assert [module.writers for module in another.modules] == [("Ada Lind",)]
    assert (teaming.writers, another.writers) == (("Tess Novak",), ())
    assert (teaming.has_drafts, another.has_drafts) == (True, False)
    assert [course.has_drafts for course in listed(session, tmp_path, cast.ada)] == [True, True]


def test_a_course_or_module_that_was_withdrawn_is_listed_and_not_served(
    session: Session, cast: House, courses: list[Course], tmp_path: Path
) -> None:
    first, second = courses
    second.withdrawn_at = NOW
    of_first = select(Module).where(Module.course_id == first.id)
    gone = session.scalars(of_first.order_by(Module.position)).all()[0]
    gone.withdrawn_at = NOW
    session.flush()

    teaming, another = listed(session, tmp_path, cast.tess)

    assert (teaming.is_served, another.is_served) == (True, False)
    assert [module.is_served for module in teaming.modules] == [False, True]
    assert (teaming.is_empty, another.is_empty) == (False, True)
