"""Who of a team is listed in which course for one, and how far does it say that they are?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse
from tandem.models import (
    Course,
    Person,
    PersonRole,
    Publication,
    SoloAssignment,
)
from tandem.progress.given_alone import GivenAlone
from tandem.progress.pair_courses import OwnModule
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.solo.queries import SoloRow, courses_for_one, solo_row, solo_rows
from tandem.terms import CourseState, Role
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve
from tests.plain_courses import COURSE, DONE, OPEN, half, served

LATE = half(finished=9)
DUE = NOW.date()


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course of two modules for leaders, which Lee was given."""
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    modules = [lesson(question("q1"), name=name, title=name) for name in ("position", "second")]
    course = serve(session, *modules, course_slug="leading")
    facts = {"team_id": cast.north.id, "person_id": cast.lee.id, "time_zone": "UTC", "at": NOW}
    session.add(SoloAssignment(course_id=course.id, **facts))
    session.commit()
    return course


def line(*halves: HalfInPair, days: int = 0, course: ServedCourse = COURSE) -> SoloRow:
    """Sam's line in a course that was due today, so many days from now."""
    modules = tuple(OwnModule(served(number), own) for number, own in enumerate(halves))
    given = GivenAlone(1, 1, course.id, 1, frozenset(), DUE, "UTC", True, NOW)
    person = Person(id=1, given_name="Sam", surname="Adeyemi")
    return solo_row(person, course, given, modules, now=NOW + timedelta(days=days))


@pytest.mark.parametrize(
    ("halves", "days"),
    [((), None), ((OPEN,), None), ((DONE, OPEN), None), ((DONE,), 0), ((LATE, DONE), 9)],
)
def test_a_course_for_one_is_finished_with_the_last_of_its_modules(
    halves: tuple[HalfInPair, ...], days: int | None
) -> None:
    assert line(*halves).finished_at == (None if days is None else NOW + timedelta(days=days))


@pytest.mark.parametrize(
    ("halves", "days", "overdue"),
    [((DONE, OPEN), 0, False), ((DONE, OPEN), 1, True), ((DONE, LATE), 20, False)],
)
def test_a_course_for_one_is_overdue_after_its_day_as_long_as_something_is_open(
    halves: tuple[HalfInPair, ...], days: int, overdue: bool
) -> None:
    assert line(*halves, days=days).is_overdue is overdue


@pytest.mark.parametrize(
    ("state", "offered"),
    [(CourseState.OPEN, True), (CourseState.ARCHIVED, True), (CourseState.DRAFT, False)],
)
def test_a_draft_is_no_course_that_is_given_to_one(
    session: Session, course: Course, state: CourseState, offered: bool
) -> None:
    course.state = state
    session.add(Publication(at=NOW))
    session.commit()

    assert [one.slug for one in courses_for_one(session)] == ["leading"] * offered


def test_who_has_lost_the_role_that_a_course_is_for_is_not_listed_in_it(
    session: Session, cast: Cast, course: Course
) -> None:
    before = solo_rows(session, cast.north.id, now=NOW)
    session.execute(delete(PersonRole).where(PersonRole.person_id == cast.lee.id))
    session.add(PersonRole(person_id=cast.lee.id, role=Role.TRAINER))
    session.commit()

    assert [row.person.id for row in before] == [cast.lee.id]
    assert solo_rows(session, cast.north.id, now=NOW) == []
