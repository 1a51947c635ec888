"""How is the road of a pair drawn in a letter? By signs that a mail program shows as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tandem.terms import Stage, Together

SIGNS: dict[StrEnum, str] = {
    Together.BOTH_DONE: "●",
    Together.WAITING_FOR_SUPPORT: "◐",
    Together.WAITING_FOR_REP: "◑",
    Stage.BEGUN: "◔",
    Together.NOBODY_YET: "○",
}


@dataclass(frozen=True)
class RoadSign:
    """One module of a road: the state that is said of it, and its sign."""

    state: Together | Stage

    @property
    def sign(self) -> str:
        """A circle, filled as far as the two are: the left half is the rep's."""
        return SIGNS[self.state]


@dataclass(frozen=True)
class DrawnRoad:
    """The road of a pair through a course, module by module."""

    signs: tuple[RoadSign, ...]

    @property
    def done(self) -> int:
        """How many modules both have done."""
        return sum(sign.state is Together.BOTH_DONE for sign in self.signs)

    @property
    def line(self) -> str:
        """The signs in a row."""
        return "".join(sign.sign for sign in self.signs)


def drawn_road(states: Iterable[Together | Stage]) -> DrawnRoad:
    """The road of a pair whose modules are in these states."""
    return DrawnRoad(tuple(RoadSign(state) for state in states))
