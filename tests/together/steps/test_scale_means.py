"""What is told of the scales of a team, so that no pair is found?"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tandem.together.steps.scale_means import (
    Filled,
    PairMean,
    ScaleChange,
    Turned,
    item_figures,
    mean_in_fives,
)


def first(*values: float) -> list[Filled]:
    """The first answers of pairs 0, 1, 2 …, in that order."""
    return [Filled(pair, pair, {"ask": value}) for pair, value in enumerate(values)]


def again(*values: float, time: int = 2) -> list[Filled]:
    """Later answers of the same pairs."""
    return [Filled(pair, 100 * time + pair, {"ask": value}) for pair, value in enumerate(values)]


def test_four_pairs_are_not_told() -> None:
    assert item_figures(first(1, 2, 3, 4), "ask") is None


def test_up_to_four_of_the_newest_pairs_wait() -> None:
    five = item_figures(first(1, 1, 2, 3, 3), "ask")
    nine = item_figures(first(1, 1, 2, 3, 3, 5, 5, 5, 5), "ask")

    assert five == nine
    assert five is not None
    assert (five.first.pairs, five.first.value) == (5, 2.0)


def test_between_two_looks_lie_no_pair_or_five() -> None:
    values = [float(n % 5 + 1) for n in range(20)]

    found = [item_figures(first(*values[:n]), "ask") for n in range(21)]

    counts = [one.first.pairs if one else 0 for one in found]
    assert {after - before for before, after in pairwise(counts)} == {0, 5}


def test_a_later_time_is_told_as_a_change_of_five_pairs_and_more() -> None:
    begun = first(1, 1, 2, 3, 3, 5, 5, 5, 5, 5)

    four = item_figures([*begun, *again(3, 3, 4, 4)], "ask")
    six = item_figures([*begun, *again(3, 3, 4, 4, 5, 1)], "ask")

    assert four is not None
    assert six is not None
    assert four.changes == ()
    assert (six.changes[0].mean.pairs, six.changes[0].mean.value) == (5, pytest.approx(1.8))
    assert six.first == four.first


def test_a_third_answer_of_a_pair_moves_no_figure_that_was_told() -> None:
    filled = [*first(1, 1, 2, 3, 3), *again(3, 3, 4, 4, 5)]

    assert item_figures(filled, "ask") == item_figures([*filled, *again(1, time=3)], "ask")


def test_only_an_interval_without_zero_speaks_of_a_change() -> None:
    begun = first(1, 1, 2, 3, 3)
    found = [
        item_figures([*begun, *again(*later)], "ask")
        for later in ([3, 3, 4, 4, 5], [5, 1, 1, 5, 1], [2, 2, 3, 4, 4])
    ]

    assert [one.changes[0].turned for one in found if one] == [
        Turned.UP, Turned.UNCLEAR, Turned.NO_SPREAD,
    ]  # fmt: skip


def test_what_is_not_on_the_scale_of_a_pair_is_not_counted_for_it() -> None:
    four = first(1, 1, 2, 3)

    assert item_figures([*four, Filled(9, 9, {"other": 5.0})], "ask") is None
    assert item_figures([*four, Filled(9, 9, {"ask": 5.0})], "ask") is not None


def test_pairs_count_in_the_order_in_which_both_had_answered() -> None:
    values = first(1, 1, 2, 3, 3, 5)
    late = Filled(9, 200, {"ask": 9.0})

    assert item_figures([late, *reversed(values)], "ask") == item_figures(values, "ask")


def test_changes_are_told_time_by_time() -> None:
    begun = first(1, 1, 2, 3, 3)
    third, second = again(2, 2, 2, 2, 2, time=3), again(4, 4, 4, 4, 4)
    found = item_figures([*third, *second, *begun], "ask")

    assert found is not None
    assert [change.number for change in found.changes] == [2, 3]
    assert [change.mean.value for change in found.changes] == [pytest.approx(2), pytest.approx(0)]


@pytest.mark.parametrize(
    ("low", "high", "turned"),
    [
        (0.1, 1.0, Turned.UP),
        (-1.0, -0.1, Turned.DOWN),
        (0.0, 1.0, Turned.UNCLEAR),
        (-1.0, 0.0, Turned.UNCLEAR),
        (-1.0, 1.0, Turned.UNCLEAR),
        (None, None, Turned.NO_SPREAD),
    ],
)
def test_an_interval_that_touches_zero_is_unclear(
    low: float | None, high: float | None, turned: Turned
) -> None:
    assert ScaleChange(2, PairMean(5, 0.5, low, high)).turned is turned


def test_a_mean_is_that_of_whole_fives() -> None:
    ten = mean_in_fives([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99])

    assert ten is not None
    assert (ten.pairs, ten.value) == (10, 5.5)
    assert mean_in_fives([1, 2, 3, 4]) is mean_in_fives([]) is None
