"""May one partner nudge the other now?"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from tandem.terms import PairState

EVERY = timedelta(days=3)


class NudgeFault(StrEnum):
    """Why there is no nudge now."""

    RESTING = "resting"
    YOUR_TURN = "your_turn"
    PARTNER_DONE = "partner_done"
    PARTNER_GONE = "partner_gone"
    TOO_SOON = "too_soon"


def fault_of(
    state: PairState,
    *,
    mine_is_done: bool,
    theirs_is_done: bool,
    partner_is_here: bool,
    last: datetime | None,
    now: datetime,
) -> NudgeFault | None:
    """Why a nudge is not due, or None.

    Only in an active pair, only from whoever is done to whoever is not and still has an account,
    every three days at most.
    """
    if state is not PairState.ACTIVE:
        return NudgeFault.RESTING
    if theirs_is_done:
        return NudgeFault.PARTNER_DONE
    if not partner_is_here:
        return NudgeFault.PARTNER_GONE
    if not mine_is_done:
        return NudgeFault.YOUR_TURN
    if last is not None and now < last + EVERY:
        return NudgeFault.TOO_SOON
    return None
