"""Pairs as they were before they ended, in the plain values that an address carries."""

from __future__ import annotations

from datetime import date
from typing import Any

from tandem.people.pairs.actions import RestoredPair
from tandem.terms import PairState


def packed(before: RestoredPair) -> list[Any]:
    """A pair in plain values."""
    until = before.paused_until.isoformat() if before.paused_until else ""
    return [before.pair_id, before.state.value, until, before.pause_zone]


def unpacked(values: list[Any]) -> RestoredPair:
    """The pair again."""
    pair_id, state, until, zone = values
    return RestoredPair(
        pair_id, PairState(state), date.fromisoformat(until) if until else None, zone
    )
