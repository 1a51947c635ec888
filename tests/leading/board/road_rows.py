"""A row of the board, made by hand."""

from __future__ import annotations

from datetime import date

from tandem.content.lesson import Lesson
from tandem.leading.board.roads import PairRoad, RoadRow
from tandem.leading.status.queries import Need
from tandem.leading.status.road import read_module
from tandem.library.served import ServedCourse, ServedModule
from tandem.people.pairs.queries import Partner, ShownPair
from tandem.terms import PairState, Role

SAM = Partner(1, "Sam Adeyemi", ("adeyemi", "sam", 1), Role.REP)
SUE = Partner(2, "Sue Zhang", ("zhang", "sue", 2), Role.SUPPORT)


def pair(state: PairState = PairState.ACTIVE, *, paused_until: date | None = None) -> ShownPair:
    """Sam and Sue."""
    return ShownPair(5, 6, "North", False, state, SAM, SUE, paused_until=paused_until)


def row(*halves: str, need: Need = Need.ON_THEIR_WAY, of: ShownPair | None = None) -> RoadRow:
    """Sam and Sue in a course whose modules look like these signs."""
    modules = tuple(
        ServedModule(number, f"m{number}", number, Lesson(f"m{number}", f"Module {number}"))
        for number in range(1, len(halves) + 1)
    )
    return RoadRow(
        pair=of or pair(),
        course=ServedCourse(3, "c", "C", "", "", frozenset(), modules),
        road=PairRoad(tuple(read_module(text) for text in halves)),
        need=need,
        due_on=None,
        time_zone="UTC",
        stall=None,
        days_still=0,
        next_step=None,
    )
