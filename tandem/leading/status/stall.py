"""When does a pair stand still? A rule about dates, and about nobody.

Only a pair that works together and is not through can stand still. Three clocks may run for it:
no first step since it began, no movement since the last step, and a sealed answer that waits for
the other one. A clock that has run for as many days as its limit, or longer, is a stall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tandem.terms import Stall


@dataclass(frozen=True)
class StallLimits:
    """After how many days each clock is a stall."""

    first_step: int = 10
    movement: int = 14
    sealed: int = 7

    def days(self, stall: Stall) -> int:
        """The limit of one kind of stall."""
        match stall:
            case Stall.NO_FIRST_STEP:
                return self.first_step
            case Stall.NO_MOVEMENT:
                return self.movement
            case Stall.SEALED_WAITS:
                return self.sealed


@dataclass(frozen=True)
class Clocks:
    """Since when each clock has been running; None where it stands."""

    unbegun_since: datetime | None = None
    still_since: datetime | None = None
    sealed_since: datetime | None = None

    def since(self, stall: Stall) -> datetime | None:
        """Since when the clock of one kind of stall has been running."""
        match stall:
            case Stall.NO_FIRST_STEP:
                return self.unbegun_since
            case Stall.NO_MOVEMENT:
                return self.still_since
            case Stall.SEALED_WAITS:
                return self.sealed_since


STOPPED = Clocks()
# What is said where two clocks have run out: the step that can be named best comes first.
ORDER = (Stall.SEALED_WAITS, Stall.NO_FIRST_STEP, Stall.NO_MOVEMENT)


def clocks(
    *,
    is_running: bool,
    began_at: datetime,
    moved_at: datetime | None,
    sealed_at: datetime | None = None,
) -> Clocks:
    """The clocks of a pair in a course. It began with the later of the course and the pair's start.

    A pair that was paused begins anew when it goes on: the pause counts for nothing.
    """
    if not is_running:
        return STOPPED
    since = max(began_at, moved_at) if moved_at else None
    return Clocks(
        unbegun_since=None if moved_at else began_at,
        still_since=since,
        sealed_since=max(began_at, sealed_at) if sealed_at else None,
    )


def run_out(stall: Stall, *, limits: StallLimits, now: datetime) -> datetime:
    """The latest moment at which a clock must have begun to be a stall now."""
    return now - timedelta(days=limits.days(stall))


def stall_of(running: Clocks, *, limits: StallLimits, now: datetime) -> Stall | None:
    """Why a pair counts as standing still, or None."""
    for stall in ORDER:
        since = running.since(stall)
        if since is not None and since <= run_out(stall, limits=limits, now=now):
            return stall
    return None


def days_since(moment: datetime, *, now: datetime) -> int:
    """Whole days that have gone by."""
    return max(0, (now - moment).days)
