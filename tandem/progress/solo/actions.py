"""How is a course for one given, and taken back?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.dates import local_day
from tandem.library.served import library
from tandem.models import Course, SoloAssignment, Team
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.progress.given_alone import given_alone
from tandem.progress.solo_rounds import record_rounds_alone
from tandem.terms import AuditAct, Role


def give(
    session: Session,
    *,
    team_id: int,
    course_id: int,
    role: Role | None,
    people: Collection[int],
    due_on: date | None,
    time_zone: str,
    renew_months: int | None = None,
    by_id: int | None,
    now: datetime,
) -> None:
    """Give a course to everybody with a role, later ones too, or to these people.

    Given again it has another date: that is how somebody gets more time. Whoever is through with it
    already has completed a round, so that the next can follow.
    """
    # Two who give at once wait for each other here.
    hold(session, Team.id == team_id)
    for person_id in [None] if role else sorted(people):
        row = live(session, team_id=team_id, course_id=course_id, role=role, person_id=person_id)
        if row is None:
            row = SoloAssignment(
                team_id=team_id, course_id=course_id, role=role, person_id=person_id,
                by_id=by_id, at=now, time_zone=time_zone,
            )  # fmt: skip
            session.add(row)
            act = AuditAct.COURSE_GIVEN
        else:
            act = given_again(row, due_on, now=now)
        row.due_on, row.time_zone = due_on, time_zone
        row.due_days = (due_on - local_day(now, time_zone)).days if due_on else None
        row.renew_months = renew_months
        session.flush()
        record_for(session, row, act, by_id=by_id, now=now)
        record_rounds_reached(session, row, now=now)


def given_again(row: SoloAssignment, due_on: date | None, *, now: datetime) -> AuditAct:
    """What giving a course again changes: its date, which is noted, or else how often it begins
    anew."""
    if row.due_on == due_on:
        return AuditAct.COURSE_RENEWAL
    row.moved_at = now
    return AuditAct.COURSE_MOVED


def record_rounds_reached(session: Session, row: SoloAssignment, *, now: datetime) -> None:
    """Record the round of whoever is through with a course when it is given to them."""
    course = library(session).course_by_id(row.course_id)
    if course is not None:
        reached = people_reached(session, row, now=now)
        record_rounds_alone(session, course, people=reached, now=now)


def withdraw(session: Session, row: SoloAssignment, *, by_id: int, now: datetime) -> None:
    """Take a course back. What was done stays recorded."""
    record_for(session, row, AuditAct.COURSE_TAKEN_BACK, by_id=by_id, now=now)
    row.withdrawn_at = now
    session.flush()


def give_back(
    session: Session,
    assignment_id: int,
    *,
    withdrawn_at: datetime,
    by_id: int | None,
    now: datetime,
) -> bool:
    """Let an assignment stand as before it was withdrawn at that moment. False where something has
    changed since: it was given anew."""
    row = session.get_one(SoloAssignment, assignment_id)
    hold(session, Team.id == row.team_id)
    session.refresh(row)
    anew = live(
        session,
        team_id=row.team_id,
        course_id=row.course_id,
        role=row.role,
        person_id=row.person_id,
    )
    if row.withdrawn_at != withdrawn_at or anew is not None:
        return False
    row.withdrawn_at = None
    session.flush()
    record_for(session, row, AuditAct.COURSE_GIVEN, by_id=by_id, now=now)
    return True


def live(
    session: Session, *, team_id: int, course_id: int, role: Role | None, person_id: int | None
) -> SoloAssignment | None:
    """The live assignment of a course to a role, or to a person."""
    query = select(SoloAssignment).where(
        SoloAssignment.team_id == team_id,
        SoloAssignment.course_id == course_id,
        SoloAssignment.role.is_not_distinct_from(role),
        SoloAssignment.person_id.is_not_distinct_from(person_id),
        SoloAssignment.withdrawn_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def record_for(
    session: Session, row: SoloAssignment, act: AuditAct, *, by_id: int | None, now: datetime
) -> None:
    """Note the act for each person whom the assignment reaches now."""
    reached = people_reached(session, row, now=now)
    course = session.get_one(Course, row.course_id).slug
    # A role that nobody of the team has yet is given the course all the same.
    people: list[int | None] = [*sorted(reached)] or [None]
    for person_id in people:
        record_act(
            session, act, by_id=by_id, subject_id=person_id, team_id=row.team_id, about=course,
            now=now,
        )  # fmt: skip


def people_reached(session: Session, row: SoloAssignment, *, now: datetime) -> set[int]:
    """Whom an assignment reaches now."""
    return {
        given.person_id
        for given in given_alone(session, team_id=row.team_id, now=now)
        if given.assignment_id == row.id
    }
