"""How far is a pair with each module of a course, in few signs? Written into a row of status.

A module is its id and both halves: `12:4/4=,2/5` says that the rep's half of module 12 is complete
and that two of five steps of the other one are done. `!` marks what a leader set complete, `~` what
was begun by a step that is asked no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tandem.progress.pair_courses import PairModule
from tandem.progress.rules import completion
from tandem.progress.rules.halves import HalfInPair, Parts
from tandem.terms import Stage, Together

DONE, SET, BEGUN = "=", "!", "~"


@dataclass(frozen=True)
class RoadHalf:
    """One half of a module: how far it is filled, and whether it is complete."""

    parts: Parts
    is_done: bool = False
    is_set: bool = False
    has_begun: bool = False


@dataclass(frozen=True)
class RoadModule:
    """A module of a pair, as far as its picture shows it."""

    rep: RoadHalf
    support: RoadHalf

    @property
    def halves(self) -> tuple[RoadHalf, RoadHalf]:
        """Both halves: rep, support."""
        return self.rep, self.support

    @cached_property
    def together(self) -> Together:
        """How far the pair is with it."""
        return completion.together(rep_done=self.rep.is_done, support_done=self.support.is_done)

    @cached_property
    def said(self) -> Together | Stage:
        """The state as it is said: nobody yet only where nothing has begun."""
        is_begun = any(half.has_begun for half in self.halves)
        return completion.said_of(self.together, is_begun=is_begun)

    @cached_property
    def is_set(self) -> bool:
        """Has a leader set a half of it complete?"""
        return any(half.is_set for half in self.halves)

    @cached_property
    def signs(self) -> str:
        """Both halves in few signs: what is equal for modules that look alike."""
        return f"{signs_of(self.rep)},{signs_of(self.support)}"


AHEAD = RoadModule(RoadHalf(Parts(0, 0)), RoadHalf(Parts(0, 0)))


def road_of(modules: Iterable[PairModule]) -> str:
    """The road of a pair, to be kept."""
    return ";".join(
        f"{module.module.id}:{written(module.rep)},{written(module.support)}" for module in modules
    )


def written(half: HalfInPair) -> str:
    """A half of a pair in few signs."""
    return signs_of(RoadHalf(half.parts, half.is_done, bool(half.set_by), half.has_begun))


def signs_of(half: RoadHalf) -> str:
    """A half in few signs."""
    parts = half.parts
    begun = BEGUN if half.has_begun and not parts.done else ""
    done, by_leader = DONE if half.is_done else "", SET if half.is_set else ""
    return f"{parts.done}/{parts.of}{begun}{done}{by_leader}"


def read_road(road: str) -> dict[int, RoadModule]:
    """The modules of a kept road, by their ids."""
    pieces = (piece.partition(":") for piece in road.split(";") if piece)
    return {int(module_id): read_module(halves) for module_id, _, halves in pieces}


@lru_cache(maxsize=4096)
def read_module(halves: str) -> RoadModule:
    """Both halves of a module. Most pairs share the few there are."""
    rep, _, support = halves.partition(",")
    return RoadModule(read_half(rep), read_half(support))


def read_half(half: str) -> RoadHalf:
    """One half."""
    done, _, of = half.rstrip(DONE + SET + BEGUN).partition("/")
    return RoadHalf(
        Parts(int(done), int(of)),
        is_done=DONE in half,
        is_set=SET in half,
        has_begun=int(done) > 0 or BEGUN in half or DONE in half,
    )
