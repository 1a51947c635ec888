"""Which ratio was measured, what should it be, and is it?

A *goal* is what we want. A *held* bound is what the last honest run gave: whoever makes that
worse sees it, though the goal may be far. Either is missed where the ratio is beyond it by more
than a fifth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

A_FIFTH = 1.2
# In the short form: the machine may be busy, and what is measured is small.
TENFOLD = 10.0


class Verdict(StrEnum):
    """How a measure stands. MISSED and WORSE, FAILED too, end a run with a fault."""

    OK = "ok"
    NEAR = "near"
    MISSED = "missed"
    WORSE = "worse"
    FAILED = "did not run"


@dataclass(frozen=True)
class Measure:
    """A ratio from one interleaved run: at most its goal, or at least where more is better."""

    name: str
    ratio: float
    goal: float | None = None
    held: float | None = None
    at_least: bool = False
    note: str = ""


def is_beyond(measure: Measure, bound: float | None, *, slack: float) -> bool:
    """Is a ratio on the wrong side of a bound, by more than so many times?"""
    if bound is None:
        return False
    if measure.at_least:
        return measure.ratio * slack < bound
    return measure.ratio > bound * slack


def verdict(measure: Measure, *, short: bool) -> Verdict:
    """How a measure stands. The short form knows nothing but *ten times worse than it was*."""
    if is_beyond(measure, measure.held, slack=TENFOLD if short else A_FIFTH):
        return Verdict.WORSE
    if short:
        return Verdict.OK
    if is_beyond(measure, measure.goal, slack=A_FIFTH):
        return Verdict.MISSED
    return Verdict.NEAR if is_beyond(measure, measure.goal, slack=1) else Verdict.OK


def status(verdicts: Iterable[Verdict]) -> int:
    """2 where something is worse than it was or did not run, 1 where a goal is missed."""
    seen = set(verdicts)
    if seen & {Verdict.WORSE, Verdict.FAILED}:
        return 2
    return 1 if Verdict.MISSED in seen else 0


def row(measure: Measure, *, short: bool) -> str:
    """A line of the table."""
    goal = "" if short else bound_words(measure, measure.goal)
    held = bound_words(measure, measure.held)
    end = verdict(measure, short=short)
    return line((measure.name, figure(measure.ratio), goal, held, end, measure.note))


def head() -> str:
    """The first two lines of the table."""
    return line(("", "ratio", "goal", "held", "", "")) + "\n" + line(("---",) * 6)


def line(cells: Sequence[str]) -> str:
    """Cells as a row of Markdown, so that it may be pasted into a document."""
    name, *figures, note = cells
    middle = " | ".join(f"{cell:>7}" for cell in figures)
    return f"| {name:52} | {middle} | {note} |"


def bound_words(measure: Measure, bound: float | None) -> str:
    """A bound with its direction."""
    return "" if bound is None else f"{'≥' if measure.at_least else '≤'} {figure(bound)}"


def figure(number: float) -> str:
    """Two digits that count, in plain decimals."""
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"
