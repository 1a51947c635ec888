"""Which course was given to which pair, and by when?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, or_, select
from sqlalchemy.orm import Session, aliased

from tandem.models import Assignment, Course, Pair, PairChange, Person
from tandem.terms import PairState, Role


@dataclass(frozen=True)
class Seat:
    """A person's seat in a pair that was given a course."""

    pair_id: int
    pair_state: PairState
    role: Role
    course_id: int
    partner_id: int
    partner_name: str
    due_on: date | None
    time_zone: str


@dataclass(frozen=True)
class Given:
    """A course given to a pair. The date is the end of that day in `time_zone`."""

    pair_id: int
    course_id: int
    due_on: date | None
    time_zone: str
    given_at: datetime


@dataclass(frozen=True)
class TeamAssignment:
    """A live assignment of a team: to one pair, or to all pairs where `pair_id` is None."""

    id: int
    course_title: str
    pair_id: int | None
    due_on: date | None
    time_zone: str


def seats(session: Session, person_id: int) -> list[Seat]:
    """Every seat of a person for every course given to it. One query."""
    partner = aliased(Person)
    partner_id = case((Pair.rep_id == person_id, Pair.support_id), else_=Pair.rep_id)
    query = (
        given_to_pairs(Pair.rep_id, Pair.state, partner.id, partner.given_name, partner.surname)
        .join(partner, partner.id == partner_id)
        .where(or_(Pair.rep_id == person_id, Pair.support_id == person_id))
        .where(Pair.state != PairState.PROPOSED)
    )
    return [
        Seat(
            pair_id=row.pair_id,
            pair_state=row.state,
            role=Role.REP if row.rep_id == person_id else Role.SUPPORT,
            course_id=row.course_id,
            partner_id=row.id,
            partner_name=f"{row.given_name} {row.surname}".strip(),
            due_on=row.due_on,
            time_zone=row.time_zone,
        )
        for row in once_per_course(session.execute(query))
    ]


def given_to(session: Session, pairs: Collection[int]) -> list[Given]:
    """Every course given to these pairs. One query."""
    query = given_to_pairs().where(Pair.id.in_(pairs))
    return [
        Given(
            pair_id=row.pair_id,
            course_id=row.course_id,
            due_on=row.due_on,
            time_zone=row.time_zone,
            given_at=row.given_at,
        )
        for row in once_per_course(session.execute(query))
    ]


def given_to_pairs(*more: Any) -> Select[Any]:
    """Pairs with their live assignments, a pair's own before its team's.

    A pair that had ended before a course was given to its team was not given that course.
    """
    ended_before = (
        select(PairChange.id)
        .where(PairChange.pair_id == Pair.id, PairChange.state == PairState.ENDED)
        .where(PairChange.at < Assignment.at)
        .exists()
    )
    reaches = or_(Assignment.pair_id == Pair.id, and_(Assignment.pair_id.is_(None), ~ended_before))
    return (
        select(
            Pair.id.label("pair_id"),
            Assignment.course_id,
            Assignment.due_on,
            Assignment.time_zone,
            Assignment.at.label("given_at"),
            *more,
        )
        .select_from(Pair)
        .join(Assignment, and_(Assignment.team_id == Pair.team_id, reaches))
        .where(Assignment.withdrawn_at.is_(None))
        .order_by(Pair.id, Assignment.course_id, Assignment.pair_id.is_(None), Assignment.id)
    )


def once_per_course(rows: Iterable[Any]) -> list[Any]:
    """The first row of each pair and course: the pair's own assignment before the team's."""
    first: dict[tuple[int, int], Any] = {}
    for row in rows:
        first.setdefault((row.pair_id, row.course_id), row)
    return list(first.values())


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
