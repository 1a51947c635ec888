"""Where does each figure stand in a small line without words? In a box of 300 by 64."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tandem.figures.intervals import Figure, Period, period_of

WIDTH, HEIGHT, EDGE = 300, 64, 6


@dataclass(frozen=True)
class Spark:
    """A line from figure to figure, up to where the baseline goes, and where the target lies.

    `before` and `since` are the means in the baseline and after it; None where nothing is there.
    """

    points: str
    baseline_width: float
    target_y: float
    before: float | None
    since: float | None


def spark(figures: Sequence[Figure], *, begins: date, ends: date, target: float) -> Spark | None:
    """The line of these figures, given by day; None where there are fewer than two."""
    if len(figures) < 2:
        return None
    days = [figure.day.toordinal() for figure in figures]
    values = [figure.value for figure in figures]
    first, last = days[0], days[-1]
    low, high = min([*values, target]), max([*values, target])

    def across(day: int) -> float:
        return round(min(max((day - first) / max(last - first, 1), 0), 1) * WIDTH, 1)

    def upward(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE), 1)

    return Spark(
        points=" ".join(
            f"{across(day)},{upward(value)}" for day, value in zip(days, values, strict=True)
        ),
        baseline_width=across(ends.toordinal()),
        target_y=upward(target),
        before=mean_in(figures, Period.BASELINE, begins=begins, ends=ends),
        since=mean_in(figures, Period.SINCE, begins=begins, ends=ends),
    )


def mean_in(figures: Sequence[Figure], period: Period, *, begins: date, ends: date) -> float | None:
    """The mean of the figures of a period."""
    values = [
        figure.value
        for figure in figures
        if period_of(figure.day, begins=begins, ends=ends) is period
    ]
    return fmean(values) if values else None
