"""Which rounds of a course have people completed who read it alone? Records each, once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, library
from tandem.models import PersonRole, SoloRoundDone
from tandem.models.inserting import add_missing
from tandem.progress.given_alone import GivenAlone, given_alone, soonest
from tandem.progress.pair_courses import ProgressRecords, progress_records
from tandem.progress.rules.next_step import ALONE, role_to_read_alone_in
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role


def end_rounds_alone(session: Session, *, person_id: int, module_id: int, now: datetime) -> None:
    """Record the round that ends with what somebody has just completed alone, where one does."""
    courses = library(session).courses
    course = next((c for c in courses if any(m.id == module_id for m in c.modules)), None)
    if course is not None:
        record_rounds_alone(session, course, people=[person_id], now=now)


def record_rounds_alone(
    session: Session, course: ServedCourse, *, people: Collection[int], now: datetime
) -> None:
    """Record the round of a course that each of these people has completed alone.

    Also where nobody gave it to them: it may be given later, and begins anew from then on. No query
    where the course is only for two, else four.
    """
    if not course.audience & set(ALONE) or not people:
        return
    rounds = rounds_in(session, course, people=people, now=now)
    records = progress_records(session, course.modules, people=people, roles=ALONE)
    rows = [
        row
        for person_id, roles in roles_of(session, people).items()
        if (role := role_to_read_alone_in(roles, course.audience))
        and (row := row_of(course, records, role, person_id, rounds.get(person_id, FIRST)))
    ]
    add_missing(session, SoloRoundDone, rows)


def rounds_in(
    session: Session, course: ServedCourse, *, people: Collection[int], now: datetime
) -> dict[int, Round]:
    """In which round each of these people is who were given the course."""
    given: dict[int, list[GivenAlone]] = {}
    for one in given_alone(session, people=people, now=now):
        if one.course_id == course.id:
            given.setdefault(one.person_id, []).append(one)
    return {person_id: soonest(own)[course.id].round for person_id, own in given.items()}


def roles_of(session: Session, people: Collection[int]) -> dict[int, set[Role]]:
    """The roles that each of these people holds."""
    query = select(PersonRole.person_id, PersonRole.role).where(PersonRole.person_id.in_(people))
    roles: dict[int, set[Role]] = {}
    for person_id, role in session.execute(query.order_by(PersonRole.person_id)):
        roles.setdefault(person_id, set()).add(role)
    return roles


def row_of(
    course: ServedCourse, records: ProgressRecords, role: Role, person_id: int, round: Round
) -> dict[str, Any] | None:
    """The row of a round in which every module is complete; None while one is open."""
    finished = [
        records.own_module(module, role, person_id=person_id, round=round).mine.finished_at
        for module in course.modules
    ]
    moments = [at for at in finished if at is not None]
    if not moments or len(moments) < len(finished):
        return None
    return {
        "person_id": person_id,
        "course_id": course.id,
        "number": round.number,
        "began_at": round.began_at,
        "finished_at": max(moments),
    }
