"""What is kept when a course for one is given and taken back, and when does its round end?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import AuditEntry, Course, Module, SoloAssignment, SoloRoundDone
from tandem.progress.solo import actions, queries
from tandem.progress.solo_rounds import record_rounds_alone
from tandem.terms import AuditAct, Role
from tests.cast import NOW, Cast, House
from tests.lessons import finish, lesson, question, serve

DAY = timedelta(days=1)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course of two modules for leaders and trainers."""
    session.add(Course(slug="leading", title="Positioning", audience="leader,trainer"))
    session.flush()
    modules = [lesson(question("q1"), name=name, title=name) for name in ("position", "second")]
    return serve(session, *modules, course_slug="leading")


def give(session: Session, cast: Cast, course: Course, role: Role) -> SoloAssignment:
    """Lee's team gives the course to everybody with a role."""
    facts: dict[str, Any] = {"due_on": None, "time_zone": "UTC", "by_id": cast.lee.id, "now": NOW}
    actions.give(session, team_id=cast.north.id, course_id=course.id, role=role, people=(), **facts)
    return session.scalars(select(SoloAssignment)).one()


def test_an_old_undo_does_not_give_back_what_was_taken_back_again(
    session: Session, cast: Cast, course: Course
) -> None:
    row = give(session, cast, course, Role.LEADER)

    def undo(withdrawn_at: Any) -> bool:
        facts = {"by_id": cast.lee.id, "now": NOW + 2 * DAY}
        return actions.give_back(session, row.id, withdrawn_at=withdrawn_at, **facts)

    actions.withdraw(session, row, by_id=cast.lee.id, now=NOW)
    assert undo(NOW)
    actions.withdraw(session, row, by_id=cast.lee.id, now=NOW + DAY)

    assert not undo(NOW)
    assert row.withdrawn_at == NOW + DAY
    assert undo(NOW + DAY)


@pytest.mark.parametrize(
    ("team", "role", "who", "is_there"),
    [
        ("north", Role.LEADER, None, True),
        ("south", Role.LEADER, None, False),
        ("north", Role.TRAINER, None, False),
        ("north", None, "lee", False),
    ],
)
def test_a_course_for_one_runs_in_the_team_and_for_whom_it_was_given(
    session: Session, cast: Cast, course: Course, team: str, role: Role | None, who: str | None,
    is_there: bool,
) -> None:  # fmt: skip
    row = give(session, cast, course, Role.LEADER)
    own = {"course_id": course.id, "team_id": cast.north.id, "person_id": cast.tess.id}
    session.add(SoloAssignment(**own, time_zone="UTC", at=NOW))
    session.flush()
    whose = {"role": role, "person_id": getattr(cast, who).id if who else None}

    found = actions.live(session, team_id=getattr(cast, team).id, course_id=course.id, **whose)

    assert found is (row if is_there else None)


def test_an_assignment_is_found_in_its_own_team_as_long_as_it_stands(
    session: Session, cast: Cast, course: Course
) -> None:
    row = give(session, cast, course, Role.LEADER)
    south, north = cast.south.id, cast.north.id

    assert queries.assignment_in(session, north, row.id) is row
    assert [given.id for given in queries.given_in(session, north)] == [row.id]
    assert queries.given_in(session, south) == []
    for team_id, number in ((south, row.id), (north, row.id + 1)):
        with pytest.raises(NoResultFound):
            queries.assignment_in(session, team_id, number)
    actions.withdraw(session, row, by_id=cast.lee.id, now=NOW)
    with pytest.raises(NoResultFound):
        queries.assignment_in(session, north, row.id)


def test_a_course_that_reaches_nobody_yet_is_logged_as_given_to_the_team(
    session: Session, cast: Cast, course: Course
) -> None:
    give(session, cast, course, Role.TRAINER)

    query = select(AuditEntry).where(AuditEntry.act == AuditAct.COURSE_GIVEN)
    found = [(row.subject_id, row.team_id, row.about) for row in session.scalars(query)]
    assert found == [(None, cast.north.id, "leading")]


def test_a_course_given_to_one_is_logged_for_them_alone_whoever_has_another(
    session: Session, cast: House, course: Course
) -> None:
    give(session, cast, course, Role.LEADER)
    other = serve(session, lesson(name="other"), course_slug="other")
    other.audience = "leader"
    session.flush()

    whom: dict[str, Any] = {"role": None, "people": [cast.lee.id], "due_on": None}
    facts = {"team_id": cast.north.id, "course_id": other.id, "time_zone": "UTC", "now": NOW}
    actions.give(session, **whom, **facts, by_id=cast.lee.id)

    query = select(AuditEntry.about, AuditEntry.subject_id).order_by(AuditEntry.id)
    assert [*map(tuple, session.execute(query.where(AuditEntry.act == AuditAct.COURSE_GIVEN)))] == [
        ("leading", who) for who in sorted([cast.lee.id, cast.lia.id])
    ] + [("other", cast.lee.id)]


def test_a_round_alone_ends_with_the_last_module_and_not_before(
    session: Session, cast: Cast, course: Course
) -> None:
    (served,) = library(session).courses
    rounds = select(SoloRoundDone.person_id)

    for done in ("position", "second"):
        finish(session, cast.lee, done)
        record_rounds_alone(session, served, people=[cast.lee.id], now=NOW)
        assert session.scalars(rounds).all() == [cast.lee.id] * (done == "second")


def test_a_course_without_modules_ends_no_round(
    session: Session, cast: Cast, course: Course
) -> None:
    session.query(Module).update({Module.withdrawn_at: NOW})
    session.commit()
    (served,) = library(session).courses

    record_rounds_alone(session, served, people=[cast.lee.id], now=NOW)

    assert session.scalars(select(SoloRoundDone)).all() == []
