"""Who is complete in which pair? Plain values only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tandem.models import Pair
from tandem.progress.completing import FinishedHalf, seat_of, steps_in_round
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role
from tests.cast import NOW

BEFORE = NOW - timedelta(seconds=1)
SECOND = Round(2, NOW)


@pytest.mark.parametrize(
    ("finished_at", "recorded_at", "round", "is_open"),
    [
        (NOW, None, FIRST, True),
        (NOW, BEFORE, FIRST, False),
        (NOW, None, SECOND, True),
        (BEFORE, None, SECOND, False),
        (NOW, BEFORE, SECOND, True),
        (NOW, NOW, SECOND, False),
    ],
)
def test_what_was_finished_alone_is_recorded_once_in_each_round(
    finished_at: datetime, recorded_at: datetime | None, round: Round, is_open: bool
) -> None:
    half = FinishedHalf(1, 1, finished_at, int(recorded_at is not None), recorded_at)

    assert half.is_open(round) is is_open


def test_steps_count_from_the_moment_on_which_a_round_begins() -> None:
    done = [("a", BEFORE), ("b", NOW), ("a", NOW), ("c", BEFORE)]

    assert steps_in_round(done, SECOND) == {"a", "b"}
    assert steps_in_round(done, FIRST) == {"a", "b", "c"}


def test_each_role_has_its_seat_in_a_pair() -> None:
    assert [seat_of(role).key for role in (Role.REP, Role.SUPPORT)] == [
        Pair.rep_id.key, Pair.support_id.key,
    ]  # fmt: skip
