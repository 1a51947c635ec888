"""Which courses does somebody have before them, as the rows say, and what of them is certified?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, Pair, Publication, SoloAssignment, SoloRoundDone
from tandem.progress.certificates.queries import certifiable_alone
from tandem.progress.seat_courses import OwnCourse, courses_alone, open_seats
from tandem.terms import CourseState, PairState, Role, Step
from tests.cast import NOW, House
from tests.lessons import do, finish, give, lesson, question, serve

LATER = NOW + timedelta(days=100)


def served(session: Session, slug: str, audience: str = "leader", **fields: Any) -> Course:
    """A course of two modules that are named after it."""
    session.add(Course(slug=slug, title=slug.title(), audience=audience, **fields))
    session.flush()
    modules = [lesson(question("q1"), name=f"{slug}-{number}") for number in (1, 2)]
    return serve(session, *modules, course_slug=slug)


def alone(session: Session, cast: House, *roles: Role) -> tuple[OwnCourse, ...]:
    """What Lee reads alone."""
    courses = library(session).courses
    return courses_alone(session, courses, [], person_id=cast.lee.id, roles=set(roles), now=NOW)


def test_a_course_that_is_withdrawn_from_everybody_has_no_seats(
    session: Session, cast: House
) -> None:
    course = served(session, "teaming", "rep,support")
    give(session, course, cast.south)
    before = open_seats(session, library(session), cast.otto.id, now=NOW)
    course.withdrawn_at = NOW
    session.add(Publication(at=NOW))
    session.commit()

    assert [seat.course_id for seat in before] == [course.id]
    assert open_seats(session, library(session), cast.otto.id, now=NOW) == []


@pytest.mark.parametrize(
    ("state", "has_begun", "offered"),
    [
        (CourseState.OPEN, False, True),
        (CourseState.ARCHIVED, False, False),
        (CourseState.ARCHIVED, True, True),
    ],
)
def test_an_archived_course_for_one_goes_on_for_whoever_has_begun_it_alone(
    session: Session, cast: House, state: CourseState, has_begun: bool, offered: bool
) -> None:
    served(session, "leading", state=state)
    if has_begun:
        do(session, cast.lee, Step.READ, "leading-2")

    assert len(alone(session, cast, Role.LEADER)) == offered


def test_an_archived_course_that_runs_is_begun_before_there_is_a_partner(
    session: Session, cast: House
) -> None:
    give(session, served(session, "teaming", "rep,support", state=CourseState.ARCHIVED), cast.south)
    session.query(Pair).filter(Pair.id == cast.other_pair.id).update({"state": PairState.ENDED})
    session.commit()

    courses = courses_alone(
        session, library(session).courses, [], person_id=cast.otto.id, roles={Role.REP}, now=NOW
    )

    assert [course.is_waiting for course in courses] == [True]


def test_what_is_begun_without_a_partner_is_not_certified_as_a_course_for_one(
    session: Session, cast: House
) -> None:
    give(session, served(session, "teaming", "rep,support"), cast.south)
    session.query(Pair).filter(Pair.id == cast.other_pair.id).update({"state": PairState.ENDED})
    finish(session, cast.otto, "teaming-1")

    assert certifiable_alone(session, cast.otto.id, roles={Role.REP}, now=NOW) == ()


def test_a_course_begun_anew_can_be_certified_beside_one_that_is_in_its_first_round(
    session: Session, cast: House
) -> None:
    again, first = served(session, "again"), served(session, "first")
    whose = {"team_id": cast.north.id, "person_id": cast.lee.id, "time_zone": "UTC", "at": NOW}
    for course in (again, first):
        session.add(SoloAssignment(course_id=course.id, renew_months=1, **whose))
    for number in (1, 2):
        finish(session, cast.lee, f"again-{number}")
    assert session.query(SoloRoundDone).count() == 1

    found = certifiable_alone(session, cast.lee.id, roles={Role.LEADER}, now=LATER)

    rounds = {own.course.slug: own.done and own.done.round for own in found}
    assert rounds == {"again": 1, "first": None}
