"""What has one person done of a module, alone and in a pair, and is their half complete?

Reading and quiz are done once, for every pair of a person. The steps for two are done in each pair,
and so is what a leader sets complete. A half is complete in a pair when both are done there; what
was recorded as complete stays it. What was done before a round began does not count for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import ceil

from tandem.content.face import required_steps, steps_for
from tandem.content.lesson import Lesson, PairStep
from tandem.content.minutes import UNKNOWN, Minutes, minutes_left
from tandem.progress.rules import completion, next_step
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import SEATS, Role, Step

# The name of a completion among the traces: no step has it.
FINISHED = ""
STEPS = tuple(Step)
# Between these lie the halves in their picture (`templates/components/halves.html`).
TOP, BOTTOM = 4, 44
# How a completion was recorded that a leader set.
OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that was done once: a step, by its name, or with the name FINISHED a completion.

    `edition` is the edition that was completed, 0 for a step. `set_by` is the leader who set it
    complete, where one did; `role` the one in which it was completed, where others had more to do.
    """

    what: str
    at: datetime
    edition: int = 0
    set_by: str = ""
    role: Role | None = None


Traces = tuple[Trace, ...]
NO_TRACE: Traces = ()
# By (person id, module id), and by (pair id, person id, module id).
Halves = dict[tuple[int, int], Traces]
HalvesInPair = dict[tuple[int, int, int], Traces]


