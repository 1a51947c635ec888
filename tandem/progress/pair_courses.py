"""How far are these pairs with their courses? Both halves of every module, steps and dates only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from tandem import dates
from tandem.library.served import ServedCourse, ServedModule, library
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import ShownPair
from tandem.progress.assigned import AssignedCourse, given_to
from tandem.progress.records import halves, halves_in_pairs
from tandem.progress.rules import completion, next_step
from tandem.progress.rules.halves import (
    NO_TRACE,
    Asks,
    HalfInPair,
    Halves,
    HalvesInPair,
    asks_of,
    half_in_pair,
    learned_by_both,
)
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import SEATS, PairState, Role, Stage, Step, Together, opposite


@dataclass(frozen=True)
class OwnModule:
    """A module as whoever learns it sees it: what they have done, and what is next."""

    module: ServedModule
    mine: HalfInPair

    @property
    def required(self) -> tuple[Step, ...]:
        """What the viewer's half asks for."""
        return self.mine.required

    @property
    def next_step(self) -> Step | None:
        """What the viewer does next."""
        return self.mine.next_step

    @property
    def has_new_edition(self) -> bool:
        """Has the author marked a major change since the viewer finished?"""
        return self.mine.own.is_done and self.mine.finished_edition < self.module.lesson.edition

    @property
    def my_minutes(self) -> int:
        """About how long the viewer's half still takes."""
        return self.mine.minutes_left


@dataclass(frozen=True)
class SeatModule(OwnModule):
    """A module of a pair as one of the two sees it: both halves, and the state they make."""

    theirs: HalfInPair
    together: Together
    role: Role

    @property
    def rep(self) -> HalfInPair:
        """The rep's half."""
        return self.mine if self.role is Role.REP else self.theirs

    @property
    def support(self) -> HalfInPair:
        """The support person's half."""
        return self.theirs if self.role is Role.REP else self.mine

    @property
    def said(self) -> Together | Stage:
        """The state as it is said: nobody yet only where nothing has begun."""
        return said_of_halves(self.together, (self.mine, self.theirs))

    @property
    def their_minutes(self) -> int:
        """About how long the partner's half still takes."""
        return self.theirs.minutes_left

    @property
    def learned_at(self) -> datetime | None:
        """From when on both were complete by what they did; None where one is not."""
        return learned_by_both(self.mine, self.theirs)


@dataclass(frozen=True)
class PairModule:
    """A module of a pair: both halves and the state they make together."""

    module: ServedModule
    rep: HalfInPair
    support: HalfInPair

    @property
    def halves(self) -> tuple[HalfInPair, HalfInPair]:
        """Both halves: rep, support."""
        return self.rep, self.support

    @cached_property
    def together(self) -> Together:
        """How far the pair is with it."""
        return completion.together(rep_done=self.rep.is_done, support_done=self.support.is_done)

    @property
    def said(self) -> Together | Stage:
        """The state as it is said: nobody yet only where nothing has begun."""
        return said_of_halves(self.together, self.halves)

    @property
    def learned_at(self) -> datetime | None:
        """From when on both were complete by what they did; None where one is not."""
        return learned_by_both(self.rep, self.support)

    def half_of(self, role: Role) -> HalfInPair:
        """The half that falls to one of the two seats."""
        return self.rep if role is Role.REP else self.support

    def for_seat(self, role: Role) -> SeatModule:
        """The module as the person in this seat sees it."""
        return SeatModule(
            module=self.module,
            mine=self.half_of(role),
            theirs=self.half_of(opposite(role)),
            together=self.together,
            role=role,
        )


def said_of_halves(together: Together, halves: Iterable[HalfInPair]) -> Together | Stage:
    """What is said of the state of these halves."""
    return completion.said_of(together, is_begun=any(half.has_begun for half in halves))


