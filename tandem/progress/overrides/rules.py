"""May a leader set a half of a module complete? Only from outside, and only what is open.

One half is set in one pair: the partner's half, the person's other pairs and what was done alone
stay as they are. Nothing takes it back.
"""

from __future__ import annotations

from enum import StrEnum

from tandem.people.pairs.rules import is_living
from tandem.people.pairs.visibility import Sight
from tandem.terms import PairState


class OverrideFault(StrEnum):
    """Why a half cannot be set complete."""

    OWN_PAIR = "own_pair"
    RESTING = "resting"
    NOT_OPEN = "not_open"


def fault_of(sight: Sight, state: PairState, *, is_open: bool) -> OverrideFault | None:
    """Why a half cannot be set complete now, or None."""
    if sight is Sight.PARTNER:
        return OverrideFault.OWN_PAIR
    if not is_living(state):
        return OverrideFault.RESTING
    return None if is_open else OverrideFault.NOT_OPEN
