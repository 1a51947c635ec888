"""How is a course for one given, and taken back?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, SoloAssignment, Team
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.progress.assignments.changes import CourseTerms, Given, zone_and_days
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
) -> list[Given]:
    """Give a course to everybody with a role, later ones too, or to these people. Gives what each
    had; the log is told only of what changes.

    Whoever is through with it already has completed a round, so that the next can follow.
    """
    # Two who give at once wait for each other here.
    hold(session, Team.id == team_id)
    given = []
    for person_id in [None] if role else sorted(people):
        row = live(session, team_id=team_id, course_id=course_id, role=role, person_id=person_id)
        before = terms_of(row) if row else None
        if row is None:
            place = {"team_id": team_id, "course_id": course_id}
            row = SoloAssignment(**place, role=role, person_id=person_id, by_id=by_id, at=now)
            session.add(row)
            act = AuditAct.COURSE_GIVEN
        else:
            act = given_again(row, due_on, now=now)
        row.due_on, row.renew_months = due_on, renew_months
        row.time_zone, row.due_days = zone_and_days(before, due_on, zone=time_zone, now=now)
        session.flush()
        if terms_of(row) != before:
            record_for(session, row, act, by_id=by_id, now=now)
        record_rounds_reached(session, row, now=now)
        given.append(Given(row.id, before, terms_of(row)))
    return given


def terms_of(row: SoloAssignment) -> CourseTerms:
    """All that a course for one is given with. It has no switches."""
    return CourseTerms(
        due_on=row.due_on,
        time_zone=row.time_zone,
        renew_months=row.renew_months,
        in_order=False,
        closes=False,
        due_days=row.due_days,
        moved_at=row.moved_at,
    )


def undo(session: Session, given: Sequence[Given], *, by_id: int, now: datetime) -> int:
    """Let what was just given be as before, where nothing has changed since; how many. What is new
    is withdrawn."""
    rows = [(session.get_one(SoloAssignment, one.assignment_id), one) for one in given]
    for team_id in sorted({row.team_id for row, _ in rows}):
        hold(session, Team.id == team_id)
    return sum(undo_one(session, *row, by_id=by_id, now=now) for row in rows)


def undo_one(
    session: Session, row: SoloAssignment, given: Given, *, by_id: int, now: datetime
) -> bool:
    """The same for one assignment. False where it is not as it was given."""
    session.refresh(row)
    if row.withdrawn_at is not None or terms_of(row) != given.after:
        return False
    before = given.before
    if before is None:
        withdraw(session, row, by_id=by_id, now=now)
        return True
    is_moved = row.due_on != before.due_on
    row.due_on, row.time_zone, row.due_days = before.due_on, before.time_zone, before.due_days
    row.renew_months, row.moved_at = before.renew_months, before.moved_at
    session.flush()
    act = AuditAct.COURSE_MOVED if is_moved else AuditAct.COURSE_RENEWAL
    record_for(session, row, act, by_id=by_id, now=now)
    return True


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


def is_due_on(
    session: Session,
    day: date,
    *,
    team_id: int,
    course_id: int,
    role: Role | None,
    people: Collection[int],
) -> bool:
    """Has a course this date already, for the role or for all of these people?"""
    rows = [
        live(session, team_id=team_id, course_id=course_id, role=role, person_id=person_id)
        for person_id in ([None] if role else people)
    ]
    return all(row is not None and row.due_on == day for row in rows)


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
