"""How the tests of the rounds do things, then and later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import (
    Completion,
    Course,
    Module,
    Pair,
    PairCompletion,
    RoundDone,
    StepDone,
)
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress import recording
from tandem.progress.assigned import AssignedCourse, given_to
from tandem.progress.assignments import actions as assignments
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.rules.rounds import Round
from tandem.terms import Role, Step
from tests.cast import NOW, Cast
from tests.lessons import finish, lesson, question

# Sam and Sue complete the course on 2 March 2026; a month later it begins anew.
SECOND = datetime.fromisoformat("2026-04-02T00:00:00+02:00")
BEFORE, AFTER = SECOND - timedelta(seconds=1), SECOND + timedelta(days=3)
# After 36 months. A test in which no row of status may know of it yet sets the clock before it.
FAR = datetime.fromisoformat("2029-03-02T00:00:00+01:00")


def give(session: Session, cast: Cast, course: Course, *, months: int | None = 1) -> None:
    """The course to the whole team, due in thirty days."""
    assignments.assign(
        session,
        team_id=cast.north.id,
        course_id=course.id,
        pairs=None,
        due_on=date(2026, 4, 1),
        time_zone="Europe/Berlin",
        renew_months=months,
        by_id=None,
        now=NOW,
    )
    session.commit()


def both_finish(session: Session, cast: Cast) -> None:
    """Sam and Sue complete it."""
    for who in (cast.sam, cast.sue):
        finish(session, who)


def again(session: Session, cast: Cast, *, now: datetime = AFTER) -> None:
    """Sam does everything once more, in the second round."""
    module = session.scalars(select(Module)).one()
    for step in (Step.READ, Step.QUIZ):
        recording.record_step(
            session,
            person_id=cast.sam.id,
            module_id=module.id,
            revision_id=module.revision_id or 0,
            step=step,
            lesson=lesson(question("q1")),
            role=Role.REP,
            now=now,
            round=Round(2, SECOND),
        )
    session.commit()


def at(session: Session, pair: Pair, now: datetime) -> PairCourse:
    """How a pair stands then."""
    session.rollback()
    return courses_of(session, pairs_by_id(session, [pair.id]), now=now)[0]


def given(session: Session, pair: Pair, now: datetime) -> AssignedCourse:
    """What a pair has then."""
    session.rollback()
    return given_to(session, [pair.id], now=now)[0]


def rows(session: Session, table: type[Completion | StepDone | RoundDone | PairCompletion]) -> int:
    """How many there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0
