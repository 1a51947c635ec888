"""With what is a browser on its way to a provider? Its session keeps it, there and back once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import session

from tandem.people.providers.proof import Errand
from tandem.web import clock

UNDER_WAY = "on_the_way"
# Somebody may open the sign-in in several tabs.
MOST, SECONDS = 3, 15 * 60


@dataclass(frozen=True)
class WayThere:
    """One way there and back: to whom, with what, and where somebody wanted to go."""

    provider: str
    errand: Errand
    wanted: str
    # Was whoever sits there to show once more who they are?
    asks_again: bool


def set_out(way: WayThere) -> None:
    """Keep it until the browser comes back."""
    ways: dict[str, Any] = session.get(UNDER_WAY) or {}
    at = int(clock.now().timestamp())
    kept = list(ways.items())[1 - MOST :]
    session[UNDER_WAY] = {**dict(kept), way.errand.state: {**asdict(way), "at": at}}


def is_expected(provider: str, state: str) -> bool:
    """Did this browser set out to this provider, a while ago at most?"""
    return found(provider, state) is not None


def come_back(provider: str, state: str) -> WayThere | None:
    """What the browser set out with; once. None where it did not, or too long ago."""
    way = found(provider, state)
    ways: dict[str, Any] = dict(session.get(UNDER_WAY) or {})
    if ways.pop(state, None) is not None:
        session[UNDER_WAY] = ways
    return way


def found(provider: str, state: str) -> WayThere | None:
    """What is kept of a way."""
    kept = (session.get(UNDER_WAY) or {}).get(state)
    if not kept or kept["provider"] != provider:
        return None
    if clock.now().timestamp() - kept["at"] > SECONDS:
        return None
    return WayThere(provider, Errand(**kept["errand"]), kept["wanted"], bool(kept["asks_again"]))
