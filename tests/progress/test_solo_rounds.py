"""Whose round of a course that is read alone is recorded, and which round is it?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, Module, PersonRole, SoloAssignment, SoloRoundDone
from tandem.progress.rules.rounds import FIRST
from tandem.progress.solo_rounds import (
    end_rounds_alone,
    record_rounds_alone,
    roles_of,
    rounds_in,
)
from tandem.terms import Role
from tests.cast import NOW, House
from tests.lessons import finish, lesson, question, serve

LATER = NOW + timedelta(days=100)


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course for leaders, beside another one."""
    for slug in ("other", "leading"):
        course = Course(slug=slug, title=slug.title(), audience="leader")
        session.add(course)
        session.flush()
        serve(session, lesson(question("q1"), name=f"{slug}-1"), course_slug=slug)
    return course


def give(session: Session, cast: House, course: Course, **fields: object) -> None:
    """The leaders of the north were given a course."""
    facts = {"team_id": cast.north.id, "role": Role.LEADER, "time_zone": "UTC", "at": NOW, **fields}
    session.add(SoloAssignment(course_id=course.id, **facts))
    session.flush()


def recorded(session: Session) -> list[tuple[int, int, int]]:
    """The rounds on record: person, course, number."""
    rows = session.scalars(select(SoloRoundDone).order_by(SoloRoundDone.id))
    return [(row.person_id, row.course_id, row.number) for row in rows]


def test_a_round_is_recorded_of_each_of_these_people_who_has_completed_it(
    session: Session, cast: House, course: Course
) -> None:
    served = library(session).course("leading")
    for who in (cast.lee, cast.olga):
        finish(session, who, "leading-1")
    finish(session, cast.lia, "other-1")
    session.query(SoloRoundDone).delete()

    people = [cast.lee.id, cast.lia.id, cast.tess.id]
    for _ in range(2):
        record_rounds_alone(session, served, people=people, now=NOW)

    assert recorded(session) == [(cast.lee.id, course.id, 1)]
    record_rounds_alone(session, served, people=[], now=NOW)
    assert len(recorded(session)) == 1


def test_a_round_ends_in_the_course_of_the_module_that_was_completed(
    session: Session, cast: House, course: Course
) -> None:
    for slug in ("leading-1", "other-1"):
        finish(session, cast.lee, slug)
    session.query(SoloRoundDone).delete()
    module_id = session.scalars(select(Module.id).where(Module.slug == "leading-1")).one()

    end_rounds_alone(session, person_id=cast.lee.id, module_id=module_id, now=NOW)
    end_rounds_alone(session, person_id=cast.lee.id, module_id=0, now=NOW)

    assert recorded(session) == [(cast.lee.id, course.id, 1)]


def test_the_round_is_that_of_the_course_that_was_given(
    session: Session, cast: House, course: Course
) -> None:
    other = session.scalars(select(Course).where(Course.slug == "other")).one()
    give(session, cast, course)
    give(session, cast, other, renew_months=1)
    done = {"person_id": cast.lee.id, "number": 1, "finished_at": NOW}
    session.add(SoloRoundDone(course_id=other.id, **done))
    session.flush()

    def numbers(slug: str, *who: int) -> dict[int, int]:
        found = rounds_in(session, library(session).course(slug), people=who, now=LATER)
        return {person_id: round.number for person_id, round in found.items()}

    assert numbers("leading", cast.lee.id, cast.olga.id) == {cast.lee.id: FIRST.number}
    assert numbers("other", cast.lee.id, cast.lia.id) == {cast.lee.id: 2, cast.lia.id: 1}


def test_roles_are_read_of_these_people_alone(session: Session, cast: House) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.TRAINER))
    session.flush()

    assert roles_of(session, [cast.lee.id]) == {cast.lee.id: {Role.LEADER, Role.TRAINER}}
    assert set(roles_of(session, [cast.lee.id, cast.sam.id])) == {cast.lee.id, cast.sam.id}