@dataclass(frozen=True)
class ProgressRecords:
    """What was done alone, what in the pairs, and what each half of a module asks for.

    Looked up once for all pairs: to read it from the lesson for each half is what costs.
    """

    alone: Halves
    in_pairs: HalvesInPair
    asks: dict[tuple[int, Role], Asks]
    # A half of which nothing is recorded is the same for everybody.
    untouched: dict[tuple[int, Role], HalfInPair] = field(default_factory=dict)

    def half(
        self, module: ServedModule, role: Role, *, person_id: int, pair_id: int, round: Round
    ) -> HalfInPair:
        """One person's half of a module in a pair."""
        alone = self.alone.get((person_id, module.id), NO_TRACE)
        in_pair = self.in_pairs.get((pair_id, person_id, module.id), NO_TRACE)
        key = module.id, role
        if alone or in_pair:
            return half_in_pair(self.asks[key], alone, in_pair, round=round)
        if key not in self.untouched:
            self.untouched[key] = half_in_pair(self.asks[key], alone, in_pair, round=round)
        return self.untouched[key]

    def pair_module(
        self, module: ServedModule, *, pair_id: int, rep_id: int, support_id: int, round: Round
    ) -> PairModule:
        """A module of a pair, in a round."""
        rep = self.half(module, Role.REP, person_id=rep_id, pair_id=pair_id, round=round)
        support = self.half(
            module, Role.SUPPORT, person_id=support_id, pair_id=pair_id, round=round
        )
        return PairModule(module, rep, support)

    def own_module(
        self, module: ServedModule, role: Role, *, person_id: int, round: Round = FIRST
    ) -> OwnModule:
        """A module that somebody reads without a pair: one half, in a round."""
        asks = replace(self.asks[module.id, role], shared=())
        alone = self.alone.get((person_id, module.id), NO_TRACE)
        return OwnModule(module, half_in_pair(asks, alone, NO_TRACE, round=round))


@dataclass(frozen=True)
class PairCourse:
    """A course of a pair, module by module."""

    pair: ShownPair
    course: ServedCourse
    due_on: date | None
    time_zone: str
    modules: tuple[PairModule, ...]
    is_overdue: bool
    given_at: datetime
    in_order: bool
    closes: bool
    round: Round = FIRST
    renew_months: int | None = None
    renewed_due_on: date | None = None

    @property
    def finished_at(self) -> datetime | None:
        """From when on both had completed everything; None while something is open."""
        finished = [half.finished_at for module in self.modules for half in module.halves]
        moments = [at for at in finished if at is not None]
        return max(moments, default=None) if len(moments) == len(finished) else None

    @cached_property
    def together(self) -> Together:
        """The state of the first module that is not done by both."""
        return completion.together_in_course(module.together for module in self.modules)

    @property
    def has_begun(self) -> bool:
        """Has anybody done a step of the course?"""
        return any(half.has_begun for module in self.modules for half in module.halves)

    @property
    def said(self) -> Together | Stage:
        """The state as it is said: nobody yet only where no step of the course is done."""
        return completion.said_of(self.together, is_begun=self.has_begun)

    @property
    def next_step(self) -> Step | None:
        """The next open step of the module the pair has reached, of either of the two."""
        module = self.stands_at
        steps = {half.next_step for half in module.halves} if module else set()
        return next((step for step in next_step.ORDER if step in steps), None)

    @property
    def stands_at(self) -> PairModule | None:
        """The first module that is not done by both."""
        open_modules = (
            module for module in self.modules if module.together is not Together.BOTH_DONE
        )
        return next(open_modules, None)

    def minutes_left(self, role: Role) -> int:
        """About how long one half of the whole course still takes."""
        return sum(module.half_of(role).minutes_left for module in self.modules)


@dataclass(frozen=True)
class GivenCourses:
    """The courses given to some pairs, and what is recorded of them.

    `assigned` is by (pair id, course id). How far a pair is with one is worked out when it is asked
    for: of many pairs nobody keeps all modules at once.
    """

    pairs: dict[int, ShownPair]
    courses: dict[int, ServedCourse]
    assigned: dict[tuple[int, int], AssignedCourse]
    records: ProgressRecords
    now: datetime

    def of_pair(self, pair_id: int, course_id: int) -> PairCourse:
        """One course of one pair. Raises KeyError where it was not given."""
        return pair_course(
            self.pairs[pair_id],
            self.courses[course_id],
            self.assigned[pair_id, course_id],
            self.records,
            now=self.now,
        )


