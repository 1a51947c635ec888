"""Whom does a course for one reach, as the rows say?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course, Person, PersonRole, SoloAssignment, SoloRoundDone, TeamMember
from tandem.progress.given_alone import given_alone
from tandem.progress.rules.rounds import Round
from tandem.terms import Role
from tests.cast import NOW, House


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course for leaders, which two teams have given to all of them; Lee leads the north, Lia
    with him, Olga the south."""
    course = Course(slug="leading", title="Positioning", audience="leader,trainer")
    session.add(course)
    session.flush()
    for team in (cast.north, cast.south):
        give(session, course, team.id, role=Role.LEADER)
    return course


def give(session: Session, course: Course, team_id: int, **whom: Any) -> None:
    """A team has given the course."""
    facts = {"team_id": team_id, "time_zone": "UTC", "at": NOW, **whom}
    session.add(SoloAssignment(course_id=course.id, **facts))
    session.flush()


def reached(session: Session, **asked: Any) -> list[str]:
    """Whom it reaches, by given name."""
    found = given_alone(session, now=NOW, **asked)
    return sorted(session.get_one(Person, given.person_id).given_name for given in found)


def test_a_course_for_one_reaches_who_leads_the_team(
    session: Session, cast: House, course: Course
) -> None:
    assert reached(session) == ["Lee", "Lia", "Olga"]
    assert reached(session, team_id=cast.north.id) == ["Lee", "Lia"]
    assert reached(session, people=[cast.lia.id, cast.olga.id]) == ["Lia", "Olga"]
    assert reached(session, people=[cast.lia.id, cast.olga.id], team_id=cast.south.id) == ["Olga"]


def test_a_course_for_trainers_does_not_reach_who_led_the_team(
    session: Session, cast: House, course: Course
) -> None:
    give(session, course, cast.north.id, role=Role.TRAINER)
    cast.lee.role_rows.append(PersonRole(role=Role.TRAINER))
    session.flush()
    assert given_alone(session, people=[cast.lee.id], now=NOW)

    cast.lee.role_rows = [row for row in cast.lee.role_rows if row.role is Role.TRAINER]
    session.flush()

    assert given_alone(session, people=[cast.lee.id], now=NOW) == []


def test_a_course_for_one_does_not_reach_a_closed_account(
    session: Session, cast: House, course: Course
) -> None:
    cast.lia.is_active = False
    session.flush()

    assert reached(session) == ["Lee", "Olga"]


def test_a_course_for_a_role_reaches_nobody_in_another_role(
    session: Session, cast: House, course: Course
) -> None:
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.tess.id))
    session.flush()
    assert "Tess" not in reached(session)

    give(session, course, cast.north.id, person_id=cast.tess.id)

    assert "Tess" in reached(session)


def test_the_last_round_is_the_newest_of_this_person_in_this_course(
    session: Session, cast: House, course: Course
) -> None:
    other = Course(slug="other", title="Other", audience="leader")
    session.add(other)
    session.flush()
    for who, of, number in (
        (cast.lee, course, 2), (cast.lee, course, 1), (cast.lee, other, 3), (cast.lia, course, 4),
    ):  # fmt: skip
        facts = {"person_id": who.id, "course_id": of.id, "number": number, "finished_at": NOW}
        session.add(SoloRoundDone(**facts, began_at=NOW if number > 1 else None))
    session.flush()

    (mine,) = given_alone(session, people=[cast.lee.id], now=NOW)

    assert mine.last_done == Round(2, NOW)
