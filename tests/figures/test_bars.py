"""Does each bar and each dot stand where it belongs, with words that fit a phone?"""

from __future__ import annotations

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
