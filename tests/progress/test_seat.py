"""How does each of the two see a module of their pair?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.content.lesson import Lesson
from tandem.library.served import ServedModule
from tandem.progress.pair_courses import PairModule, ProgressRecords
from tandem.progress.rules.halves import FINISHED, NO_TRACE, Trace, asks_of, half_in_pair
from tandem.progress.rules.rounds import FIRST
from tandem.terms import SEATS, Role, Step, Together
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
