"""How does each of the two see a module of their pair?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.content.lesson import Lesson
from tandem.library.served import ServedModule
from tandem.progress.pair_courses import OwnModule, PairCourse, PairModule, ProgressRecords
from tandem.progress.rules.halves import (
    FINISHED,
    NO_TRACE,
    HalfInPair,
    Trace,
    asks_of,
    half_in_pair,
)
from tandem.progress.rules.rounds import FIRST
from tandem.terms import SEATS, Role, Stage, Step, Together
from tests.cast import NOW

SAM, SUE = 1, 2
LESSON = Lesson("engine", "Engine", minutes=10, edition=2)
MODULE = ServedModule(7, "engine", 70, LESSON)
SAM_HAS_DONE_IT = {(SAM, 7): (Trace(Step.READ, NOW), Trace(FINISHED, NOW, edition=1))}


@pytest.fixture
def module() -> PairModule:
    """Sam, the rep, is done with the first edition; Sue has not begun."""
    minutes = {role: MODULE.minutes_for(role) for role in SEATS}
    asks = {(MODULE.id, role): asks_of(LESSON, role, minutes=minutes[role]) for role in SEATS}
    records = ProgressRecords(alone=SAM_HAS_DONE_IT, in_pairs={}, asks=asks)
    return records.pair_module(MODULE, pair_id=3, rep_id=SAM, support_id=SUE, round=FIRST)


def test_each_seat_has_its_own_half_and_the_same_state(module: PairModule) -> None:
    rep, support = module.for_seat(Role.REP), module.for_seat(Role.SUPPORT)

    assert (rep.mine, rep.theirs) == (module.rep, module.support)
    assert (support.mine, support.theirs) == (module.support, module.rep)
    assert rep.together is support.together is Together.WAITING_FOR_SUPPORT


def test_each_seat_is_told_its_own_next_step_and_the_minutes_of_both(
    module: PairModule,
) -> None:
    rep, support = module.for_seat(Role.REP), module.for_seat(Role.SUPPORT)

    assert (rep.next_step, support.next_step) == (None, Step.READ)
    assert (rep.my_minutes, rep.their_minutes) == (0, 10)
    assert (support.my_minutes, support.their_minutes) == (10, 0)


def test_a_new_edition_is_told_to_who_finished_an_earlier_one(module: PairModule) -> None:
    seen = {role: module.for_seat(role).has_new_edition for role in SEATS}

    assert seen == {Role.REP: True, Role.SUPPORT: False}


def test_both_have_learned_it_from_the_later_of_the_two(module: PairModule) -> None:
    later = NOW + timedelta(days=1)
    sues = half_in_pair(
        asks_of(LESSON, Role.SUPPORT), (Trace(FINISHED, later),), NO_TRACE, round=FIRST
    )
    both = PairModule(MODULE, module.rep, sues)

    assert module.learned_at is module.for_seat(Role.SUPPORT).learned_at is None
    assert both.learned_at == both.for_seat(Role.REP).learned_at == later


def test_who_reads_without_a_pair_has_the_one_half_of_it() -> None:
    asks = {(MODULE.id, Role.TRAINER): asks_of(LESSON, Role.TRAINER)}
    records = ProgressRecords(alone=SAM_HAS_DONE_IT, in_pairs={}, asks=asks)

    own = records.own_module(MODULE, Role.TRAINER, person_id=SAM)

    assert (own.required, own.next_step, own.mine.finished_at) == ((Step.READ,), None, NOW)
    assert own.has_new_edition


def half(*steps: Step, finished: int | None = None) -> HalfInPair:
    """A half with these steps, perhaps finished so many days from now."""
    traces = tuple(Trace(step, NOW) for step in steps)
    if finished is not None:
        traces += (Trace(FINISHED, NOW + timedelta(days=finished), edition=2),)
    return half_in_pair(asks_of(LESSON, Role.REP), traces, NO_TRACE, round=FIRST)


OPEN, BEGUN, DONE = half(), half(Step.QUIZ), half(Step.READ, finished=0)


def course(*modules: tuple[HalfInPair, HalfInPair]) -> PairCourse:
    """A course of Sam and Sue whose modules have these halves."""
    pair: Any = None
    served: Any = None
    made = tuple(PairModule(MODULE, rep, support) for rep, support in modules)
    return PairCourse(
        pair, served, None, "UTC", made, is_overdue=False, given_at=NOW, in_order=False,
        closes=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rep", "support", "said"),
    [
        (OPEN, OPEN, Together.NOBODY_YET),
        (BEGUN, OPEN, Stage.BEGUN),
        (OPEN, BEGUN, Stage.BEGUN),
        (DONE, BEGUN, Together.WAITING_FOR_SUPPORT),
        (DONE, DONE, Together.BOTH_DONE),
    ],
)
def test_a_module_that_one_has_begun_is_said_to_be_begun(
    rep: HalfInPair, support: HalfInPair, said: Together | Stage
) -> None:
    module = PairModule(MODULE, rep, support)

    assert (
        module.said is module.for_seat(Role.REP).said is module.for_seat(Role.SUPPORT).said is said
    )


@pytest.mark.parametrize("role", SEATS)
def test_whoever_looks_the_reps_half_is_the_reps(role: Role) -> None:
    seen = PairModule(MODULE, DONE, BEGUN).for_seat(role)

    assert (seen.rep, seen.support) == (DONE, BEGUN)


def test_a_course_is_finished_with_the_last_half_of_all() -> None:
    last = half(Step.READ, finished=9)

    assert course((DONE, last), (DONE, DONE)).finished_at == NOW + timedelta(days=9)
    assert course((DONE, last), (DONE, BEGUN)).finished_at is None
    assert course().finished_at is None


def test_a_pair_stands_at_the_first_module_that_is_not_done_by_both() -> None:
    found = course((DONE, DONE), (BEGUN, DONE), (OPEN, OPEN))

    assert found.stands_at == found.modules[1]
    assert (found.together, found.said) == (Together.WAITING_FOR_REP, Together.WAITING_FOR_REP)
    assert found.next_step is Step.READ
    through = course((DONE, DONE))
    assert (through.stands_at, through.next_step) == (None, None)


def test_a_course_has_begun_with_any_step_of_any_module() -> None:
    assert not course((OPEN, OPEN), (OPEN, OPEN)).has_begun
    assert course((OPEN, OPEN), (OPEN, BEGUN)).has_begun
    assert course((OPEN, OPEN), (OPEN, BEGUN)).said is Stage.BEGUN
    assert course((OPEN, OPEN)).said is Together.NOBODY_YET


def test_the_minutes_of_a_half_are_those_of_all_its_modules() -> None:
    minutes = {role: MODULE.minutes_for(role) for role in SEATS}
    open_half = replace(OPEN, minutes=minutes[Role.REP])
    found = course((open_half, DONE), (DONE, open_half), (open_half, DONE))

    assert [found.minutes_left(role) for role in SEATS] == [20, 10]


def test_the_own_newest_edition_is_not_new() -> None:
    assert not OwnModule(MODULE, DONE).has_new_edition
    assert not OwnModule(MODULE, OPEN).has_new_edition


def test_who_has_done_nothing_has_the_same_half_as_everybody_else() -> None:
    asks = {(MODULE.id, role): asks_of(LESSON, role) for role in SEATS}
    records = ProgressRecords(alone=SAM_HAS_DONE_IT, in_pairs={}, asks=asks)
    halves = [
        records.half(MODULE, role, person_id=who, pair_id=3, round=FIRST)
        for who, role in ((SAM, Role.REP), (SUE, Role.REP), (9, Role.REP), (9, Role.SUPPORT))
    ]

    assert [one.is_done for one in halves] == [True, False, False, False]
    assert halves[1] is halves[2]
