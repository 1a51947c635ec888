"""When does a pair stand still?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.leading.status import stall
from tandem.leading.status.stall import StallLimits
from tandem.terms import Stall
from tests.cast import NOW


def stalled(**days: float | None) -> Stall | None:
    """Why a running pair stands still, from days ago."""
    moments = {name: NOW - timedelta(days=d) for name, d in days.items() if d is not None}
    running = stall.clocks(
        is_running=True,
        began_at=moments["began"],
        moved_at=moments.get("moved"),
        sealed_at=moments.get("sealed"),
    )
    return stall.stall_of(running, limits=StallLimits(), now=NOW)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"began": 9.9}, None),
        ({"began": 10}, Stall.NO_FIRST_STEP),
        ({"began": 60, "moved": 13.9}, None),
        ({"began": 60, "moved": 14}, Stall.NO_MOVEMENT),
        ({"began": 60, "moved": 6, "sealed": 6.9}, None),
        ({"began": 60, "moved": 1, "sealed": 7}, Stall.SEALED_WAITS),
        ({"began": 60, "moved": 20, "sealed": 20}, Stall.SEALED_WAITS),
    ],
)
def test_a_clock_that_has_run_out_is_a_stall(
    days: dict[str, float], expected: Stall | None
) -> None:
    assert stalled(**days) is expected


@pytest.mark.parametrize(("hours", "days"), [(-30, 0), (0, 0), (23, 0), (24, 1), (71, 2)])
def test_only_whole_days_that_have_gone_by_are_counted(hours: int, days: int) -> None:
    assert stall.days_since(NOW - timedelta(hours=hours), now=NOW) == days


def test_a_pair_that_went_on_after_a_pause_begins_anew() -> None:
    assert stalled(began=3, moved=90, sealed=90) is None


def test_who_is_through_or_paused_never_stands_still() -> None:
    began_at, found = NOW - timedelta(days=99), []
    for is_running in (True, False):
        running = stall.clocks(is_running=is_running, began_at=began_at, moved_at=None)
        found.append(stall.stall_of(running, limits=StallLimits(), now=NOW))

    assert found == [Stall.NO_FIRST_STEP, None]


def test_a_site_may_set_its_own_limits() -> None:
    running = stall.clocks(is_running=True, began_at=NOW - timedelta(days=3), moved_at=None)

    found = stall.stall_of(running, limits=StallLimits(first_step=3), now=NOW)

    assert found is Stall.NO_FIRST_STEP


@given(st.floats(0, 400), st.none() | st.floats(0, 400), st.floats(0, 30))
def test_standing_still_does_not_go_away_by_waiting(
    began: float, moved: float | None, later: float
) -> None:
    running = stall.clocks(
        is_running=True,
        began_at=NOW - timedelta(days=began),
        moved_at=NOW - timedelta(days=moved) if moved is not None else None,
    )

    before = stall.stall_of(running, limits=StallLimits(), now=NOW)

    assert before is None or stall.stall_of(
        running, limits=StallLimits(), now=NOW + timedelta(days=later)
    )
