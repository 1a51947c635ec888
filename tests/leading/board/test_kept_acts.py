"""Which pairs does an act reach, and is it kept as it was done?"""

from __future__ import annotations

import json
from datetime import date

import pytest

from tandem.leading.board.acts import Act, DoneAct, PairBefore, packed, reaches, unpacked
from tandem.terms import PairState

DAY = date(2026, 4, 30)
DATED = PairBefore(7, DAY, "Europe/Berlin", due_days=30, renew_months=12, had_own=True)


@pytest.mark.parametrize(
    ("act", "reached"),
    [
        (Act.COURSE, {PairState.PROPOSED, PairState.ACTIVE, PairState.PAUSED}),
        (Act.PAUSE, {PairState.ACTIVE}),
        (Act.RESUME, {PairState.PAUSED}),
    ],
)
def test_an_act_reaches_only_pairs_that_are_in_such_a_state(
    act: Act, reached: set[PairState]
) -> None:
    assert {state for state in PairState if reaches(act, state)} == reached


@pytest.mark.parametrize(
    "done",
    [
        DoneAct(Act.COURSE, (DATED, PairBefore(8)), day=DAY, course_id=4),
        DoneAct(Act.PAUSE, (PairBefore(8, zone="UTC"),), day=DAY),
        DoneAct(Act.RESUME, (PairBefore(9, DAY),)),
        DoneAct(Act.RESUME, ()),
    ],
)
def test_what_was_done_is_read_as_it_was_kept(done: DoneAct) -> None:
    assert unpacked(json.loads(json.dumps(packed(done)))) == done
