"""Where does each bar and each dot of a chart with one row for each thing stand?

Across in hundredths of the chart, so that it fits every screen; down in the size of its words, so
that they are as large as those of the page, on a phone too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

# A name longer than this is broken: it has to fit a phone.
NAME = 38
LINE, MARK, GAP = 1.35, 1.3, 1.0
BAR = 0.8
# Dots keep away from both ends, so that they are never cut.
LEFT, RIGHT = 2.0, 98.0


@dataclass(frozen=True)
class BarLabel:
    """One line of a name."""

    y: float
    text: str


@dataclass(frozen=True)
class BarMark:
    """A value: the end of a bar, or a dot; `low` and `high` are the ends of its interval."""

    y: float
    x: float
    low: float | None = None
    high: float | None = None

    @property
    def top(self) -> float:
        """Where its bar begins."""
        return round(self.y - BAR / 2, 2)

    @property
    def bottom(self) -> float:
        """Where its bar ends."""
        return round(self.y + BAR / 2, 2)


@dataclass(frozen=True)
class BarRow:
    """A name and its values, one below the other; a value that is not known has no mark."""

    name: tuple[BarLabel, ...]
    marks: tuple[BarMark | None, ...]


@dataclass(frozen=True)
class Rows:
    """Everything that is drawn. `zero` is the place of 0 on the scale, for changes."""

    height: float
    rows: tuple[BarRow, ...]
    zero: float


@dataclass(frozen=True)
class Value:
    """A value with its interval, where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


def bars(named: Iterable[tuple[str, Sequence[Value | None]]]) -> Rows:
    """Bars for shares between 0 and 1."""
    return rows(named, low=0.0, high=1.0, left=0.0, right=100.0)


def dots(named: Iterable[tuple[str, Sequence[Value | None]]], *, low: float, high: float) -> Rows:
    """Dots on a scale from low to high."""
    return rows(named, low=low, high=high, left=LEFT, right=RIGHT)


def changes(named: Sequence[tuple[str, Sequence[Value | None]]]) -> Rows:
    """Dots on both sides of zero, with as much room as the widest of them needs."""
    ends = [
        abs(end)
        for _, values in named
        for value in values
        if value is not None
        for end in (value.value, value.low, value.high)
        if end is not None
    ]
    reach = max([1.0, *ends])
    return rows(named, low=-reach, high=reach, left=LEFT, right=RIGHT)


def rows(
    named: Iterable[tuple[str, Sequence[Value | None]]],
    *,
    low: float,
    high: float,
    left: float,
    right: float,
) -> Rows:
    """One row below the other; a row without a name is a mark alone."""

    def place(value: float) -> float:
        share = (value - low) / (high - low)
        return round(left + min(max(share, 0.0), 1.0) * (right - left), 1)

    bar_rows = []
    top = 0.0
    for name, values in named:
        lines = wrap(name, NAME)
        words = tuple(
            BarLabel(round(top + LINE * at + 1, 2), text) for at, text in enumerate(lines)
        )
        top += LINE * len(lines)
        marks = tuple(
            None if value is None else marked(value, round(top + MARK * (at + 0.5), 2), place)
            for at, value in enumerate(values)
        )
        top += MARK * len(marks) + GAP
        bar_rows.append(BarRow(words, marks))
    return Rows(height=round(max(top - GAP, 0.0), 2), rows=tuple(bar_rows), zero=place(0.0))


def marked(value: Value, y: float, place: Callable[[float], float]) -> BarMark:
    """One value in its place."""
    return BarMark(
        y=y,
        x=place(value.value),
        low=None if value.low is None else place(value.low),
        high=None if value.high is None else place(value.high),
    )
