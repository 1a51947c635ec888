"""What can be said of a team, and from how many pairs on?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.figures.groups import FEWEST_PAIRS
from tandem.leading.impact.rules import Tries, WeekFigure, learned, stepped

MONDAY = date(2026, 3, 2)


def tries(pairs: int) -> list[Tries]:
    """One person for each of so many pairs, with half right at first and all right later."""
    return [Tries(frozenset({number}), 0.5, 1.0) for number in range(pairs)]


def figures(*, effect: float, trend: float = 0.0, pairs: int = 12) -> list[WeekFigure]:
    """Pairs that begin one week after the other, over as many weeks."""
    return [
        WeekFigure(
            pair_id=pair,
            week=MONDAY + timedelta(weeks=week),
            share=1 + trend * week + (effect if week >= pair else 0) + 0.01 * (pair % 3),
            has_begun=week >= pair,
        )
        for pair in range(pairs)
        for week in range(pairs)
    ]


def test_four_pairs_are_too_few_to_speak_of() -> None:
    assert learned(tries(FEWEST_PAIRS - 1)) is None


def test_two_people_of_the_same_pairs_are_not_more_pairs() -> None:
    assert learned([*tries(4), *tries(4)]) is None


def test_five_pairs_have_a_first_and_a_latest_mean() -> None:
    found = learned(tries(5))

    assert found is not None
    assert (found.people, found.pairs, found.first, found.latest) == (5, 5, 0.5, 1.0)


def test_a_sixth_person_waits_for_a_full_group_of_five() -> None:
    found = learned([*tries(5), Tries(frozenset({9}), 0.0, 0.0)])

    assert found == learned(tries(5))


def test_an_improvement_is_found_where_pairs_begin_one_after_the_other() -> None:
    found = stepped(figures(effect=0.2))

    assert found.difference == pytest.approx(0.2, abs=0.03)
    assert found.low is not None
    assert found.low > 0


def test_what_happens_to_everybody_is_not_taken_for_an_improvement() -> None:
    found = stepped(figures(effect=0, trend=0.05))

    assert found.low is not None
    assert found.high is not None
    assert found.low <= 0 <= found.high


def test_where_all_have_begun_nothing_is_compared() -> None:
    begun = [WeekFigure(pair, MONDAY, 1.0, has_begun=True) for pair in range(20)]

    assert stepped(begun).difference is None


def test_four_pairs_on_one_side_are_too_few_to_compare() -> None:
    week = [WeekFigure(pair, MONDAY, 1.0, has_begun=pair < 4) for pair in range(20)]

    found = stepped(week)

    assert (found.begun, found.not_yet, found.difference) == (4, 16, None)


@given(st.floats(-0.5, 0.5), st.floats(-0.2, 0.2))
def test_the_difference_lies_within_its_interval(effect: float, trend: float) -> None:
    found = stepped(figures(effect=effect, trend=trend))

    assert found.difference is not None
    if found.low is not None and found.high is not None:
        assert found.low <= found.difference <= found.high


def test_in_each_week_pairs_are_compared_with_the_middle_of_both_sides() -> None:
    def week(at: int, begun: dict[int, float], not_yet: dict[int, float]) -> list[WeekFigure]:
        day = MONDAY + timedelta(weeks=at)
        return [
            *(WeekFigure(pair, day, share, has_begun=True) for pair, share in begun.items()),
            *(WeekFigure(pair, day, share, has_begun=False) for pair, share in not_yet.items()),
        ]

    found = stepped(
        [
            *week(0, dict.fromkeys(range(5), 1.2), dict.fromkeys(range(5, 10), 1.0)),
            *week(1, dict.fromkeys(range(6), 2.4), dict.fromkeys(range(6, 10), 2.0)),
        ]
    )

    assert (found.begun, found.not_yet) == (6, 5)
    # Begun five times 0.15 and once 0.2; not yet four times -0.15 and once -0.1.
    assert found.difference == pytest.approx(0.95 / 6 + 0.14)


def test_five_pairs_on_each_side_are_compared_also_where_no_interval_can_be_given() -> None:
    week = [WeekFigure(pair, MONDAY, 1.5 if pair < 5 else 1.0, pair < 5) for pair in range(10)]

    found = stepped(week)

    assert (found.begun, found.not_yet, found.difference) == (5, 5, 0.5)
    assert (found.low, found.high) == (None, None)


def test_a_week_with_one_kind_of_pairs_alone_counts_nowhere() -> None:
    week = [WeekFigure(pair, MONDAY, 1.5 if pair < 5 else 1.0, pair < 5) for pair in range(10)]
    later = [
        WeekFigure(pair, MONDAY + timedelta(weeks=1), 9.0, has_begun=True) for pair in range(12)
    ]

    assert stepped([*week, *later]) == stepped(week)
