"""May one partner nudge the other now?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.progress.nudges.rules import NudgeFault, fault_of
from tandem.terms import PairState
from tests.cast import NOW


def test_whoever_is_done_may_nudge_whoever_is_not() -> None:
    found = fault_of(
        PairState.ACTIVE,
        mine_is_done=True,
        partner_is_here=True,
        theirs_is_done=False,
        last=None,
        now=NOW,
    )

    assert found is None


@pytest.mark.parametrize(
    ("mine", "theirs", "fault"),
    [
        (False, False, NudgeFault.YOUR_TURN),
        (False, True, NudgeFault.PARTNER_DONE),
        (True, True, NudgeFault.PARTNER_DONE),
    ],
)
def test_nobody_who_is_done_is_nudged_and_nobody_nudges_before_the_own_half(
    mine: bool, theirs: bool, fault: NudgeFault
) -> None:
    found = fault_of(
        PairState.ACTIVE,
        mine_is_done=mine,
        partner_is_here=True,
        theirs_is_done=theirs,
        last=None,
        now=NOW,
    )

    assert found is fault


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.PAUSED, PairState.ENDED])
def test_only_an_active_pair_nudges(state: PairState) -> None:
    found = fault_of(
        state, mine_is_done=True, partner_is_here=True, theirs_is_done=False, last=None, now=NOW
    )

    assert found is NudgeFault.RESTING


@pytest.mark.parametrize(
    ("ago", "fault"),
    [(timedelta(0), NudgeFault.TOO_SOON), (timedelta(days=3, seconds=-1), NudgeFault.TOO_SOON),
     (timedelta(days=3), None)],
)  # fmt: skip
def test_there_is_one_nudge_in_three_days(ago: timedelta, fault: NudgeFault | None) -> None:
    found = fault_of(
        PairState.ACTIVE,
        mine_is_done=True,
        partner_is_here=True,
        theirs_is_done=False,
        last=NOW - ago,
        now=NOW,
    )

    assert found is fault


def test_nobody_is_nudged_whose_account_is_closed() -> None:
    found = fault_of(
        PairState.ACTIVE, mine_is_done=True, partner_is_here=False, theirs_is_done=False,
        last=None, now=NOW,
    )  # fmt: skip

    assert found is NudgeFault.PARTNER_GONE
