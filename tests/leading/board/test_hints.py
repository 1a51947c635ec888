"""Which one small thing would help a pair?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.leading.board.hints import Situation, hint_for
from tandem.terms import Hint, PairState, Stall, Together

WELL = Situation(
    pair_state=PairState.ACTIVE,
    together=Together.WAITING_FOR_REP,
    stall=None,
    is_overdue=False,
    rep_done=2,
    support_done=3,
    both_done=2,
)


def test_a_pair_that_is_well_is_left_alone() -> None:
    assert hint_for(WELL) is Hint.OUT_OF_THEIR_WAY


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pair_state": PairState.PROPOSED}, Hint.INTRODUCE),
        ({"stall": Stall.NO_FIRST_STEP}, Hint.BEGIN_TOGETHER),
        ({"stall": Stall.SEALED_WAITS, "is_overdue": True}, Hint.TEN_MINUTES),
        ({"stall": Stall.NO_MOVEMENT}, Hint.CLEAR_THE_WAY),
        ({"stall": Stall.NO_MOVEMENT, "is_overdue": True}, Hint.NEW_DATE),
        ({"is_overdue": True}, Hint.NEW_DATE),
        ({"together": Together.BOTH_DONE}, Hint.SAY_WHAT_CHANGED),
        ({"support_done": 5}, Hint.TELL_EACH_OTHER),
        ({"support_done": 4}, Hint.OUT_OF_THEIR_WAY),
        ({"stall": Stall.NO_FIRST_STEP, "is_overdue": True}, Hint.BEGIN_TOGETHER),
        ({"is_hard": True, "is_overdue": True, "stall": Stall.SEALED_WAITS}, Hint.SIT_DOWN),
        ({"is_hard": True, "pair_state": PairState.PROPOSED}, Hint.INTRODUCE),
        ({"together": Together.BOTH_DONE, "support_done": 9}, Hint.SAY_WHAT_CHANGED),
        ({"together": Together.BOTH_DONE, "is_overdue": True}, Hint.NEW_DATE),
    ],
)
def test_the_hint_follows_from_where_the_pair_stands(
    changes: dict[str, object], expected: Hint
) -> None:
    assert hint_for(replace(WELL, **changes)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_nothing_is_asked_of_a_pair_that_rests(state: PairState) -> None:
    assert hint_for(replace(WELL, pair_state=state, stall=Stall.NO_MOVEMENT)) is None


def test_the_hint_is_the_same_whichever_half_is_ahead() -> None:
    ahead = replace(WELL, rep_done=7, support_done=3)
    behind = replace(WELL, rep_done=3, support_done=7)

    assert hint_for(ahead) is hint_for(behind) is Hint.TELL_EACH_OTHER
