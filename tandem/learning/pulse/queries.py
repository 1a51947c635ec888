"""Which items is somebody still to place, and what have a team's people placed?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Item, Pulse
from tandem.learning.pulse.rules import Placed, due_time
from tandem.library.served import ServedCourse, library
from tandem.models import Pair, PulseAnswer
from tandem.progress.assigned import seats
from tandem.progress.seat_courses import SharedCourse, shared_courses
from tandem.terms import FeedbackPromise, PairState, PulseTime


@dataclass(frozen=True)
class AskedPulse:
    """What a course asks of somebody now: the items that are still to be placed."""

    course: ServedCourse
    pulse: Pulse
    asked: PulseTime
    round: int
    pair_id: int
    items: tuple[Item, ...]

    def item(self, key: str) -> Item | None:
        """The item of that key, if it is asked."""
        return next((item for item in self.items if item.key == key), None)


def asked_pulses(
    session: Session, person_id: int, shared: Iterable[SharedCourse], *, now: datetime
) -> tuple[AskedPulse, ...]:
    """What the courses of somebody's active pairs ask now. One query, or none.

    Who goes through a course in several pairs is asked once; finished in any of them counts.
    """
    by_course: dict[int, list[SharedCourse]] = {}
    for course in shared:
        if course.course.pulse and course.seat.pair_state is PairState.ACTIVE:
            by_course.setdefault(course.course.id, []).append(course)
    due = [
        (of_course, time)
        for of_course in by_course.values()
        if (time := due_time(finished_in(of_course), now=now)) is not None
    ]
    if not due:
        return ()
    placed = placed_by(session, person_id)
    pulses = (asked_pulse(of_course, time, placed) for of_course, time in due)
    return tuple(pulse for pulse in pulses if pulse.items)


def pulse_of_course(
    session: Session, person_id: int, course: str, *, now: datetime
) -> AskedPulse | None:
    """What a course asks of somebody now; None where it asks nothing. Raises NoResultFound."""
    served = library(session)
    course_id = served.course(course).id
    opened = [seat for seat in seats(session, person_id, now=now) if seat.course_id == course_id]
    shared = shared_courses(session, served, opened, person_id=person_id)
    return next(iter(asked_pulses(session, person_id, shared, now=now)), None)


def asked_pulse(
    of_course: list[SharedCourse], time: PulseTime, placed: set[tuple[int, int, PulseTime, str]]
) -> AskedPulse:
    """The items of a course that are still to be placed at this time."""
    first = max(of_course, key=lambda shared: (shared.seat.round.number, -shared.seat.pair_id))
    pulse, course, round = first.course.pulse, first.course, first.seat.round.number
    assert pulse is not None  # noqa: S101 (asked_pulses asked)
    items = (i for i in pulse.items if (course.id, round, time, i.key) not in placed)
    return AskedPulse(course, pulse, time, round, first.seat.pair_id, tuple(items))


def finished_in(of_course: list[SharedCourse]) -> list[datetime | None]:
    """When each module of a course was finished, in whichever pair first."""
    by_module: dict[int, list[datetime | None]] = {}
    for shared in of_course:
        for module in shared.modules:
            by_module.setdefault(module.module.id, []).append(module.mine.finished_at)
    return [min((at for at in moments if at), default=None) for moments in by_module.values()]


def placed_by(session: Session, person_id: int) -> set[tuple[int, int, PulseTime, str]]:
    """What somebody has placed: course, round, time and item. Their values are not read."""
    query = select(
        PulseAnswer.course_id, PulseAnswer.round, PulseAnswer.asked, PulseAnswer.item
    ).where(PulseAnswer.person_id == person_id)
    return {(row.course_id, row.round, row.asked, row.item) for row in session.execute(query)}


def team_of_pair(session: Session, pair_id: int) -> int:
    """The team of a pair."""
    return session.get_one(Pair, pair_id).team_id


def placed_in_team(session: Session, team_id: int, *, reader_id: int) -> dict[int, list[Placed]]:
    """What the people of a team but the reader have placed, by course. Only what may be told. One
    query."""
    query = (
        select(
            PulseAnswer.course_id,
            PulseAnswer.id,
            PulseAnswer.person_id,
            PulseAnswer.round,
            PulseAnswer.item,
            PulseAnswer.asked,
            PulseAnswer.value,
        )
        .where(PulseAnswer.team_id == team_id, PulseAnswer.person_id != reader_id)
        .where(PulseAnswer.promise == FeedbackPromise.FIGURES_OF_FIVE)
        .order_by(PulseAnswer.id)
    )
    by_course: dict[int, list[Placed]] = {}
    for row in session.execute(query):
        placed = Placed(row.id, row.person_id, row.round, row.item, row.asked, row.value)
        by_course.setdefault(row.course_id, []).append(placed)
    return by_course
