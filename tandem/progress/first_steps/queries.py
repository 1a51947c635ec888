"""How far is somebody with their first steps? What is ticked follows from what is there."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from tandem.models import (
    ActingLeader,
    Assignment,
    Completion,
    Course,
    FirstStepsClosed,
    LessonDraft,
    Pair,
    RecordedAnswer,
    Revision,
    RoundDone,
    StepDone,
    TeamMember,
    WorkingStyle,
)
from tandem.models.rows import rows
from tandem.terms import SEATS, Beginner, PairState, Role, Step

ROLES = {
    Beginner.LEARNER: frozenset(SEATS),
    Beginner.LEADER: frozenset({Role.LEADER}),
    Beginner.TRAINER: frozenset({Role.TRAINER}),
}


class FirstStep(StrEnum):
    """The first steps, each with what ticks it."""

    STYLE = "style"
    READ = "read"
    QUIZ = "quiz"
    TOGETHER = "together"
    PEOPLE = "people"
    PAIRS = "pairs"
    COURSE = "course"
    DATE = "date"
    COURSES = "courses"
    WRITE = "write"
    PUBLISH = "publish"


ME = bindparam("person", type_=Integer)


@dataclass(frozen=True)
class TickedStep:
    """A first step, and how often it is done already."""

    step: FirstStep
    number: int

    @property
    def is_done(self) -> bool:
        """Is it ticked? A team begins with two people."""
        return self.number >= (2 if self.step is FirstStep.PEOPLE else 1)


@dataclass(frozen=True)
class FirstSteps:
    """The first steps of somebody, in their order."""

    beginner: Beginner
    steps: tuple[TickedStep, ...]

    @property
    def number_done(self) -> int:
        """How many are ticked."""
        return sum(step.is_done for step in self.steps)

    @property
    def following(self) -> TickedStep | None:
        """The first that is not done."""
        return next((step for step in self.steps if not step.is_done), None)


def first_steps(
    session: Session, person_id: int, beginner: Beginner, *, roles: Set[Role]
) -> FirstSteps | None:
    """The first steps of somebody; None where they are past them, or have put them away.

    Nobody who has a partner is asked how they like to work: it would help nobody now. Two queries,
    one for whoever is past them, none for others than those they are for.
    """
    if not roles & ROLES[beginner]:
        return None
    if rows(session, past_or_put_away(beginner), {"person": person_id})[0][0]:
        return None
    (row,) = rows(session, numbers_of(beginner), {"person": person_id})
    counts = counts_of()[beginner]
    counted = zip(counts, row, strict=True)
    steps = (TickedStep(step, number) for step, number in counted if number is not None)
    return FirstSteps(beginner, tuple(steps))


@cache
def past_or_put_away(beginner: Beginner) -> Executable:
    """Has a `person` put them away, or got past them?"""
    is_closed = exists().where(
        FirstStepsClosed.person_id == ME, FirstStepsClosed.beginner == beginner
    )
    return select(or_(is_closed, is_past(beginner)))


@cache
def numbers_of(beginner: Beginner) -> Executable:
    """What is counted for each first step of a `person`, in one row."""
    return select(*(each.scalar_subquery() for each in counts_of()[beginner].values()))


def put_away(session: Session, person_id: int) -> list[Beginner]:
    """Which first steps somebody has put away."""
    query = select(FirstStepsClosed.beginner).where(FirstStepsClosed.person_id == person_id)
    return list(session.scalars(query.order_by(FirstStepsClosed.beginner)))


def is_past(beginner: Beginner) -> ColumnElement[bool]:
    """Has somebody got so far that they need no first steps anymore?"""
    match beginner:
        case Beginner.LEARNER:
            return exists().where(Completion.person_id == ME)
        case Beginner.LEADER:
            return exists().where(RoundDone.pair_id == Pair.id, Pair.team_id.in_(led_by()))
        case Beginner.TRAINER:
            return exists().where(Revision.published_by_id == ME)


@cache
def counts_of() -> dict[Beginner, dict[FirstStep, Select[int] | Select[int | None]]]:
    """What is counted for each first step; nothing for one that is not asked for."""
    led = led_by()
    given = number(Assignment).where(Assignment.team_id.in_(led), Assignment.withdrawn_at.is_(None))
    done = number(StepDone).where(StepDone.person_id == ME)
    return {
        Beginner.LEARNER: {
            FirstStep.STYLE: asked_style(),
            FirstStep.READ: done.where(StepDone.step == Step.READ),
            FirstStep.QUIZ: done.where(StepDone.step == Step.QUIZ),
            FirstStep.TOGETHER: number(RecordedAnswer).where(RecordedAnswer.person_id == ME),
        },
        Beginner.LEADER: {
            FirstStep.PEOPLE: number(TeamMember).where(TeamMember.team_id.in_(led)),
            FirstStep.PAIRS: number(Pair).where(
                Pair.team_id.in_(led), Pair.state != PairState.ENDED
            ),
            FirstStep.COURSE: given,
            FirstStep.DATE: given.where(Assignment.due_on.is_not(None)),
        },
        Beginner.TRAINER: {
            FirstStep.COURSES: number(Course).where(Course.withdrawn_at.is_(None)),
            FirstStep.WRITE: number(LessonDraft).where(LessonDraft.person_id == ME),
            FirstStep.PUBLISH: number(Revision).where(Revision.published_by_id == ME),
        },
    }


def asked_style() -> Select[int | None]:
    """How often a `person` has said how they like to work; nothing where they need not."""
    has_said = exists().where(WorkingStyle.person_id == ME)
    has_partner = exists().where(
        or_(Pair.rep_id == ME, Pair.support_id == ME), Pair.state != PairState.ENDED
    )
    return select(case((has_said, 1), (has_partner, None), else_=0))


def led_by() -> Select[int]:
    """The teams that a `person` leads."""
    return select(ActingLeader.team_id).where(ActingLeader.person_id == ME)


def number(table: type) -> Select[int]:
    """How many rows of a table there are."""
    return select(func.count()).select_from(table)
