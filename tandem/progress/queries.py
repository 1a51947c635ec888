"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
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
from tandem.rules.renewing import FIRST, Round
from tandem.terms import Role, Step

# No step has this name.
FINISHED = ""
OVERRIDE = "override"
NAMES = ("given_name", "surname")


@dataclass(frozen=True)
class Trace:
    """Something that was done once: a step, by its name, or with the name FINISHED a completion.

    `set_by` is the leader who set it complete, where one did.
    """

    what: str
    at: datetime
    edition: int = 0
    set_by: str = ""


Traces = tuple[Trace, ...]
NO_TRACE: Traces = ()


@dataclass(frozen=True)
class Half:
    """One person's half of one module: the moment of each step, and of the completion.

    `finished_edition` is the edition that was finished; 0 where none was. `done_before` is when it
    was last completed in an earlier round.
    """

    steps: dict[Step, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0
    done_before: datetime | None = None

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
    done_before: datetime | None = None


@dataclass(frozen=True)
class HalfInPair:
    """One half of a module in a pair: what was done alone, and what was done in this pair.

    `asked` are the steps for two that fall to this half, `given` the moment of those done.
    `set_by` is the leader who set this half complete, empty where nobody did; `learned_at` is the
    moment from which it was complete by what the person did. All of it is of the present round;
    `done_before` is when it was last completed in an earlier one.
    """

    own: Half
    asked: tuple[PairStep, ...]
    given: dict[str, datetime]
    required: tuple[Step, ...]
    finished_at: datetime | None
    learned_at: datetime | None
    finished_edition: int
    set_by: str
    done_before: datetime | None
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


Halves = dict[tuple[int, int], Traces]
HalvesInPair = dict[tuple[int, int, int], Traces]


def asks_of(lesson: Module, role: Role) -> Asks:
    """What a lesson asks of one half."""
    return Asks(alone=required_steps(lesson, role), shared=steps_for(lesson, role))


def half_in_pair(asks: Asks, alone: Traces, shared: Traces, *, of: Round) -> HalfInPair:
    """One half of a lesson in a pair, in this round. What is recorded as complete stays it."""
    own, done = half_of(alone, of=of), done_in_pair(shared, of=of)
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
        done_before=done.done_before or (None if asked else own.done_before),
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
            literal(FINISHED),
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
    found: HalvesInPair = {}
    row: Any
    for row in session.execute(union_all(steps, finished)):
        key = (row.pair_id, row.person_id, row.module_id)
        set_by = setter_of(row) if row.how == OVERRIDE else ""
        trace = Trace(row.what, row.at, row.edition, set_by)
        found[key] = (*found.get(key, ()), trace)
    return found


def setter_of(row: Any) -> str:
    """The name of the leader who set a half complete; a dash where the account is gone."""
    return f"{row.given_name} {row.surname}".strip() or "–"


def halves(session: Session, *, people: Collection[int], modules: Collection[int]) -> Halves:
    """Everything these people did alone, by (person id, module id). One query."""
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
    found: Halves = {}
    for row in session.execute(union_all(steps, finished)):
        key = (row.person_id, row.module_id)
        found[key] = (*found.get(key, ()), Trace(row.what, row.at, row.edition))
    return found


def half_of(traces: Traces, *, of: Round = FIRST) -> Half:
    """What somebody did alone, in this round: the first time that counts for it."""
    done, before = in_round(traces, of)
    finished = done.get(FINISHED)
    return Half(
        steps={step: done[step].at for step in Step if step in done},
        finished_at=finished.at if finished else None,
        finished_edition=max((t.edition for t in traces if of.counts(t.at)), default=0),
        done_before=before,
    )


def done_in_pair(traces: Traces, *, of: Round) -> DoneInPair:
    """What one of the two did in a pair, in this round."""
    done, before = in_round(traces, of)
    finished = done.pop(FINISHED, None)
    steps = {name: trace.at for name, trace in done.items()}
    if finished is None:
        return DoneInPair(steps, done_before=before)
    return DoneInPair(steps, finished.at, finished.edition, finished.set_by, before)


def in_round(traces: Iterable[Trace], of: Round) -> tuple[dict[str, Trace], datetime | None]:
    """The first trace of each name that counts for a round, and the last completion before it."""
    counted: dict[str, Trace] = {}
    before: list[datetime] = []
    for trace in traces:
        if not of.counts(trace.at):
            before += [trace.at] if trace.what == FINISHED else []
        elif trace.what not in counted or trace.at < counted[trace.what].at:
            counted[trace.what] = trace
    return counted, max(before, default=None)


def completed_revision(session: Session, *, person_id: int, module_id: int) -> int:
    """The revision with which a person last finished a module. Raises NoResultFound."""
    query = select(Completion.revision_id).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalars(query.order_by(Completion.number.desc()).limit(1)).one()


def steps_answered(session: Session, module_id: int) -> frozenset[str]:
    """The steps for two of a module that somebody has done."""
    query = select(PairStepDone.step).where(PairStepDone.module_id == module_id).distinct()
    return frozenset(session.scalars(query))
