"""Which rounds of a course are completed now? Records each, so that the next can follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import RoundDone
from tandem.models.inserting import add_missing
from tandem.progress.pair_courses import PairCourse
from tandem.terms import PairState, Together


def record_rounds(session: Session, courses: Iterable[PairCourse]) -> bool:
    """Record every round that both of a pair have now completed; was there one?

    The row stays: from it follows when the course begins anew, whatever is published later. It is
    there once, whoever notices it first.
    """
    through = [
        pair_course
        for pair_course in courses
        if pair_course.together is Together.BOTH_DONE
        and pair_course.pair.state is not PairState.PROPOSED
    ]
    if not through:
        return False
    pairs = {pair_course.pair.id for pair_course in through}
    before = number_of_rounds(session, pairs)
    add_missing(session, RoundDone, [row_of(pair_course) for pair_course in through])
    return number_of_rounds(session, pairs) > before


def row_of(pair_course: PairCourse) -> dict[str, object]:
    """The row of a round that both have completed."""
    return {
        "pair_id": pair_course.pair.id,
        "course_id": pair_course.course.id,
        "number": pair_course.round.number,
        "began_at": pair_course.round.began_at,
        "finished_at": pair_course.finished_at,
    }


def number_of_rounds(session: Session, pairs: Collection[int]) -> int:
    """How many rounds these pairs have completed in all."""
    query = select(func.count()).select_from(RoundDone).where(RoundDone.pair_id.in_(pairs))
    return session.scalar(query) or 0
