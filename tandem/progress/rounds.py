"""Which rounds of a course are completed now? Records each, so that the next can follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from tandem.models import Completion, Module, PairCompletion, RoundDone
from tandem.models.inserting import add_missing
from tandem.people.pairs.queries import pairs_of_person
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.solo_rounds import end_rounds_alone
from tandem.terms import PairState, Together

COMPLETED = aliased(Module)
# A served module of the same course that somebody has never completed, neither alone nor in a pair.
NEVER_COMPLETED = (
    select(Module.id)
    .join(COMPLETED, COMPLETED.course_id == Module.course_id)
    .where(COMPLETED.id == bindparam("module_id"))
    .where(Module.withdrawn_at.is_(None), Module.revision_id.is_not(None))
    .where(
        ~or_(
            *(
                select(table.id)
                .where(table.module_id == Module.id, table.person_id == bindparam("person_id"))
                .exists()
                for table in (Completion, PairCompletion)
            )
        )
    )
    .limit(1)
)


def end_rounds(session: Session, *, person_id: int, module_id: int, now: datetime) -> None:
    """Record the rounds that end with what somebody has just completed, in their pairs or alone.

    In the same transaction, so that no later publication can come between. One query while the
    person has something of the course before them, about ten with its last half.
    """
    whose = {"person_id": person_id, "module_id": module_id}
    if session.scalars(NEVER_COMPLETED, whose).one_or_none() is not None:
        return
    pairs = pairs_of_person(session, person_id)
    record_rounds(session, courses_of(session, pairs, now=now))
    end_rounds_alone(session, person_id=person_id, module_id=module_id, now=now)


def record_rounds(session: Session, courses: Iterable[PairCourse]) -> bool:
    """Record every round that both of a pair have now completed; was there one?

    The row stays: from it follows when the course begins anew, whatever is published later. It is
    there once, whoever notices it first.
    """
    rows = rounds_to_record(session, courses)
    add_missing(session, RoundDone, rows)
    return bool(rows)


def rounds_to_record(session: Session, courses: Iterable[PairCourse]) -> list[dict[str, Any]]:
    """The rows of the rounds that both have completed and that are not recorded. One query."""
    through = [
        pair_course
        for pair_course in courses
        if pair_course.together is Together.BOTH_DONE
        and pair_course.pair.state is not PairState.PROPOSED
    ]
    if not through:
        return []
    pairs = {pair_course.pair.id for pair_course in through}
    query = select(RoundDone.pair_id, RoundDone.course_id, RoundDone.number)
    recorded = {tuple(row) for row in session.execute(query.where(RoundDone.pair_id.in_(pairs)))}
    rows = map(row_of, through)
    return [
        row for row in rows if (row["pair_id"], row["course_id"], row["number"]) not in recorded
    ]


def row_of(pair_course: PairCourse) -> dict[str, Any]:
    """The row of a round that both have completed."""
    return {
        "pair_id": pair_course.pair.id,
        "course_id": pair_course.course.id,
        "number": pair_course.round.number,
        "began_at": pair_course.round.began_at,
        "finished_at": pair_course.finished_at,
    }
