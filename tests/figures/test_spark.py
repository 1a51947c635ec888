"""Where does a small line run, and what does it say of the time before and since?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.figures.intervals import Figure
from tandem.figures.spark import Spark, spark

BEGINS, ENDS = date(2026, 1, 1), date(2026, 1, 11)


def line(*figures: tuple[int, float], ends: date = ENDS, target: float = 0) -> Spark:
    """The line of figures, given by days since the baseline began."""
    made = spark(
        [Figure(BEGINS + timedelta(days=day), value) for day, value in figures],
        begins=BEGINS,
        ends=ends,
        target=target,
    )
    assert made is not None
    return made


@pytest.mark.parametrize("days", [[], [4]])
def test_a_line_needs_two_figures(days: list[int]) -> None:
    figures = [Figure(BEGINS + timedelta(days=day), 1.0) for day in days]

    assert spark(figures, begins=BEGINS, ends=ENDS, target=3) is None


def test_a_line_runs_from_edge_to_edge_and_more_stands_higher() -> None:
    assert line((0, 0), (5, 5), (20, 10)).points == "0.0,58.0 75.0,32.0 300.0,6.0"


def test_places_are_rounded_to_tenths() -> None:
    assert line((0, 0), (1, 1), (7, 7)).points == "0.0,58.0 42.9,50.6 300.0,6.0"


@pytest.mark.parametrize(
    ("target", "target_y", "points"),
    [
        (20, 6.0, "0.0,58.0 300.0,32.0"),
        (5, 32.0, "0.0,58.0 300.0,6.0"),
        (-10, 58.0, "0.0,32.0 300.0,6.0"),
    ],
)
def test_the_target_has_its_place_beyond_the_figures_too(
    target: float, target_y: float, points: str
) -> None:
    made = line((0, 0), (20, 10), target=target)

    assert (made.target_y, made.points) == (target_y, points)


def test_a_line_of_one_height_lies_at_the_bottom() -> None:
    made = line((0, 3), (20, 3), target=3)

    assert (made.points, made.target_y) == ("0.0,58.0 300.0,58.0", 58.0)


@pytest.mark.parametrize(
    ("first", "last", "width"), [(0, 20, 150.0), (0, 9, 300.0), (15, 25, 0.0), (5, 15, 150.0)]
)
def test_the_baseline_goes_as_far_as_the_line_shows_it(first: int, last: int, width: float) -> None:
    assert line((first, 1), (last, 2)).baseline_width == width


def test_the_means_are_those_of_the_baseline_and_of_the_time_since() -> None:
    made = line((-1, 100), (0, 1), (10, 3), (11, 6), (20, 8))

    assert (made.before, made.since) == (2, 7)


@pytest.mark.parametrize(("days", "before", "since"), [((0, 4), 5.0, None), ((11, 12), None, 5.0)])
def test_a_period_without_a_figure_has_no_mean(
    days: tuple[int, int], before: float | None, since: float | None
) -> None:
    made = line(*((day, 5.0) for day in days))

    assert (made.before, made.since) == (before, since)
