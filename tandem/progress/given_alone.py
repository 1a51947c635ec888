"""Which course for one was given to whom, by when, and in which round are they with it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from tandem.models import (
    ActingLeader,
    Person,
    PersonRole,
    SoloAssignment,
    SoloRoundDone,
    TeamLeader,
    TeamMember,
)
from tandem.progress.rules import rounds
from tandem.progress.rules.next_step import ALONE
from tandem.progress.rules.rounds import FIRST, Completed, Round
from tandem.terms import Role


@dataclass(frozen=True)
class GivenAlone:
    """A course given to somebody. The date is the end of that day in `time_zone`, in this round.

    `is_own`: it was given to this person, and not to everybody with the role. `date_set_at` is
    when the date was set to what it is, `last_done` the last round that was completed.
    """

    assignment_id: int
    person_id: int
    course_id: int
    team_id: int
    roles: frozenset[Role]
    due_on: date | None
    time_zone: str
    is_own: bool
    date_set_at: datetime
    round: Round = FIRST
    last_done: Round | None = None


def given_alone(
    session: Session,
    *,
    people: Collection[int] | None = None,
    team_id: int | None = None,
    now: datetime,
) -> list[GivenAlone]:
    """What is given to these people, or to those of a team; each course once for a team. One query.

    A person's own date wins over that of the role; where it says nothing of a renewal, the role's
    counts.
    """
    belongs = union(
        *(of_these(table, people=people, team_id=team_id) for table in (TeamMember, ActingLeader))
    ).subquery()
    is_for = or_(
        SoloAssignment.person_id == Person.id,
        and_(SoloAssignment.person_id.is_(None), SoloAssignment.role == PersonRole.role),
    )
    query = (
        select(
            SoloAssignment,
            SoloRoundDone,
            Person.id.label("whom"),
            PersonRole.role.label("held"),
        )
        .join(belongs, belongs.c.team_id == SoloAssignment.team_id)
        .join(Person, Person.id == belongs.c.person_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .outerjoin(SoloRoundDone, is_last_round())
        .where(SoloAssignment.withdrawn_at.is_(None), Person.is_active.is_(True))
        .where(PersonRole.role.in_(ALONE), is_for)
        .order_by(SoloAssignment.person_id.is_(None), SoloAssignment.id, Person.id, PersonRole.role)
    )
    return once_per_team(session.execute(query), now=now)


def of_these(
    table: type[TeamMember | TeamLeader], *, people: Collection[int] | None, team_id: int | None
) -> Select[int, int]:
    """Who of these people belongs to which team, or only to this one. Asked here, for behind a
    union everybody would be read."""
    query = select(table.team_id, table.person_id)
    if people is not None:
        query = query.where(table.person_id.in_(people))
    return query if team_id is None else query.where(table.team_id == team_id)


def is_last_round() -> Any:
    """The last round of the course that this person completed."""
    later = aliased(SoloRoundDone)
    newest = (
        select(func.max(later.number))
        .where(later.person_id == Person.id, later.course_id == SoloAssignment.course_id)
        .correlate(Person, SoloAssignment)
        .scalar_subquery()
    )
    return and_(
        SoloRoundDone.person_id == Person.id,
        SoloRoundDone.course_id == SoloAssignment.course_id,
        SoloRoundDone.number == newest,
    )


def once_per_team(rows: Iterable[Any], *, now: datetime) -> list[GivenAlone]:
    """The first row of each person, course and team: the person's own before the role's."""
    groups: dict[tuple[int, int, int], list[Any]] = {}
    for row in rows:
        given: SoloAssignment = row.SoloAssignment
        groups.setdefault((row.whom, given.course_id, given.team_id), []).append(row)
    return [given_of(person_id, group, now=now) for (person_id, _, _), group in groups.items()]


def given_of(person_id: int, group: list[Any], *, now: datetime) -> GivenAlone:
    """What these rows amount to at this moment."""
    first: SoloAssignment = group[0].SoloAssignment
    done: SoloRoundDone | None = group[0].SoloRoundDone
    months = next((m for row in group if (m := row.SoloAssignment.renew_months)), None)
    last = Completed(done.number, done.began_at, done.finished_at) if done else None
    present = rounds.present_round(last, months=months, zone=first.time_zone, now=now)
    set_at = first.moved_at or first.at
    return GivenAlone(
        assignment_id=first.id,
        person_id=person_id,
        course_id=first.course_id,
        team_id=first.team_id,
        roles=frozenset(row.held for row in group if row.SoloAssignment.id == first.id),
        due_on=rounds.due_in_round(
            first.due_on, days=first.due_days, began_at=present.began_at, zone=first.time_zone
        ),
        time_zone=first.time_zone,
        is_own=first.person_id is not None,
        date_set_at=max(set_at, present.began_at or set_at),
        round=present,
        last_done=Round(last.number, last.began_at) if last else None,
    )


def soonest(given: Iterable[GivenAlone]) -> dict[int, GivenAlone]:
    """By course what was given to one person: of several teams the earliest date, and the round
    that began last."""
    by_course: dict[int, list[GivenAlone]] = {}
    for one in sorted(given, key=lambda one: (one.due_on or date.max, one.assignment_id)):
        by_course.setdefault(one.course_id, []).append(one)
    return {
        course_id: replace(group[0], round=rounds.latest(one.round for one in group))
        for course_id, group in by_course.items()
    }


def round_alone(
    session: Session, person_id: int, course_id: int, role: Role, *, now: datetime
) -> Round:
    """In which round somebody reads a course alone; the first where nobody gave it, and where it is
    for two. One query at most."""
    if role not in ALONE:
        return FIRST
    given = soonest(given_alone(session, people=[person_id], now=now)).get(course_id)
    return given.round if given else FIRST
