"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from tandem.content.face import required_steps, steps_for
from tandem.content.lesson import Module, PairStep
from tandem.models import (
    Completion,
    Override,
    PairCompletion,
    PairStepDone,
    Person,
    Revision,
    StepDone,
)
from tandem.rules import completion, waiting
from tandem.terms import Role, Step

FINISHED = "finished"
OVERRIDE = "override"
NAMES = ("given_name", "surname")


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
    step's id, and of the recorded completion, with who set it where a leader did."""

    steps: dict[str, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0
    set_by: str = ""


@dataclass(frozen=True)
class HalfInPair:
    """One half of a module in a pair: what was done alone, and what was done in this pair.

    `asked` are the steps for two that fall to this half, `given` the moment of those done.
    `set_by` is the leader who set this half complete, empty where nobody did; `learned_at` is the
    moment from which it was complete by what the person did.
    """

    own: Half
    asked: tuple[PairStep, ...]
    given: dict[str, datetime]
    required: tuple[Step, ...]
    finished_at: datetime | None
    learned_at: datetime | None
    finished_edition: int
    set_by: str
    next_step: Step | None

    @property
    def is_done(self) -> bool:
        """Is this half complete in this pair?"""
        return self.finished_at is not None

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
    learned_at = None if done.set_by else done.finished_at
    if learned_at is None and own.finished_at is not None and not left:
        learned_at = max([own.finished_at, *given.values()])
    finished_at = done.finished_at or learned_at
    required = asks.alone | ({Step.TOGETHER} if asked else set())
    done_alone = asks.alone if own.is_done else own.steps.keys()
    return HalfInPair(
        own=own,
        asked=asked,
        given=given,
        required=tuple(step for step in waiting.ORDER if step in required),
        finished_at=finished_at,
        learned_at=learned_at,
        finished_edition=own.finished_edition or done.finished_edition,
        set_by=done.set_by,
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
        literal(0).label("edition"),
        literal("").label("how"),
        *(literal("").label(name) for name in NAMES),
    ).where(PairStepDone.pair_id.in_(pairs), PairStepDone.module_id.in_(modules))
    finished = (
        select(
            PairCompletion.pair_id,
            PairCompletion.person_id,
            PairCompletion.module_id,
            literal(""),
            PairCompletion.at,
            Revision.edition,
            PairCompletion.how,
            *(func.coalesce(getattr(Person, name), "") for name in NAMES),
        )
        .join(Revision, Revision.id == PairCompletion.revision_id)
        .outerjoin(Override, Override.completion_id == PairCompletion.id)
        .outerjoin(Person, Person.id == Override.by_id)
        .where(PairCompletion.pair_id.in_(pairs), PairCompletion.module_id.in_(modules))
    )
    rows: dict[tuple[int, int, int], list[Any]] = {}
    row: Any
    for row in session.execute(union_all(steps, finished)):
        rows.setdefault((row.pair_id, row.person_id, row.module_id), []).append(row)
    return {key: done_in_pair(found) for key, found in rows.items()}


def done_in_pair(rows: Sequence[Any]) -> DoneInPair:
    """What these rows of one half say."""
    done = DoneInPair({row.what: row.at for row in rows if row.what})
    for row in rows:
        if not row.what:
            return replace(
                done,
                finished_at=row.at,
                finished_edition=row.edition,
                set_by=setter_of(row) if row.how == OVERRIDE else "",
            )
    return done


def setter_of(row: Any) -> str:
    """The name of the leader who set a half complete; a dash where the account is gone."""
    return f"{row.given_name} {row.surname}".strip() or "–"


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
