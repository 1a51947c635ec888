"""When is a pulse asked, and what is told of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.learning.pulse.rules import Moved, Placed, due_time, moved
from tandem.terms import PulseTime
from tests.cast import NOW

START, END, LATER = PulseTime.START, PulseTime.END, PulseTime.LATER


@pytest.mark.parametrize(
    ("days", "time"),
    [(0, END), (30, END), (31, None), (89, None), (90, LATER), (150, LATER), (151, None)],
)
def test_it_is_asked_at_the_end_and_from_the_90th_day_on(days: int, time: PulseTime | None) -> None:
    finished = [NOW - timedelta(days=days), NOW - timedelta(days=days + 5)]

    assert due_time(finished, now=NOW) is time


def test_it_is_asked_at_the_start_until_the_first_module_is_finished() -> None:
    assert due_time([None, None], now=NOW) is START
    assert due_time([None, NOW], now=NOW) is None
    assert due_time([], now=NOW) is None


def test_people_are_compared_with_themselves_in_the_round_in_which_they_began() -> None:
    placed = [
        Placed(1, 1, 1, "a", START, 2),
        Placed(2, 2, 1, "a", START, 4),
        Placed(3, 1, 1, "b", START, 5),
        Placed(4, 1, 1, "a", LATER, 5),
        Placed(5, 2, 1, "a", END, 3),
        Placed(6, 3, 1, "a", END, 1),
        Placed(7, 2, 2, "a", START, 1),
        Placed(8, 2, 2, "a", LATER, 5),
    ]

    assert moved(placed, "a") == Moved(start=(2, 4), since={LATER: (3,), END: (-1,)})


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ago", "time"),
    [
        (timedelta(days=30) + SECOND, None),
        (timedelta(days=90) - SECOND, None),
        (timedelta(days=150), LATER),
        (timedelta(days=150) + SECOND, None),
    ],
)
def test_it_is_asked_up_to_the_very_moment(ago: timedelta, time: PulseTime | None) -> None:
    assert due_time([NOW - ago], now=NOW) is time


def test_the_module_that_was_finished_last_counts() -> None:
    finished = [NOW - timedelta(days=90), NOW - timedelta(days=31), NOW - timedelta(days=95)]

    assert due_time(finished, now=NOW) is None
    assert due_time([finished[0], finished[2]], now=NOW) is LATER


def test_the_first_answer_of_each_time_counts() -> None:
    placed = [
        Placed(3, 1, 1, "a", LATER, 5),
        Placed(1, 1, 1, "a", START, 2),
        Placed(2, 1, 1, "a", START, 4),
        Placed(4, 1, 1, "a", LATER, 1),
    ]

    assert moved(placed, "a") == Moved(start=(2,), since={LATER: (3,)})


def test_who_never_began_has_not_moved() -> None:
    placed = [Placed(1, 1, 1, "a", END, 2), Placed(2, 1, 1, "a", START, 4)]

    assert moved(placed, "a") == Moved(start=(4,), since={})