def courses_of(
    session: Session, pairs: Sequence[ShownPair], *, now: datetime, last_done: bool = False
) -> list[PairCourse]:
    """Every course given to these pairs with both halves; by course, then as the pairs come.

    In the present round, or as it was in the last one that both completed. Four queries, however
    many pairs and courses.
    """
    given = given_courses(session, pairs, now=now, last_done=last_done)
    place = {pair.id: number for number, pair in enumerate(pairs)}
    keys = sorted(
        given.assigned, key=lambda key: (given.courses[key[1]].title, key[1], place[key[0]])
    )
    return [given.of_pair(*key) for key in keys]


def given_courses(
    session: Session, pairs: Sequence[ShownPair], *, now: datetime, last_done: bool = False
) -> GivenCourses:
    """Every course given to these pairs. Four queries, however many pairs and courses."""
    courses = {course.id: course for course in library(session).courses}
    ids = {pair.id for pair in pairs}
    assignments = [
        assigned for assigned in given_to(session, ids, now=now) if assigned.course_id in courses
    ]
    if last_done:
        assignments = [
            replace(assigned, round=assigned.last_done or assigned.round)
            for assigned in assignments
        ]
    shown = [courses[number] for number in {assigned.course_id for assigned in assignments}]
    return GivenCourses(
        pairs={pair.id: pair for pair in pairs},
        courses=courses,
        assigned={(assigned.pair_id, assigned.course_id): assigned for assigned in assignments},
        records=progress_records(
            session,
            [module for course in shown for module in course.modules],
            people={partner.id for pair in pairs for partner in (pair.rep, pair.support)},
            pairs=ids,
        ),
        now=now,
    )


def progress_records(
    session: Session,
    modules: Collection[ServedModule],
    *,
    people: Collection[int],
    pairs: Collection[int] = (),
    roles: Collection[Role] = SEATS,
) -> ProgressRecords:
    """What these people have done of these modules, alone and in these pairs.

    Two queries however many they are, one without a pair, none without a module.
    """
    lessons = {module.id: module for module in modules}
    if not lessons:
        return ProgressRecords(alone={}, in_pairs={}, asks={})
    return ProgressRecords(
        alone=halves(session, people=people, modules=lessons),
        in_pairs=halves_in_pairs(session, pairs=pairs, modules=lessons) if pairs else {},
        asks={
            (module_id, role): asks_for(module, role)
            for module_id, module in lessons.items()
            for role in roles
        },
    )


def asks_for(module: ServedModule, role: Role) -> Asks:
    """What a served module asks of one half. Worked out once in a process."""
    if role not in module.asked_of:
        minutes = module.minutes_for(role)
        module.asked_of[role] = asks_of(module.lesson, role, minutes=minutes)
    asks: Asks = module.asked_of[role]
    return asks


def pair_course(
    pair: ShownPair,
    course: ServedCourse,
    assigned: AssignedCourse,
    records: ProgressRecords,
    *,
    now: datetime,
) -> PairCourse:
    """One course of one pair. A date counts for active pairs that are not through.

    Of a pair that is only proposed nothing is shown that the two did elsewhere: neither has said
    yes to being looked at here.
    """
    if not pairs_rules.is_open(pair.state):
        records = replace(records, alone={}, in_pairs={})
    modules = modules_of(pair, course, records, round=assigned.round)
    together = completion.together_in_course(module.together for module in modules)
    counts = pair.state is PairState.ACTIVE and together is not Together.BOTH_DONE
    return PairCourse(
        pair=pair,
        course=course,
        due_on=assigned.due_on,
        time_zone=assigned.time_zone,
        modules=modules,
        is_overdue=counts and dates.is_overdue(assigned.due_on, zone=assigned.time_zone, now=now),
        given_at=assigned.given_at,
        round=assigned.round,
        renew_months=assigned.renew_months,
        renewed_due_on=assigned.renewed_due_on,
        in_order=assigned.in_order,
        closes=assigned.closes,
    )


def modules_of(
    pair: ShownPair, course: ServedCourse, records: ProgressRecords, *, round: Round
) -> tuple[PairModule, ...]:
    """The modules of a course with both halves of a pair."""
    return tuple(
        records.pair_module(
            module,
            pair_id=pair.id,
            rep_id=pair.rep.id,
            support_id=pair.support.id,
            round=round,
        )
        for module in course.modules
    )
