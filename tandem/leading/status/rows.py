"""What should the rows of status say? What follows from the records, by the rules of every page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem import dates
from tandem.content.lesson import StepKind
from tandem.leading.status import stall
from tandem.leading.status.road import road_of
from tandem.models import Attempt, Module, RecordedAnswer, RecordedAnswerShown
from tandem.people.pairs.queries import ShownPair, began_at
from tandem.progress.pair_courses import PairCourse
from tandem.terms import PairState, Step, Together

# So many attempts below the mark, and the leader is asked to sit down with the two.
OFTEN = 3


def status_rows(
    session: Session, shown: Sequence[ShownPair], courses: Sequence[PairCourse]
) -> list[dict[str, Any]]:
    """The rows these pairs should have. Whether a date has passed is asked when somebody looks.

    Four queries beside those of `courses_of`, however many pairs.
    """
    ids = [pair.id for pair in shown]
    began = began_at(session, ids)
    tried = last_attempts(session, shown)
    sealed = sealed_waiting(session, ids)
    failed = failed_attempts(session, shown)
    rows = []
    for pair_course in courses:
        since = pair_course.given_at
        waits = sealed.get((pair_course.pair.id, pair_course.course.id), [])
        begins = [since, began.get(pair_course.pair.id, since), pair_course.round.began_at]
        seats = [(partner.id, pair_course.course.id) for partner in pair_course.pair.partners]
        attempts = [tried[seat] for seat in seats if seat in tried]
        rows.append(
            status_row(
                pair_course,
                began_at=max(at for at in begins if at),
                moved=[*moments_of(pair_course), *filter(pair_course.round.counts, attempts)],
                sealed_at=min(filter(pair_course.round.counts, waits), default=None),
                is_hard=is_hard(pair_course, failed),
            )
        )
    return rows


def status_row(
    pair_course: PairCourse,
    *,
    began_at: datetime,
    moved: Collection[datetime],
    sealed_at: datetime | None,
    is_hard: bool,
) -> dict[str, Any]:
    """The row of one pair in one course."""
    is_through = pair_course.together is Together.BOTH_DONE
    is_running = pair_course.pair.state is PairState.ACTIVE and not is_through
    clocks = stall.clocks(
        is_running=is_running,
        began_at=began_at,
        moved_at=max(moved, default=None),
        sealed_at=sealed_at,
    )
    return {
        "pair_id": pair_course.pair.id,
        "course_id": pair_course.course.id,
        "team_id": pair_course.pair.team_id,
        "names": folded_names(pair_course.pair),
        "pair_state": pair_course.pair.state,
        "together": pair_course.together,
        "is_running": is_running,
        "due_at": end_in_zone(pair_course.due_on, pair_course.time_zone),
        "unbegun_since": clocks.unbegun_since,
        "still_since": clocks.still_since,
        "sealed_since": clocks.sealed_since,
        "renews_at": pair_course.round.renews_at,
        "renewed_due_at": end_in_zone(pair_course.renewed_due_on, pair_course.time_zone),
        "is_begun": pair_course.has_begun,
        "stands_at_id": pair_course.stands_at.module.id if pair_course.stands_at else None,
        "next_step": pair_course.next_step,
        "time_zone": pair_course.time_zone,
        "is_hard": is_running and is_hard,
        "road": road_of(pair_course.modules),
    }


def end_in_zone(day: date | None, zone: str) -> datetime | None:
    """The end of a day, where there is one."""
    return dates.end_of(day, zone=zone) if day else None


def moments_of(pair_course: PairCourse) -> Iterator[datetime]:
    """When each step of the two was done in this round."""
    for module in pair_course.modules:
        for half in module.halves:
            yield from half.own.steps.values()
            yield from half.given.values()


def last_attempts(
    session: Session, pairs: Collection[ShownPair]
) -> dict[tuple[int, int], datetime]:
    """The latest attempt of each of these people in each course: to try is to move. One query."""
    people = {partner.id for pair in pairs for partner in pair.partners}
    query = (
        select(Attempt.person_id, Module.course_id, func.max(Attempt.at).label("at"))
        .join(Module, Module.id == Attempt.module_id)
        .where(Attempt.person_id.in_(people))
        .group_by(Attempt.person_id, Module.course_id)
    )
    return {(row.person_id, row.course_id): row.at for row in session.execute(query)}


def failed_attempts(
    session: Session, pairs: Collection[ShownPair]
) -> dict[tuple[int, int], list[datetime]]:
    """When each of these people tried a quiz and did not pass, by (person, module). One query."""
    people = {partner.id for pair in pairs for partner in pair.partners}
    query = select(Attempt.person_id, Attempt.module_id, Attempt.at).where(
        Attempt.person_id.in_(people), ~Attempt.passed
    )
    moments: dict[tuple[int, int], list[datetime]] = {}
    for row in session.execute(query):
        moments.setdefault((row.person_id, row.module_id), []).append(row.at)
    return moments


def is_hard(pair_course: PairCourse, failed: dict[tuple[int, int], list[datetime]]) -> bool:
    """Has one of the two tried the quiz of a module often, in this round, and not passed it yet?"""
    return any(
        Step.QUIZ not in half.steps
        and not half.is_done
        and sum(map(pair_course.round.counts, failed.get((partner.id, module.module.id), ())))
        >= OFTEN
        for module in pair_course.modules
        for partner in pair_course.pair.partners
        for half in [module.half_of(partner.role)]
    )


def sealed_waiting(
    session: Session, pairs: Collection[int]
) -> dict[tuple[int, int], list[datetime]]:
    """Since when sealed answers wait in each pair and course; no word of them is read."""
    is_shown = (
        select(RecordedAnswerShown.step_answer_id)
        .where(RecordedAnswerShown.step_answer_id == RecordedAnswer.id)
        .exists()
    )
    query = (
        select(RecordedAnswer.pair_id, Module.course_id, RecordedAnswer.at)
        .join(Module, Module.id == RecordedAnswer.module_id)
        .where(RecordedAnswer.pair_id.in_(pairs), RecordedAnswer.kind == StepKind.SEALED, ~is_shown)
    )
    moments: dict[tuple[int, int], list[datetime]] = {}
    for row in session.execute(query):
        moments.setdefault((row.pair_id, row.course_id), []).append(row.at)
    return moments


def folded_names(pair: ShownPair) -> str:
    """Both names by surname, as they are sorted and searched."""
    return " ".join(f"{partner.sort_name[0]} {partner.sort_name[1]}" for partner in pair.partners)[
        :840
    ]
