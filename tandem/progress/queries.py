"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import String, cast, literal, select, union_all
from sqlalchemy.orm import Session

from tandem.content.face import required_steps, steps_for
from tandem.content.lesson import Module, PairStep
from tandem.models import Completion, PairCompletion, PairStepDone, Revision, StepDone
from tandem.rules import completion, waiting
from tandem.terms import Role, Step

FINISHED = "finished"


@dataclass(frozen=True)
class Half:
    """One person's half of one module: the moment of each step, and of the completion.

    `finished_edition` is the edition that was finished; 0 where none was.
    """

    steps: dict[Step, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0

    @property
    def is_done(self) -> bool:
        """Is this half complete?"""
        return self.finished_at is not None


@dataclass(frozen=True)
class DoneInPair:
    """What one person has done of a module in one pair: the moment of each step for two, by the
    step's id, and of the recorded completion."""

    steps: dict[str, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None


@dataclass(frozen=True)
class HalfInPair:
    """One half of a module in a pair: what was done alone, and what was done in this pair.

    `asked` are the steps for two that fall to this half, `given` the moment of those done.
    """

    own: Half
    asked: tuple[PairStep, ...]
    given: dict[str, datetime]
    required: tuple[Step, ...]
    finished_at: datetime | None
    next_step: Step | None

    @property
    def is_done(self) -> bool:
        """Is this half complete in this pair?"""
        return self.finished_at is not None

    @property
    def finished_edition(self) -> int:
        """The edition that the person finished; 0 where none was."""
        return self.own.finished_edition

    @property
    def steps(self) -> dict[Step, datetime]:
        """The moment of each step; together is done with the last step for two."""
        if not self.asked or len(self.given) < len(self.asked):
            return self.own.steps
        return {**self.own.steps, Step.TOGETHER: max(self.given.values())}

    @property
    def shared(self) -> tuple[int, int]:
        """How many of how many steps for two are done."""
        return len(self.given), len(self.asked)

    @property
    def next_shared(self) -> PairStep | None:
        """The step for two to do next."""
        return next((step for step in self.asked if step.id not in self.given), None)


@dataclass(frozen=True)
class Asks:
    """What a lesson asks of one half: the steps done alone, and those for two."""

    alone: frozenset[Step]
    shared: tuple[PairStep, ...]


NOTHING_DONE = Half()
NOTHING_IN_PAIR = DoneInPair()
Halves = dict[tuple[int, int], Half]
HalvesInPair = dict[tuple[int, int, int], DoneInPair]


def asks_of(lesson: Module, role: Role) -> Asks:
    """What a lesson asks of one half."""
    return Asks(alone=required_steps(lesson, role), shared=steps_for(lesson, role))


def half_in_pair(asks: Asks, own: Half, done: DoneInPair) -> HalfInPair:
    """One half of a lesson in a pair. What is recorded as complete stays it."""
    asked = asks.shared
    left = completion.open_steps(asked, done=done.steps)
    given = {
        step.id: done.steps.get(step.id) or done.steps[step.was]
        for step in asked
        if step not in left
    }
    finished_at = done.finished_at
    if finished_at is None and own.finished_at is not None and not left:
        finished_at = max([own.finished_at, *given.values()])
    required = asks.alone | ({Step.TOGETHER} if asked else set())
    done_alone = asks.alone if own.is_done else own.steps.keys()
    return HalfInPair(
        own=own,
        asked=asked,
        given=given,
        required=tuple(step for step in waiting.ORDER if step in required),
        finished_at=finished_at,
        next_step=waiting.next_step(
            required=required,
            done=done_alone | (set() if left else {Step.TOGETHER}),
            finished=finished_at is not None,
        ),
    )


def halves_in_pairs(
    session: Session, *, pairs: Collection[int], modules: Collection[int]
) -> HalvesInPair:
    """What was done in these pairs, by (pair id, person id, module id). One query."""
    steps = select(
        PairStepDone.pair_id,
        PairStepDone.person_id,
        PairStepDone.module_id,
        PairStepDone.step.label("what"),
        PairStepDone.at,
    ).where(PairStepDone.pair_id.in_(pairs), PairStepDone.module_id.in_(modules))
    finished = select(
        PairCompletion.pair_id,
        PairCompletion.person_id,
        PairCompletion.module_id,
        literal(""),
        PairCompletion.at,
    ).where(PairCompletion.pair_id.in_(pairs), PairCompletion.module_id.in_(modules))
    moments: dict[tuple[int, int, int], dict[str, datetime]] = {}
    for row in session.execute(union_all(steps, finished)):
        moments.setdefault((row.pair_id, row.person_id, row.module_id), {})[row.what] = row.at
    return {
        key: DoneInPair({name: at for name, at in found.items() if name}, found.get(""))
        for key, found in moments.items()
    }


def halves(session: Session, *, people: Collection[int], modules: Collection[int]) -> Halves:
    """Every half in which something is done, by (person id, module id). One query."""
    steps = select(
        StepDone.person_id,
        StepDone.module_id,
        cast(StepDone.step, String(24)).label("what"),
        StepDone.at,
        literal(0).label("edition"),
    ).where(StepDone.person_id.in_(people), StepDone.module_id.in_(modules))
    finished = select(
        Completion.person_id,
        Completion.module_id,
        cast(literal(FINISHED), String(24)),
        Completion.at,
        Revision.edition,
    )
    finished = finished.join(Revision, Revision.id == Completion.revision_id).where(
        Completion.person_id.in_(people), Completion.module_id.in_(modules)
    )
    moments: dict[tuple[int, int], dict[str, datetime]] = {}
    editions: dict[tuple[int, int], int] = {}
    for row in session.execute(union_all(steps, finished)):
        key = (row.person_id, row.module_id)
        moments.setdefault(key, {})[row.what] = row.at
        editions[key] = max(editions.get(key, 0), row.edition)
    return {key: half_of(found, edition=editions[key]) for key, found in moments.items()}


def half_of(moments: dict[str, datetime], *, edition: int) -> Half:
    """A half from the moments found for it."""
    return Half(
        steps={step: moments[step] for step in Step if step in moments},
        finished_at=moments.get(FINISHED),
        finished_edition=edition,
    )


def completed_revision(session: Session, *, person_id: int, module_id: int) -> int:
    """The revision with which a person finished a module. Raises NoResultFound."""
    query = select(Completion.revision_id).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalars(query).one()


def steps_answered(session: Session, module_id: int) -> frozenset[str]:
    """The steps for two of a module that somebody has done."""
    query = select(PairStepDone.step).where(PairStepDone.module_id == module_id).distinct()
    return frozenset(session.scalars(query))
