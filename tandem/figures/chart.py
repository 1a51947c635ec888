"""Where does each figure stand in a chart? Places in the units of its view box, rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from tandem.figures.intervals import Evidence, Figure, Period, period_of

WIDTH, HEIGHT = 480, 270
LEFT, RIGHT, TOP, BOTTOM = 54, 468, 16, 236
# How wide a sign of a label is at most, on a phone.
SIGN, BESIDE = 10, 14
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Dot:
    """One figure."""

    x: float
    y: float
    period: Period


@dataclass(frozen=True)
class ChartLine:
    """A line across a part of the chart."""

    from_x: float
    to_x: float
    y: float


@dataclass(frozen=True)
class Tick:
    """A mark on the scale of values."""

    y: float
    value: float


@dataclass(frozen=True)
class DayTick:
    """A mark on the scale of days; the last one ends where it stands."""

    x: float
    day: date
    is_last: bool


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    dots: tuple[Dot, ...]
    baseline_x: float
    baseline_width: float
    baseline_mean: ChartLine | None
    since_mean: ChartLine | None
    target: ChartLine
    ticks: tuple[Tick, ...]
    days: tuple[DayTick, ...]

    @property
    def path(self) -> str:
        """The line from figure to figure."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to places in the chart."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def chart(
    figures: Sequence[Figure], evidence: Evidence, *, begins: date, ends: date, target: float
) -> Chart | None:
    """The chart of these figures, given by day; None where there is no figure yet."""
    if not figures:
        return None
    first, last = min(begins, figures[0].day), max(ends, figures[-1].day)
    values = round_values([target, *(figure.value for figure in figures)])
    left = max(LEFT, BESIDE + SIGN * max(signs_of(value) for value in values))
    across = Scale(first.toordinal(), max(last, first + timedelta(days=1)).toordinal(), left, RIGHT)
    upward = Scale(values[0], values[-1], BOTTOM, TOP)
    band = across.place(begins.toordinal()), across.place(ends.toordinal())
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=left,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        dots=tuple(
            Dot(
                across.place(figure.day.toordinal()),
                upward.place(figure.value),
                period_of(figure.day, begins=begins, ends=ends),
            )
            for figure in figures
        ),
        baseline_x=band[0],
        baseline_width=max(round(band[1] - band[0], 1), 1.0),
        baseline_mean=mean_line(evidence.baseline.value, upward, *band),
        since_mean=mean_line(evidence.since.value, upward, band[1], RIGHT),
        target=ChartLine(left, RIGHT, upward.place(target)),
        ticks=tuple(Tick(upward.place(value), value) for value in values),
        days=day_ticks(first, last, across),
    )


def signs_of(value: float) -> int:
    """How many signs a label has."""
    return len(f"{value:.6f}".rstrip("0").rstrip("."))


def mean_line(value: float | None, upward: Scale, from_x: float, to_x: float) -> ChartLine | None:
    """The mean of a period across it."""
    return None if value is None else ChartLine(from_x, to_x, upward.place(value))


def day_ticks(first: date, last: date, across: Scale) -> tuple[DayTick, ...]:
    """The first and the last day."""
    ticks = [DayTick(across.place(first.toordinal()), first, is_last=False)]
    if last > first:
        ticks.append(DayTick(across.place(last.toordinal()), last, is_last=True))
    return tuple(ticks)


def round_values(values: Sequence[float]) -> tuple[float, ...]:
    """Three to seven round values in even steps that enclose all of these."""
    low, high = min(values), max(values)
    span = high - low or abs(high) or 1.0
    step = round_step(span / 4)
    first, last = floor(low / step), ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def round_step(wanted: float) -> float:
    """The smallest of 1, 2, 5, 10 times a power of ten that is not below what is wanted."""
    power = 10.0 ** floor(log10(wanted))
    return float(next(step * power for step in STEPS if step * power >= wanted * (1 - 1e-9)))
