"""Which modules has a pair closed just now? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tandem.progress.closings import is_closed_now
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_places import SeatPlace
from tests.cast import NOW
from tests.plain_courses import COURSE, DONE, OPEN, shared

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
SET_COMPLETE = replace(DONE, learned_at=None)


def place(mine: HalfInPair, theirs: HalfInPair) -> SeatPlace:
    """A place whose page shows a module with these halves."""
    course = shared(1, (mine, theirs))
    return SeatPlace(COURSE, course.seat, None, course.modules[0], None, None, 0, False)


@pytest.mark.parametrize(
    ("mine", "theirs", "now", "closed"),
    [
        (DONE, DONE, NOW, True),
        (DONE, DONE, NOW + MINUTE, True),
        (DONE, DONE, NOW + MINUTE + SECOND, False),
        (DONE, OPEN, NOW, False),
        (DONE, SET_COMPLETE, NOW, False),
        (SET_COMPLETE, DONE, NOW, False),
    ],
)
def test_a_module_is_closed_in_the_moment_in_which_both_have_learned_it(
    mine: HalfInPair, theirs: HalfInPair, now: datetime, closed: bool
) -> None:
    assert is_closed_now(place(mine, theirs), now=now) is closed


def test_where_no_module_is_looked_at_none_is_closed() -> None:
    assert not is_closed_now(replace(place(DONE, DONE), looked_at=None), now=NOW)
