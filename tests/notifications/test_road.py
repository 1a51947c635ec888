"""How is the road of a pair drawn in a letter?"""

from __future__ import annotations

import pytest

from tandem.notifications.road import drawn_road
from tandem.terms import Stage, Together

STATES = (
    Together.BOTH_DONE, Together.WAITING_FOR_SUPPORT, Together.WAITING_FOR_REP, Stage.BEGUN,
    Together.NOBODY_YET,
)  # fmt: skip


def test_a_circle_is_filled_on_the_left_where_the_rep_is_done() -> None:
    assert drawn_road(STATES).line == "●◐◑◔○"


@pytest.mark.parametrize(
    ("states", "done"), [((), 0), (STATES, 1), ((Together.BOTH_DONE,) * 3, 3), (STATES[1:], 0)]
)
def test_a_module_is_done_when_both_have_done_it(
    states: tuple[Together | Stage, ...], done: int
) -> None:
    assert drawn_road(states).done == done
