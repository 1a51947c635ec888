"""Did a figure change against its baseline, and how sure can one be?

The change is the difference of two means, with a 95 per cent interval after Welch: B. L. Welch,
"The generalization of 'Student's' problem when several different population variances are
involved", Biometrika 34 (1947), with the degrees of freedom after F. E. Satterthwaite,
"An approximate distribution of estimates of variance components", Biometrics 2 (1946).
It takes the readings of a period as independent of each other, and it says nothing about why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import sqrt
from statistics import fmean, variance

from tandem.terms import Better

CONFIDENCE = 0.95
# With two readings their spread is one difference: an interval from it would be a guess.
FEWEST = 3


class Period(StrEnum):
    """Where a day lies: before the baseline, in it, or since."""

    BEFORE = "before"
    BASELINE = "baseline"
    SINCE = "since"


class Verdict(StrEnum):
    """What can be said about a change."""

    FEW_BASELINE = "few_baseline"
    FEW_SINCE = "few_since"
    NO_SPREAD = "no_spread"
    UNCLEAR = "unclear"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True)
class Figure:
    """The value of one day."""

    day: date
    value: float


@dataclass(frozen=True)
class Mean:
    """How many figures a period has, and their mean; None where there is none."""

    count: int
    value: float | None


@dataclass(frozen=True)
class Evidence:
    """The change against the baseline; low and high enclose it where an interval can be given."""

    baseline: Mean
    since: Mean
    change: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    reaches_target: bool


def period_of(day: date, *, begins: date, ends: date) -> Period:
    """In which period does a day lie? The first and the last day belong to the baseline."""
    if day < begins:
        return Period.BEFORE
    return Period.BASELINE if day <= ends else Period.SINCE


def evidence(
    figures: Iterable[Figure], *, begins: date, ends: date, better: Better, target: float
) -> Evidence:
    """What the figures say about the change from the baseline to the time since."""
    values: dict[Period, list[float]] = {period: [] for period in Period}
    for figure in figures:
        values[period_of(figure.day, begins=begins, ends=ends)].append(figure.value)
    before, after = values[Period.BASELINE], values[Period.SINCE]
    low, high = interval(before, after) or (None, None)
    baseline, since = mean_of(before), mean_of(after)
    has_both = baseline.value is not None and since.value is not None
    return Evidence(
        baseline=baseline,
        since=since,
        change=(since.value or 0) - (baseline.value or 0) if has_both else None,
        low=low,
        high=high,
        verdict=verdict_of(before, after, low=low, high=high, better=better),
        reaches_target=reaches(since.value, target, better=better),
    )


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of a period."""
    return Mean(count=len(values), value=fmean(values) if values else None)


def reaches(value: float | None, target: float, *, better: Better) -> bool:
    """Is a mean at the target or beyond it?"""
    if value is None:
        return False
    return value >= target if better is Better.HIGHER else value <= target


def verdict_of(
    before: Sequence[float],
    after: Sequence[float],
    *,
    low: float | None,
    high: float | None,
    better: Better,
) -> Verdict:
    """What can be said. Only an interval without zero speaks of better or worse."""
    if len(before) < FEWEST:
        return Verdict.FEW_BASELINE
    if len(after) < FEWEST:
        return Verdict.FEW_SINCE
    if low is None or high is None:
        return Verdict.NO_SPREAD
    if low <= 0 <= high:
        return Verdict.UNCLEAR
    return Verdict.BETTER if (low > 0) is (better is Better.HIGHER) else Verdict.WORSE


def interval(before: Sequence[float], after: Sequence[float]) -> tuple[float, float] | None:
    """The interval around the difference of the means, after minus before.

    None with too few figures, and where all figures of each period are alike.
    """
    if min(len(before), len(after)) < FEWEST:
        return None
    parts = [variance(values) / len(values) for values in (before, after)]
    if sum(parts) == 0:
        return None
    shares = [part / sum(parts) for part in parts]
    freedom = 1 / sum(
        share**2 / (len(values) - 1) for share, values in zip(shares, (before, after), strict=True)
    )
    reach = t_quantile((1 + CONFIDENCE) / 2, freedom) * sqrt(sum(parts))
    change = fmean(after) - fmean(before)
    return change - reach, change + reach


def interval_of_mean(values: Sequence[float]) -> tuple[float, float] | None:
    """The interval around a mean; None with too few figures, and where all are alike."""
    if len(values) < FEWEST or variance(values) == 0:
        return None
    reach = t_quantile((1 + CONFIDENCE) / 2, len(values) - 1) * sqrt(variance(values) / len(values))
    return fmean(values) - reach, fmean(values) + reach


@lru_cache(maxsize=1024)
def t_quantile(share: float, freedom: float) -> float:
    """The quantile of Student's t distribution for a share above one half."""
    import mpmath

    def missing(t: float) -> float:
        tail = mpmath.betainc(freedom / 2, 0.5, 0, freedom / (freedom + t * t), regularized=True)
        return float(1 - tail / 2 - share)

    root = mpmath.findroot(
        missing, (0.0, 20.0), solver="bisect", tol=1e-9, maxsteps=60, verify=False
    )
    return float(root)
