"""Where does each figure stand in a chart?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.figures.chart import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Chart,
    ChartLine,
    chart,
    round_step,
    round_values,
    signs_of,
)
from tandem.figures.intervals import Figure, Period, evidence
from tandem.terms import Better

BEGINS, ENDS = date(2026, 1, 1), date(2026, 1, 31)
VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


def drawn(figures: list[Figure], *, target: float = 5) -> Chart | None:
    """The chart of some figures."""
    found = evidence(figures, begins=BEGINS, ends=ENDS, better=Better.HIGHER, target=target)
    return chart(figures, found, begins=BEGINS, ends=ENDS, target=target)


def test_without_a_figure_there_is_no_chart() -> None:
    assert drawn([]) is None


def test_later_stands_further_right_and_more_stands_higher() -> None:
    made = drawn([Figure(BEGINS, 1), Figure(ENDS + timedelta(days=20), 9)])

    assert made is not None
    first, last = made.dots
    assert (first.x, last.x) == (LEFT, RIGHT)
    assert first.y > made.target.y > last.y


def test_long_figures_have_room_beside_the_scale() -> None:
    made = drawn([Figure(BEGINS, -5e11), Figure(ENDS + timedelta(days=20), 8e11)])

    assert made is not None
    longest = max(len(f"{tick.value:.0f}") for tick in made.ticks)
    assert made.left >= 10 * longest > LEFT
    assert made.dots[0].x == made.left == made.target.from_x


def test_one_figure_in_a_baseline_of_one_day_can_be_drawn() -> None:
    figures = [Figure(BEGINS, 3)]
    found = evidence(figures, begins=BEGINS, ends=BEGINS, better=Better.HIGHER, target=3)

    made = chart(figures, found, begins=BEGINS, ends=BEGINS, target=3)

    assert made is not None
    assert made.baseline_width >= 1
    assert len(made.ticks) >= 3


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-400, 400), VALUES), min_size=1, max_size=20), VALUES)
def test_everything_stands_within_the_frame(
    figures: list[tuple[int, float]], target: float
) -> None:
    days = {BEGINS + timedelta(days=day): value for day, value in figures}

    made = drawn([Figure(day, value) for day, value in sorted(days.items())], target=target)

    assert made is not None
    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in made.dots)
    assert TOP <= made.target.y <= BOTTOM


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=9))
def test_the_scale_encloses_all_values_in_few_steps(values: list[float]) -> None:
    scale = round_values(values)

    assert scale[0] <= min(values) + 1e-6
    assert scale[-1] >= max(values) - 1e-6
    assert 2 <= len(scale) <= 7


@pytest.mark.parametrize(
    ("wanted", "step"),
    [(1, 1), (1.01, 2), (2, 2), (2.5, 5), (5, 5), (5.1, 10), (10, 10), (0.03, 0.05), (0.2, 0.2),
     (700, 1000), (0.3, 0.5)],
)  # fmt: skip
def test_a_step_is_one_two_or_five_of_its_power(wanted: float, step: float) -> None:
    assert round_step(wanted) == pytest.approx(step)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0, 4], (0, 1, 2, 3, 4)),
        ([1, 9], (0, 2, 4, 6, 8, 10)),
        ([-3, 5], (-4, -2, 0, 2, 4, 6)),
        ([5], (4, 6)),
        ([4], (3, 4, 5)),
        ([-4], (-5, -4, -3)),
        ([0], (-0.5, 0, 0.5)),
        ([0, 0.2], (0, 0.05, 0.1, 0.15, 0.2)),
        ([10.5, 11], (10.4, 10.6, 10.8, 11)),
    ],
)
def test_the_scale_has_round_values(values: list[float], scale: tuple[float, ...]) -> None:
    assert round_values(values) == scale


@pytest.mark.parametrize(
    ("value", "signs"), [(0, 1), (100, 3), (-5, 2), (0.25, 4), (1.5, 3), (-0.125, 6), (1e-7, 1)]
)
def test_a_label_has_as_many_signs_as_its_value_needs(value: float, signs: int) -> None:
    assert signs_of(value) == signs


def test_a_chart_reaches_from_the_baseline_to_the_last_figure() -> None:
    made = drawn([Figure(ENDS, 2), Figure(ENDS + timedelta(days=30), 8)], target=10)

    assert made is not None
    assert [(tick.x, tick.day, tick.is_last) for tick in made.days] == [
        (54, BEGINS, False), (468, ENDS + timedelta(days=30), True),
    ]  # fmt: skip
    assert (made.baseline_x, made.baseline_width) == (54, 207)
    assert [(tick.value, tick.y) for tick in made.ticks] == [
        (2, 236), (4, 181), (6, 126), (8, 71), (10, 16),
    ]  # fmt: skip
    assert made.path == "261.0,236.0 468.0,71.0"
    assert (made.target.from_x, made.target.to_x, made.target.y) == (54, 468, 16)


def test_a_figure_from_before_the_baseline_moves_the_baseline_to_the_right() -> None:
    made = drawn([Figure(BEGINS - timedelta(days=30), 2), Figure(BEGINS, 8)])

    assert made is not None
    assert (made.baseline_x, made.baseline_width) == (261, 207)
    assert [dot.period for dot in made.dots] == [Period.BEFORE, Period.BASELINE]
    assert [tick.day for tick in made.days] == [BEGINS - timedelta(days=30), ENDS]


def test_each_mean_is_drawn_across_its_own_period() -> None:
    made = drawn([Figure(BEGINS, 2), Figure(ENDS, 4), Figure(ENDS + timedelta(days=30), 10)])

    assert made is not None
    assert made.baseline_mean == ChartLine(54, 261, 208.5)
    assert made.since_mean == ChartLine(261, 468, 16)


@pytest.mark.parametrize(("day", "has"), [(0, (True, False)), (40, (False, True))])
def test_a_period_without_a_figure_has_no_mean(day: int, has: tuple[bool, bool]) -> None:
    made = drawn([Figure(BEGINS + timedelta(days=day), 3)])

    assert made is not None
    assert (made.baseline_mean is not None, made.since_mean is not None) == has


def test_a_chart_of_one_day_names_it_once() -> None:
    found = evidence([], begins=BEGINS, ends=BEGINS, better=Better.HIGHER, target=3)

    made = chart([Figure(BEGINS, 3)], found, begins=BEGINS, ends=BEGINS, target=3)

    assert made is not None
    assert [(tick.x, tick.day, tick.is_last) for tick in made.days] == [(LEFT, BEGINS, False)]
    assert (made.dots[0].x, made.baseline_width) == (LEFT, 1.0)


@pytest.mark.parametrize(("target", "left"), [(10, 54), (4000, 54), (40000, 64), (-4000, 64)])
def test_the_scale_takes_more_room_from_five_signs_on(target: float, left: float) -> None:
    made = drawn([Figure(BEGINS, 0)], target=target)

    assert made is not None
    assert (made.left, made.right, made.width, made.height) == (left, 468, 480, 270)
