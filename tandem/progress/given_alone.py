"""Which course for one was given to whom, and by when?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole, SoloAssignment, TeamLeader, TeamMember
from tandem.progress.rules.next_step import ALONE
from tandem.terms import Role


@dataclass(frozen=True)
class GivenAlone:
    """A course given to somebody. The date is the end of that day in `time_zone`.

    `is_own`: it was given to this person, and not to everybody with the role.
    """

    assignment_id: int
    person_id: int
    course_id: int
    team_id: int
    roles: frozenset[Role]
    due_on: date | None
    time_zone: str
    is_own: bool


def given_alone(
    session: Session, *, people: Collection[int] | None = None, team_id: int | None = None
) -> list[GivenAlone]:
    """What is given to these people, or to those of a team; each course once for a team. One query.

    A person's own date wins over that of the role.
    """
    belongs = union(
        select(TeamMember.team_id, TeamMember.person_id),
        select(TeamLeader.team_id, TeamLeader.person_id),
    ).subquery()
    is_for = or_(
        SoloAssignment.person_id == Person.id,
        and_(SoloAssignment.person_id.is_(None), SoloAssignment.role == PersonRole.role),
    )
    query = (
        select(SoloAssignment, Person.id.label("whom"), PersonRole.role.label("held"))
        .join(belongs, belongs.c.team_id == SoloAssignment.team_id)
        .join(Person, Person.id == belongs.c.person_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(SoloAssignment.withdrawn_at.is_(None), Person.is_active.is_(True))
        .where(PersonRole.role.in_(ALONE), is_for)
        .order_by(SoloAssignment.person_id.is_(None), SoloAssignment.id, PersonRole.role)
    )
    if people is not None:
        query = query.where(Person.id.in_(people))
    if team_id is not None:
        query = query.where(SoloAssignment.team_id == team_id)
    return once_per_team(session.execute(query))


def once_per_team(rows: Iterable[Any]) -> list[GivenAlone]:
    """The first row of each person, course and team: the person's own before the role's."""
    groups: dict[tuple[int, int, int], list[Any]] = {}
    for row in rows:
        given: SoloAssignment = row.SoloAssignment
        groups.setdefault((row.whom, given.course_id, given.team_id), []).append(row)
    return [given_of(person_id, group) for (person_id, _, _), group in groups.items()]


def given_of(person_id: int, group: list[Any]) -> GivenAlone:
    """What these rows amount to."""
    first: SoloAssignment = group[0].SoloAssignment
    return GivenAlone(
        assignment_id=first.id,
        person_id=person_id,
        course_id=first.course_id,
        team_id=first.team_id,
        roles=frozenset(row.held for row in group if row.SoloAssignment.id == first.id),
        due_on=first.due_on,
        time_zone=first.time_zone,
        is_own=first.person_id is not None,
    )


def soonest(given: Iterable[GivenAlone]) -> dict[int, GivenAlone]:
    """By course what was given to one person: of several teams the earliest date."""
    chosen: dict[int, GivenAlone] = {}
    for one in sorted(given, key=lambda one: (one.due_on or date.max, one.assignment_id)):
        chosen.setdefault(one.course_id, one)
    return chosen
