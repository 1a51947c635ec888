"""How many attempts are left, and which of those that a leader gave count?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.progress.more_attempts.rules import Granted, attempts_left, number_granted
from tandem.progress.rules.rounds import FIRST, Round
from tests.cast import NOW


@pytest.mark.parametrize(
    ("limit", "used", "granted", "left"),
    [(None, 9, 0, None), (3, 0, 0, 3), (3, 3, 0, 0), (3, 4, 0, 0), (3, 3, 1, 1), (0, 0, 0, 0)],
)
def test_what_was_given_is_added_and_what_was_used_taken_off_down_to_none(
    limit: int | None, used: int, granted: int, left: int | None
) -> None:
    assert attempts_left(limit, used=used, granted=granted) == left


def test_attempts_are_given_for_an_edition_and_a_round() -> None:
    before = NOW - timedelta(seconds=1)
    granted = [Granted(1, 1, NOW), Granted(2, 2, NOW), Granted(3, 2, before)]

    assert number_granted(granted, edition=2, round=FIRST) == 2
    assert number_granted(granted, edition=2, round=Round(2, NOW)) == 1
    assert number_granted([], edition=2, round=FIRST) == 0