@dataclass(frozen=True, slots=True)
class Half:
    """What one person did alone of one module: the moment of each step, and of the completion.

    `finished_edition` is the edition that was finished; 0 where none was. `done_before` is when it
    was last completed in an earlier round.
    """

    steps: dict[Step, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0
    done_before: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Is all that is done alone complete?"""
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class DoneInPair:
    """What one person has done of a module in one pair: the moment of each step for two, by the
    step's id, and of the recorded completion, with who set it where a leader did."""

    steps: dict[str, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0
    set_by: str = ""
    done_before: datetime | None = None


NOTHING_ALONE, NOTHING_IN_PAIR = Half(), DoneInPair()


@dataclass(frozen=True)
class Asks:
    """What a lesson asks of one half: the steps done alone, those for two, and what each takes.

    `role` is whose half it is.
    """

    alone: frozenset[Step]
    shared: tuple[PairStep, ...]
    minutes: Minutes = UNKNOWN
    role: Role | None = field(default=None, compare=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Those done alone, and all for two as one, in their order."""
        asked = self.alone | ({Step.TOGETHER} if self.shared else set())
        return tuple(step for step in next_step.ORDER if step in asked)


@dataclass(frozen=True, slots=True)
class Parts:
    """How many of how many steps of a half are done, and how high its picture is filled.

    The picture is 48 high and filled from below: nothing is done at `BOTTOM`, everything at `TOP`.
    """

    done: int
    of: int

    @property
    def level(self) -> float:
        """Down to where the picture is filled."""
        share = self.done / self.of if self.of else 0
        return round(BOTTOM - share * (BOTTOM - TOP), 1)


@dataclass(frozen=True, slots=True)
class HalfInPair:
    """One half of a module: what was done alone, and what was done in this pair.

    `asked` are the steps for two that fall to this half, `given` the moment of those done.
    `set_by` is the leader who set this half complete, empty where nobody did; `learned_at` is the
    moment from which it was complete by what the person did. All of it is of the present round;
    `done_before` is when it was last completed in an earlier one. A module that is read without a
    pair is such a half too: nothing is asked for two.
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
    minutes: Minutes = UNKNOWN

    @property
    def is_done(self) -> bool:
        """Is this half complete in this pair?"""
        return self.finished_at is not None

    @property
    def was_ever_done(self) -> bool:
        """Is or was this half complete in this pair, in any round?"""
        return self.is_done or self.done_before is not None

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
    def has_begun(self) -> bool:
        """Is anything recorded, of what is asked today or was asked before?"""
        return self.is_done or bool(self.own.steps or self.given)

    @property
    def parts(self) -> Parts:
        """How far this half is filled."""
        return parts_of(self)

    @property
    def next_shared(self) -> PairStep | None:
        """The step for two to do next."""
        return next((step for step in self.asked if step.id not in self.given), None)

    @property
    def minutes_left(self) -> int:
        """About how many minutes this half still takes: less with each step done."""
        if self.is_done:
            return 0
        return minutes_left(self.minutes, done=self.steps, given=self.given)

    def minutes_of(self, step: Step) -> int:
        """About how many minutes one step takes, or those for two that are left; 0 if unknown."""
        if step is not Step.TOGETHER:
            return ceil(round(self.minutes.alone.get(step, 0), 6))
        return sum(n for name, n in self.minutes.for_two.items() if name not in self.given)


def asks_of(lesson: Lesson, role: Role, *, minutes: Minutes = UNKNOWN) -> Asks:
    """What a lesson asks of one half. Who reads without a seat has nobody to do steps with."""
    shared = steps_for(lesson, role) if role in SEATS else ()
    return Asks(alone=required_steps(lesson, role), shared=shared, minutes=minutes, role=role)


def half_in_pair(asks: Asks, alone: Traces, in_pair: Traces, *, round: Round) -> HalfInPair:
    """One half of a lesson in a pair, in this round. A recorded completion always counts."""
    own = half_of(counted_for(asks, alone, round=round), round=round)
    done = done_in_pair(in_pair, round=round)
    asked = asks.shared
    left = completion.open_steps(asked, done=done.steps)
    given_at = {
        step.id: done.steps.get(step.id) or done.steps[step.was]
        for step in asked
        if step not in left
    }
    learned_at = None if done.set_by else done.finished_at
    if learned_at is None and own.finished_at is not None and not left:
        learned_at = max([own.finished_at, *given_at.values()])
    finished_at = done.finished_at or learned_at
    return HalfInPair(
        own=own,
        asked=asked,
        given=given_at,
        required=asks.steps,
        finished_at=finished_at,
        learned_at=learned_at,
        finished_edition=own.finished_edition or done.finished_edition,
        set_by=done.set_by,
        done_before=done.done_before or (None if asked else own.done_before),
        next_step=None if finished_at else first_open(asks, own, are_left=bool(left)),
        minutes=asks.minutes,
    )


def counted_for(asks: Asks, alone: Traces, *, round: Round) -> Traces:
    """What was done alone, without the completions in another role that is asked less.

    Where every step of this half is done all the same, such a completion counts for it, too.
    """
    if all(trace.role in (None, asks.role) for trace in alone):
        return alone
    if asks.alone <= {trace.what for trace in in_round(alone, round)}:
        return alone
    return tuple(trace for trace in alone if trace.role in (None, asks.role))


def first_open(asks: Asks, own: Half, *, are_left: bool) -> Step | None:
    """The step to do next of a half that is not complete. `are_left`: of the steps for two."""
    done = asks.alone if own.is_done else own.steps.keys()
    both = set() if are_left else {Step.TOGETHER}
    return next_step.next_step(required=set(asks.steps), done=done | both, finished=False)


def parts_of(half: HalfInPair) -> Parts:
    """How many of how many steps are done: each step done alone, and each of those for two.

    A half that is complete is full, however it became so; what a lesson no longer asks for does
    not count.
    """
    alone = len(half.required) - (Step.TOGETHER in half.required)
    number = alone + len(half.asked)
    if half.is_done:
        return Parts(number, number)
    done = (
        alone
        if half.own.is_done
        else sum(step in half.own.steps for step in half.required if step is not Step.TOGETHER)
    )
    return Parts(done + len(half.given), number)


def parts_together(halves: Iterable[HalfInPair]) -> Parts:
    """How many of how many steps of all these halves are done."""
    parts = [half.parts for half in halves]
    return Parts(sum(part.done for part in parts), sum(part.of for part in parts))


def half_of(traces: Traces, *, round: Round = FIRST) -> Half:
    """What somebody did alone, in this round: the first time that counts for it."""
    if not traces:
        return NOTHING_ALONE
    counted = in_round(traces, round)
    done = first_of_each(counted)
    finished = done.get(FINISHED)
    return Half(
        steps={step: done[step].at for step in STEPS if step in done},
        finished_at=finished.at if finished else None,
        finished_edition=max(trace.edition for trace in counted) if finished else 0,
        done_before=done_before(traces, round),
    )


def done_in_pair(traces: Traces, *, round: Round) -> DoneInPair:
    """What one of the two did in a pair, in this round."""
    if not traces:
        return NOTHING_IN_PAIR
    done, before = first_of_each(in_round(traces, round)), done_before(traces, round)
    finished = done.pop(FINISHED, None)
    steps = {name: trace.at for name, trace in done.items()}
    if finished is None:
        return DoneInPair(steps, done_before=before)
    return DoneInPair(steps, finished.at, finished.edition, finished.set_by, before)


def in_round(traces: Traces, round: Round) -> Traces:
    """Those that count for a round: in the first everything does."""
    if round.began_at is None:
        return traces
    return tuple(trace for trace in traces if round.counts(trace.at))


def first_of_each(traces: Traces) -> dict[str, Trace]:
    """The first trace of each name."""
    first: dict[str, Trace] = {}
    for trace in traces:
        if trace.what not in first or trace.at < first[trace.what].at:
            first[trace.what] = trace
    return first


def done_before(traces: Traces, round: Round) -> datetime | None:
    """The last completion before a round."""
    if round.began_at is None:
        return None
    finished = (trace.at for trace in traces if trace.what == FINISHED)
    return max((at for at in finished if not round.counts(at)), default=None)


def learned_by_both(first: HalfInPair, second: HalfInPair) -> datetime | None:
    """From when on both halves were complete by what the two did; None where one is not."""
    if first.learned_at is None or second.learned_at is None:
        return None
    return max(first.learned_at, second.learned_at)
