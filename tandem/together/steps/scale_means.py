"""What do the scales of a team say, told so that no pair can be found behind a figure?

1. **Only what was promised.** Whoever calls this brings answers that both of a pair gave with the
   promise that means of five pairs and more may be told.
2. **In fives.** The pairs stand in the order in which both had filled in a scale, and only full
   groups of five are counted; up to four of the newest pairs wait. What stands in a group is never
   changed: both answers are fixed, and a pair that has ended stays counted. So looking again never
   leaves fewer than five pairs over.
3. **A later time is told as a change only.** The pairs that have filled in a scale again are put
   into fives of their own. Were their level told too, it could be taken from the level of all and
   leave single pairs over; a change cannot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from tandem.figures.groups import FEWEST_PAIRS
from tandem.figures.intervals import interval_of_mean


@dataclass(frozen=True)
class Filled:
    """What both of a pair placed on a scale, as the mean of the two by item.

    `order` tells when both had answered, beside other pairs and other times.
    """

    pair_id: int
    order: int
    values: dict[str, float]


class Turned(StrEnum):
    """What can be said about a change on a scale."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    NO_SPREAD = "no_spread"


@dataclass(frozen=True)
class PairMean:
    """A mean of so many pairs; low and high enclose it where an interval can be given."""

    pairs: int
    value: float
    low: float | None
    high: float | None

    @property
    def turned(self) -> Turned:
        """What can be said of it as a change: only an interval without zero speaks of one."""
        if self.low is None or self.high is None:
            return Turned.NO_SPREAD
        if self.low > 0:
            return Turned.UP
        return Turned.DOWN if self.high < 0 else Turned.UNCLEAR


@dataclass(frozen=True)
class ScaleChange:
    """How far pairs have moved from their first answers to time `number`."""

    number: int
    mean: PairMean

    @property
    def turned(self) -> Turned:
        """What can be said of it."""
        return self.mean.turned


@dataclass(frozen=True)
class ItemFigures:
    """What is told about one thing on a scale: the first answers, and the changes since."""

    first: PairMean
    changes: tuple[ScaleChange, ...]


def item_figures(filled: Iterable[Filled], item: str) -> ItemFigures | None:
    """The figures of one thing on a scale; None for fewer than five pairs."""
    began: dict[int, float] = {}
    so_often: Counter[int] = Counter()
    moved: dict[int, list[float]] = {}
    for filling in sorted(filled, key=lambda filling: filling.order):
        if item not in filling.values:
            continue
        so_often[filling.pair_id] += 1
        before = began.setdefault(filling.pair_id, filling.values[item])
        if so_often[filling.pair_id] > 1:
            moved.setdefault(so_often[filling.pair_id], []).append(filling.values[item] - before)
    first = mean_in_fives(list(began.values()))
    if first is None:
        return None
    changes = (
        ScaleChange(number, mean)
        for number, values in sorted(moved.items())
        if (mean := mean_in_fives(values)) is not None
    )
    return ItemFigures(first, tuple(changes))


def mean_in_fives(values: Sequence[float]) -> PairMean | None:
    """The mean of the full groups of five pairs; None where there is none."""
    counted = values[: len(values) - len(values) % FEWEST_PAIRS]
    if not counted:
        return None
    low, high = interval_of_mean(counted) or (None, None)
    return PairMean(len(counted), fmean(counted), low, high)
