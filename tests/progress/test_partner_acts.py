"""What has the partner done last, and what of it waits for an answer? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.pair_courses import SeatModule
from tandem.progress.partner_acts import acts_in, last_act
from tandem.progress.rules.halves import HalfInPair
from tandem.terms import Step
from tests.cast import NOW
from tests.plain_courses import OPEN, half, served, shared

LATER = NOW + timedelta(days=1)
HOPE = PairStep("hope", StepKind.SEALED, "Hope")


def module(mine: HalfInPair, theirs: HalfInPair, *, number: int = 0) -> SeatModule:
    """A module as Sam sees it."""
    return replace(shared(1, (mine, theirs)).modules[0], module=served(number))


def theirs(kind: StepKind = StepKind.SEALED, at: datetime = NOW) -> HalfInPair:
    """Sue has answered."""
    return half(asked=(replace(HOPE, kind=kind),), hope=at)


@pytest.mark.parametrize("kind", StepKind)
def test_what_opens_together_waits_for_my_answer(kind: StepKind) -> None:
    asked = half(asked=(replace(HOPE, kind=kind),))
    (act,) = acts_in(module(asked, theirs(kind)))

    assert act.waits is (kind in {StepKind.SEALED, StepKind.SCALE, StepKind.CHOICE})
    assert (act.step, act.at) == (Step.TOGETHER, NOW)


@pytest.mark.parametrize(
    "mine",
    [
        half(asked=(HOPE,), hope=NOW),
        OPEN,
        replace(half(asked=(HOPE,)), finished_at=NOW),
    ],
    ids=["answered", "not asked", "complete"],
)
def test_what_i_have_answered_or_need_not_does_not_wait(mine: HalfInPair) -> None:
    (act,) = acts_in(module(mine, theirs()))

    assert (act.shared, act.waits) == (HOPE, False)


def test_what_waits_comes_before_what_is_newer() -> None:
    waiting = module(half(asked=(HOPE,)), theirs())
    newer = module(OPEN, theirs(at=LATER), number=1)

    act = last_act([waiting, newer])

    assert act is not None
    assert (act.module.id, act.waits) == (0, True)


def test_else_the_newest_counts_and_of_one_moment_the_step_that_comes_last() -> None:
    read_and_asked = module(OPEN, half(Step.QUIZ, Step.READ))
    newer = module(OPEN, theirs(at=LATER), number=1)
    acts = [last_act([read_and_asked]), last_act([newer, read_and_asked])]

    assert [(act.module.id, act.step) for act in acts if act] == [
        (0, Step.QUIZ),
        (1, Step.TOGETHER),
    ]


def test_who_has_done_nothing_has_done_nothing_last() -> None:
    assert last_act([module(OPEN, half(asked=(HOPE,)))]) is None
