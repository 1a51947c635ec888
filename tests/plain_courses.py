"""Courses as the rules know them, made by hand: no database is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tandem.content.lesson import Lesson, PairStep
from tandem.library.served import ServedCourse, ServedModule
from tandem.people.pairs.queries import Partner, ShownPair
from tandem.progress.assigned import Seat, WaitingSeat
from tandem.progress.pair_courses import OwnModule, PairCourse, PairModule
from tandem.progress.rules.halves import (
    FINISHED,
    Asks,
    HalfInPair,
    Trace,
    asks_of,
    half_in_pair,
)
from tandem.progress.rules.rounds import FIRST, Round
from tandem.progress.seat_courses import OwnCourse, SharedCourse
from tandem.terms import PairState, Role, Step
from tests.cast import NOW

SAM, SUE = 1, 2
LESSON = Lesson("engine", "Engine")
COURSE = ServedCourse(5, "teaming", "Teaming", "", "", frozenset(), ())
Halves = tuple[HalfInPair, HalfInPair]


def half(
    *steps: Step, finished: int | None = None, asked: tuple[PairStep, ...] = (), **given: datetime
) -> HalfInPair:
    """A half with these steps, perhaps finished alone so many days from now, and with these steps
    for two."""
    asks = Asks(asks_of(LESSON, Role.REP).alone, asked)
    traces = tuple(Trace(step, NOW) for step in steps)
    if finished is not None:
        traces += (Trace(FINISHED, NOW + timedelta(days=finished), 1),)
    in_pair = tuple(Trace(name, at) for name, at in given.items())
    return half_in_pair(asks, traces, in_pair, round=FIRST)


OPEN, BEGUN, DONE = half(), half(Step.QUIZ), half(Step.READ, finished=0)


def served(number: int) -> ServedModule:
    """A module of that number."""
    return ServedModule(number, f"m{number}", 10 * number, LESSON)


def seat(
    pair_id: int,
    *,
    role: Role = Role.REP,
    state: PairState = PairState.ACTIVE,
    course: ServedCourse = COURSE,
    given: str = "Sue",
    due_on: date | None = None,
    **fields: Any,
) -> Seat:
    """Sam's seat in a pair."""
    facts = {"in_order": False, "closes": False, **fields}
    return Seat(
        pair_id, state, role, course.id, SUE, f"{given} of {pair_id}", due_on, "UTC", NOW,
        partner_given_name=given, **facts,
    )  # fmt: skip


def waiting(course_id: int, role: Role = Role.REP, **fields: Any) -> WaitingSeat:
    """A course that waits for a partner of Sam's, with no date."""
    facts = {"in_order": False, "closes": False, "due_on": None, "time_zone": "UTC", **fields}
    return WaitingSeat(course_id, role, **facts)


def shared(
    pair_id: int, *halves: Halves, as_role: Role | None = None, **fields: Any
) -> SharedCourse:
    """A course of a pair, each module with Sam's half and the partner's."""
    mine = seat(pair_id, **fields)
    modules = []
    for number, (own, theirs) in enumerate(halves):
        rep, support = (own, theirs) if mine.role is Role.REP else (theirs, own)
        modules.append(PairModule(served(number), rep, support).for_seat(mine.role))
    return SharedCourse(fields.get("course", COURSE), mine, tuple(modules), as_role)


def alone(role: Role, *halves: HalfInPair, **fields: Any) -> OwnCourse:
    """A course that Sam reads alone."""
    modules = tuple(OwnModule(served(number), own) for number, own in enumerate(halves))
    return OwnCourse(fields.pop("course", COURSE), role, modules, **fields)


def pair(
    pair_id: int = 1, *, state: PairState = PairState.ACTIVE, swapped: bool = False
) -> ShownPair:
    """Sam, the rep, and Sue; or the other way round."""
    people = [
        (SAM, "Sam Adeyemi", ("adeyemi", "sam", SAM)),
        (SUE, "Sue Zhang", ("zhang", "sue", SUE)),
    ]
    rep, support = (
        Partner(id, name, sort_name, role, given_name=name.split()[0])
        for (id, name, sort_name), role in zip(
            people[::-1] if swapped else people, (Role.REP, Role.SUPPORT), strict=True
        )
    )
    return ShownPair(pair_id, 1, "North", False, state, rep, support)


def pair_course(
    *halves: Halves,
    of: ShownPair | None = None,
    course: ServedCourse = COURSE,
    due_on: date | None = None,
    is_overdue: bool = False,
    closes: bool = False,
    round: Round = FIRST,
) -> PairCourse:
    """A course of a pair, each module with the rep's half and support's."""
    modules = tuple(PairModule(served(number), *both) for number, both in enumerate(halves))
    return PairCourse(
        of or pair(), course, due_on, "UTC", modules, is_overdue, NOW, round=round, closes=closes,
        in_order=False,
    )  # fmt: skip
