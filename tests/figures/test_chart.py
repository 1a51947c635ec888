"""Where does each figure stand in a chart?"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.figures.chart import BOTTOM, LEFT, RIGHT, TOP, Chart, chart, round_values
from tandem.figures.intervals import Figure, evidence
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
