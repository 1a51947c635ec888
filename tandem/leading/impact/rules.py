"""Did it help? What can be said of a team, and from how many pairs on.

Figures of a team are shown for five pairs and more: with fewer, a figure would speak of people.

The comparison follows the stepped-wedge design (C. A. Brown & R. J. Lilford, "The stepped wedge
trial design: a systematic review", BMC Medical Research Methodology 6:54, 2006): pairs begin one
after the other, so in each week those that have begun stand beside those that have not. Each
figure is taken against the middle of its week, so that what happens to everybody drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tandem.figures.groups import FEWEST_PAIRS, in_fives
from tandem.figures.intervals import interval


@dataclass(frozen=True)
class Tries:
    """One person's first and latest attempt at a quiz, as shares of what was right."""

    pairs: frozenset[int]
    first: float
    latest: float


@dataclass(frozen=True)
class Learned:
    """The means of the first and the latest attempts, and of how many people and pairs."""

    people: int
    pairs: int
    first: float
    latest: float


@dataclass(frozen=True)
class WeekFigure:
    """A pair's figure in one week, as a share of its own baseline."""

    pair_id: int
    week: date
    share: float
    has_begun: bool


@dataclass(frozen=True)
class Stepped:
    """Pairs that have begun against pairs that have not: the difference and its interval.

    `difference` is None where a week with both kinds, or one of the kinds, is missing.
    """

    begun: int
    not_yet: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def learned(tries: Sequence[Tries]) -> Learned | None:
    """What the attempts of a team say, in the order in which people first tried.

    Only full groups of five people count, so that no first attempt is found behind the difference
    of two looks; None for fewer than five pairs.
    """
    counted = tries[: in_fives(len(tries))]
    pairs = frozenset[int]().union(*(person.pairs for person in counted))
    if len(pairs) < FEWEST_PAIRS:
        return None
    return Learned(
        people=len(counted),
        pairs=len(pairs),
        first=fmean(person.first for person in counted),
        latest=fmean(person.latest for person in counted),
    )


def stepped(figures: Iterable[WeekFigure]) -> Stepped:
    """The comparison, with one value for each pair and each of the two states it was in."""
    weeks: dict[date, list[WeekFigure]] = {}
    for figure in figures:
        weeks.setdefault(figure.week, []).append(figure)
    apart: dict[tuple[int, bool], list[float]] = {}
    for week in weeks.values():
        sides = (
            [figure.share for figure in week if figure.has_begun],
            [figure.share for figure in week if not figure.has_begun],
        )
        if not all(sides):
            continue
        # The middle of the two means, not the mean of all: else the larger side would hide itself.
        middle = fmean(fmean(side) for side in sides)
        for figure in week:
            key = (figure.pair_id, figure.has_begun)
            apart.setdefault(key, []).append(figure.share - middle)
    begun = [fmean(values) for (_, has_begun), values in apart.items() if has_begun]
    not_yet = [fmean(values) for (_, has_begun), values in apart.items() if not has_begun]
    if min(len(begun), len(not_yet)) < FEWEST_PAIRS:
        return Stepped(begun=len(begun), not_yet=len(not_yet))
    low, high = interval(not_yet, begun) or (None, None)
    return Stepped(
        begun=len(begun),
        not_yet=len(not_yet),
        difference=fmean(begun) - fmean(not_yet),
        low=low,
        high=high,
    )
