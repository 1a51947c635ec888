"""Did a figure change against its baseline, and how sure can one be?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.figures.intervals import (
    Evidence,
    Figure,
    Period,
    Verdict,
    evidence,
    interval,
    interval_of_mean,
    period_of,
    t_quantile,
    verdict_of,
)
from tandem.terms import Better

BEGINS, ENDS = date(2026, 1, 1), date(2026, 1, 31)
VALUES = st.lists(st.integers(-1000, 1000).map(float), min_size=3, max_size=12)


def found(
    before: list[float], after: list[float], *, better: Better = Better.HIGHER, target: float = 0
) -> Evidence:
    """The evidence of figures in the baseline and since."""
    figures = [Figure(BEGINS + timedelta(days=n), value) for n, value in enumerate(before)]
    figures += [Figure(ENDS + timedelta(days=n + 1), value) for n, value in enumerate(after)]
    return evidence(figures, begins=BEGINS, ends=ENDS, better=better, target=target)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(2, 4.302653), (3, 3.182446), (5, 2.570582), (10, 2.228139), (30, 2.042272), (1000, 1.962339)],
)
def test_the_quantiles_are_those_of_the_printed_tables(freedom: float, expected: float) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(expected, abs=1e-5)


def test_the_interval_is_the_one_reckoned_by_hand() -> None:
    # Means 3 and 8, variances 1 and 4 of three each: error sqrt(5/3), 2.941 degrees of freedom.
    low, high = interval([2, 3, 4], [6, 8, 10]) or (0, 0)

    reach = t_quantile(0.975, 50 / 17) * (5 / 3) ** 0.5
    assert (low, high) == pytest.approx((5 - reach, 5 + reach))


def test_the_first_and_the_last_day_belong_to_the_baseline() -> None:
    days = [BEGINS - timedelta(days=1), BEGINS, ENDS, ENDS + timedelta(days=1)]

    found = [period_of(day, begins=BEGINS, ends=ENDS) for day in days]

    assert found == [Period.BEFORE, Period.BASELINE, Period.BASELINE, Period.SINCE]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([], [], Verdict.FEW_BASELINE),
        ([1, 2], [1, 2, 3], Verdict.FEW_BASELINE),
        ([1, 2, 3], [9, 9], Verdict.FEW_SINCE),
        ([5, 5, 5], [9, 9, 9], Verdict.NO_SPREAD),
        ([4, 9, 5], [6, 9, 5], Verdict.UNCLEAR),
        ([1, 2, 3], [11, 12, 13], Verdict.BETTER),
        ([11, 12, 13], [1, 2, 3], Verdict.WORSE),
    ],
)
def test_plain_words_for_every_state(
    before: list[float], after: list[float], verdict: Verdict
) -> None:
    assert found(before, after).verdict is verdict


def test_lower_turns_better_round() -> None:
    assert found([11, 12, 13], [1, 2, 3], better=Better.LOWER).verdict is Verdict.BETTER
    assert found([1, 2, 3], [11, 12, 13], better=Better.LOWER).verdict is Verdict.WORSE


@pytest.mark.parametrize(
    ("better", "target", "is_reached"),
    [
        (Better.HIGHER, 1, True),
        (Better.HIGHER, 2, True),
        (Better.HIGHER, 3, False),
        (Better.LOWER, 1, False),
        (Better.LOWER, 2, True),
        (Better.LOWER, 3, True),
    ],
)
def test_a_mean_of_two_is_at_the_target_or_beyond_it(
    better: Better, target: float, is_reached: bool
) -> None:
    assert found([9], [1, 2, 3], better=better, target=target).reaches_target is is_reached


@pytest.mark.parametrize("better", list(Better))
def test_without_a_figure_no_target_is_reached(better: Better) -> None:
    assert not found([1, 2, 3], [], better=better).reaches_target


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [([1, 2, 3], [7], 5), ([], [7], None), ([1, 2, 3], [], None), ([], [], None)],
)
def test_a_change_needs_a_figure_on_both_sides(
    before: list[float], after: list[float], change: float | None
) -> None:
    assert found(before, after).change == change


def test_the_interval_of_a_mean_is_the_one_reckoned_by_hand() -> None:
    # Mean 3, variance 1 of three: error sqrt(1/3), 2 degrees of freedom.
    reach = t_quantile(0.975, 2) * (1 / 3) ** 0.5

    assert interval_of_mean([2, 3, 4]) == pytest.approx((3 - reach, 3 + reach))
    assert interval_of_mean([2, 3]) is None
    assert interval_of_mean([3, 3, 3]) is None


def test_what_lies_before_the_baseline_does_not_count() -> None:
    early = Figure(BEGINS - timedelta(days=9), 1000.0)
    day = Figure(BEGINS, 2.0)

    baseline = evidence([early, day], begins=BEGINS, ends=ENDS, better=Better.HIGHER, target=0)

    assert (baseline.baseline.count, baseline.baseline.value) == (1, 2.0)


@settings(deadline=None)
@given(VALUES, VALUES)
def test_an_interval_encloses_the_change(before: list[float], after: list[float]) -> None:
    evidence = found(before, after)

    if evidence.low is not None and evidence.high is not None and evidence.change is not None:
        assert evidence.low <= evidence.change <= evidence.high
    else:
        assert len(set(before)) == len(set(after)) == 1


@settings(deadline=None)
@given(VALUES, VALUES)
def test_swapping_the_periods_turns_the_interval_round(
    before: list[float], after: list[float]
) -> None:
    there, back = interval(before, after), interval(after, before)

    if there and back:
        assert there == pytest.approx((-back[1], -back[0]))


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (None, None, Verdict.NO_SPREAD),
        (-1, 1, Verdict.UNCLEAR),
        (0, 1, Verdict.UNCLEAR),
        (-1, 0, Verdict.UNCLEAR),
        (0.1, 1, Verdict.BETTER),
        (-1, -0.1, Verdict.WORSE),
    ],
)
def test_only_an_interval_without_zero_speaks_of_better_or_worse(
    low: float | None, high: float | None, verdict: Verdict
) -> None:
    three = [1.0, 2.0, 3.0]

    assert verdict_of(three, three, low=low, high=high, better=Better.HIGHER) is verdict


@pytest.mark.parametrize(
    ("before", "after", "is_enough"),
    [([1, 2, 3], [1, 2, 4], True), ([1, 2], [1, 2, 4], False), ([1, 2, 3], [1, 2], False)],
)
def test_an_interval_needs_three_figures_on_both_sides(
    before: list[float], after: list[float], is_enough: bool
) -> None:
    assert (interval(before, after) is not None) is is_enough


def test_figures_that_are_alike_on_one_side_only_still_have_an_interval() -> None:
    # Variances 0 and 2/3 of three and four: all of the error is that of the four.
    low, high = interval([5, 5, 5], [5, 6, 6, 7]) or (0, 0)

    reach = t_quantile(0.975, 3) * (2 / 3 / 4) ** 0.5
    assert (low, high) == pytest.approx((1 - reach, 1 + reach))


def test_a_period_says_how_many_figures_it_has() -> None:
    evidence = found([1, 2, 3], [4, 5])

    assert (evidence.baseline.count, evidence.since.count) == (3, 2)
    assert (evidence.baseline.value, evidence.since.value, evidence.change) == (2, 4.5, 2.5)
    assert (evidence.low, evidence.high) == (None, None)


def test_a_mean_of_nothing_is_a_figure_too() -> None:
    assert found([0, 0, 0], [2]).change == 2
    assert found([2, 2, 2], [0]).change == -2
