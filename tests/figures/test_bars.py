"""Does each bar and each dot stand where it belongs, with words that fit a phone?"""

from __future__ import annotations

import pytest

from tandem.figures.bars import NAME, Value, bars, changes, dots


def test_a_bar_is_as_long_as_its_share() -> None:
    chart = bars([("March", [Value(0.5), None]), ("April", [Value(1.0), Value(0.0)])])

    assert [[mark and mark.x for mark in row.marks] for row in chart.rows] == [
        [50.0, None], [100.0, 0.0],
    ]  # fmt: skip


def test_rows_stand_below_each_other_and_inside_the_chart() -> None:
    chart = bars([("March", [Value(0.5), Value(0.1)]), ("April", [Value(1.0)])])

    placed = [one for row in chart.rows for one in (*row.name, *row.marks)]
    down = [one.y for one in placed if one]
    assert down == sorted(down)
    assert down[-1] < chart.height


def test_a_long_name_is_broken_and_makes_room() -> None:
    short, long = bars([("Short", [Value(1.0)])]), bars([("word " * 20, [Value(1.0)])])

    assert all(len(line.text) <= NAME for line in long.rows[0].name)
    assert long.height > short.height


def test_a_row_without_a_name_is_a_mark_alone() -> None:
    chart = dots([("", [Value(3.0)])], low=1, high=5)

    assert chart.rows[0].name == ()
    assert chart.height > 0


def test_a_dot_stands_on_its_scale_with_its_interval_kept_inside() -> None:
    mark = dots([("Ask", [Value(3.0, 0.5, 4.0)])], low=1, high=5).rows[0].marks[0]

    assert mark is not None
    assert (mark.low, mark.x, mark.high) == (2.0, 50.0, 74.0)


def test_a_change_stands_on_its_side_of_zero() -> None:
    chart = changes([("Ask", [Value(-0.5, -2.0, 1.0)])])

    mark = chart.rows[0].marks[0]
    assert mark is not None
    assert (mark.low, mark.x, chart.zero) == (2.0, 38.0, 50.0)


def test_each_line_of_a_name_and_each_mark_has_its_own_height() -> None:
    chart = bars([("March", [Value(0.5), Value(0.1)]), ("word " * 10, [None, Value(1.0)])])

    first, second = chart.rows
    assert [line.y for line in first.name] == [1.0]
    assert [mark.y for mark in first.marks if mark] == [2.0, 3.3]
    assert [line.y for line in second.name] == [5.95, 7.3]
    assert [mark and mark.y for mark in second.marks] == [None, 9.6]
    assert chart.height == 10.25


def test_a_bar_is_drawn_around_its_place() -> None:
    (mark,) = bars([("March", [Value(0.5)])]).rows[0].marks

    assert mark is not None
    assert (mark.top, mark.y, mark.bottom) == (1.6, 2.0, 2.4)


def test_a_chart_of_nothing_has_no_height() -> None:
    assert (bars([]).height, bars([]).rows) == (0.0, ())


@pytest.mark.parametrize(("share", "x"), [(-0.5, 0.0), (0, 0.0), (1 / 3, 33.3), (1.7, 100.0)])
def test_a_bar_stays_inside_the_chart(share: float, x: float) -> None:
    (mark,) = bars([("", [Value(share)])]).rows[0].marks

    assert mark is not None
    assert (mark.x, mark.low, mark.high) == (x, None, None)


@pytest.mark.parametrize(("value", "x"), [(1, 2.0), (2, 26.0), (5, 98.0), (9, 98.0), (0, 2.0)])
def test_a_dot_keeps_away_from_both_ends(value: float, x: float) -> None:
    (mark,) = dots([("", [Value(value)])], low=1, high=5).rows[0].marks

    assert mark is not None
    assert mark.x == x


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([Value(0.5)], [74.0]),
        ([Value(-4), None, Value(2)], [2.0, None, 74.0]),
        ([Value(1, -2, 3), Value(0)], [66.0, 50.0]),
        ([None], [None]),
    ],
)
def test_changes_have_as_much_room_as_the_widest_needs_and_one_at_least(
    values: list[Value | None], places: list[float | None]
) -> None:
    chart = changes([("Ask", values)])

    assert [mark and mark.x for mark in chart.rows[0].marks] == places


@pytest.mark.parametrize(
    ("low", "high", "ends"), [(None, 4.0, (None, 74.0)), (2.0, None, (26.0, None))]
)
def test_an_end_that_is_not_known_is_not_drawn(
    low: float | None, high: float | None, ends: tuple[float | None, float | None]
) -> None:
    (mark,) = dots([("", [Value(3.0, low, high)])], low=1, high=5).rows[0].marks

    assert mark is not None
    assert (mark.low, mark.high) == ends


@pytest.mark.parametrize(
    ("words", "lines"), [("a" * 20 + " " + "b" * 17, 1), ("a" * 20 + " " + "b" * 18, 2)]
)
def test_a_name_is_broken_from_thirty_nine_signs_on(words: str, lines: int) -> None:
    assert len(bars([(words, [])]).rows[0].name) == lines
