"""How far are these pairs with their courses? Both halves of every module, steps and dates only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.given.queries import Given, given_to
from tandem.pairs.queries import Partner, ShownPair
from tandem.progress.queries import halves, halves_in_pairs
from tandem.publishing.queries import ServedCourse, ServedModule, library
from tandem.rules import completion, due, waiting
from tandem.rules.halves import (
    NO_TRACE,
    Asks,
    HalfInPair,
    Halves,
    HalvesInPair,
    asks_of,
    half_in_pair,
)
from tandem.rules.renewing import FIRST, Round
from tandem.terms import SEATS, PairState, Role, Step, Together


@dataclass(frozen=True)
class Done:
    """What was done alone, what in the pairs, and what each half of a module asks for.

    Looked up once for all pairs: to read it from the lesson for each half is what costs.
    """

    alone: Halves
    in_pairs: HalvesInPair
    asks: dict[tuple[int, Role], Asks]


@dataclass(frozen=True)
class HalfOfModule:
    """One partner's half of a module: what was done, and what is next."""

    partner: Partner
    half: HalfInPair

    @property
    def is_done(self) -> bool:
        """Is this half complete?"""
        return self.half.is_done

    @property
    def required(self) -> tuple[Step, ...]:
        """What this half asks for."""
        return self.half.required

    @property
    def next_step(self) -> Step | None:
        """What is next in this half."""
        return self.half.next_step


@dataclass(frozen=True)
class PairModule:
    """A module of a pair: both halves and the state they make together."""

    module: ServedModule
    rep: HalfOfModule
    support: HalfOfModule
    together: Together

    def minutes_left(self, half: HalfOfModule) -> int:
        """About how long one of its halves still takes: less with each step that is done."""
        if half.is_done:
            return 0
        return waiting.minutes_left(
            self.module.lesson.minutes, required=half.required, done=half.half.steps
        )


@dataclass(frozen=True)
class PairCourse:
    """A course of a pair, module by module."""

    pair: ShownPair
    course: ServedCourse
    due_on: date | None
    time_zone: str
    modules: tuple[PairModule, ...]
    is_overdue: bool
    round: Round = FIRST
    renew_months: int | None = None
    renewed_due_on: date | None = None

    @property
    def finished_at(self) -> datetime | None:
        """From when on both had completed everything; None while something is open."""
        halves = [half.half.finished_at for one in self.modules for half in (one.rep, one.support)]
        moments = [at for at in halves if at is not None]
        return max(moments, default=None) if len(moments) == len(halves) else None

    @property
    def standing(self) -> Together:
        """The state of the first module that is not done by both."""
        return completion.standing(module.together for module in self.modules)

    @property
    def stands_at(self) -> PairModule | None:
        """The first module that is not done by both."""
        return next((m for m in self.modules if m.together is not Together.BOTH_DONE), None)

    def minutes_left(self, role: Role) -> int:
        """About how long one half of the whole course still takes."""
        return sum(
            module.minutes_left(module.rep if role is Role.REP else module.support)
            for module in self.modules
        )


def courses_of(
    session: Session, pairs: Sequence[ShownPair], *, now: datetime, last_done: bool = False
) -> list[PairCourse]:
    """Every course given to these pairs with both halves; by course, then as the pairs come.

    In the present round, or as it was in the last one that both completed. Four queries, however
    many pairs and courses.
    """
    courses = {course.id: course for course in library(session).courses}
    place = {pair.id: number for number, pair in enumerate(pairs)}
    given = [one for one in given_to(session, place, now=now) if one.course_id in courses]
    if last_done:
        given = [replace(one, round=one.last_done or one.round) for one in given]
    people = {one.id for pair in pairs for one in (pair.rep, pair.support)}
    shown = [courses[number] for number in {one.course_id for one in given}]
    lessons = {module.id: module.lesson for course in shown for module in course.modules}
    done = Done(
        halves(session, people=people, modules=lessons),
        halves_in_pairs(session, pairs=place, modules=lessons),
        {(number, role): asks_of(lessons[number], role) for number in lessons for role in SEATS},
    )
    given.sort(key=lambda one: (courses[one.course_id].title, one.course_id, place[one.pair_id]))
    return [
        pair_course(pairs[place[one.pair_id]], courses[one.course_id], one, done, now=now)
        for one in given
    ]


def pair_course(
    pair: ShownPair, course: ServedCourse, given: Given, done: Done, *, now: datetime
) -> PairCourse:
    """One course of one pair. A date counts for active pairs that are not through."""
    modules = tuple(pair_module(pair, module, done, of=given.round) for module in course.modules)
    is_through = completion.standing(m.together for m in modules) is Together.BOTH_DONE
    counts = pair.state is PairState.ACTIVE and not is_through
    return PairCourse(
        pair=pair,
        course=course,
        due_on=given.due_on,
        time_zone=given.time_zone,
        modules=modules,
        is_overdue=counts and due.is_overdue(given.due_on, zone=given.time_zone, now=now),
        round=given.round,
        renew_months=given.renew_months,
        renewed_due_on=given.renewed_due_on,
    )


def pair_module(pair: ShownPair, module: ServedModule, done: Done, *, of: Round) -> PairModule:
    """One module of one pair, in its present round."""
    rep, support = (
        half_of_module(pair, partner, module, done, of=of) for partner in (pair.rep, pair.support)
    )
    return PairModule(
        module=module,
        rep=rep,
        support=support,
        together=completion.together(rep_done=rep.is_done, support_done=support.is_done),
    )


def half_of_module(
    pair: ShownPair, partner: Partner, module: ServedModule, done: Done, *, of: Round
) -> HalfOfModule:
    """One partner's half of one module."""
    alone = done.alone.get((partner.id, module.id), NO_TRACE)
    in_pair = done.in_pairs.get((pair.id, partner.id, module.id), NO_TRACE)
    asks = done.asks[module.id, partner.role]
    return HalfOfModule(partner, half_in_pair(asks, alone, in_pair, round=of))
