"""Which assignments does a team have?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course


@dataclass(frozen=True)
class TeamAssignment:
    """A live assignment of a team: to one pair, or to all pairs where `pair_id` is None."""

    id: int
    course_title: str
    pair_id: int | None
    due_on: date | None
    time_zone: str
    renew_months: int | None


def assignments_of_team(session: Session, team_id: int) -> list[TeamAssignment]:
    """The live assignments of a team, those to all pairs first."""
    query = (
        select(Assignment, Course.title)
        .join(Course, Course.id == Assignment.course_id)
        .where(Assignment.team_id == team_id, Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.pair_id.is_not(None), Course.title, Assignment.id)
    )
    return [
        TeamAssignment(
            id=assignment.id,
            course_title=title,
            pair_id=assignment.pair_id,
            due_on=assignment.due_on,
            time_zone=assignment.time_zone,
            renew_months=assignment.renew_months,
        )
        for assignment, title in session.execute(query)
    ]


def live_assignment(
    session: Session, *, team_id: int, course_id: int, pair_id: int | None
) -> Assignment | None:
    """The live assignment of a course to one pair, or to all pairs where `pair_id` is None."""
    query = select(Assignment).where(
        Assignment.team_id == team_id,
        Assignment.course_id == course_id,
        Assignment.pair_id.is_not_distinct_from(pair_id),
        Assignment.withdrawn_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def assignment_by_id(session: Session, assignment_id: int) -> Assignment:
    """An assignment. Raises NoResultFound."""
    return session.get_one(Assignment, assignment_id)
