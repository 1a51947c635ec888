"""How many attempts are left, and which of those that a leader gave count?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tandem.content.lesson import Lesson
from tandem.library.served import ServedModule
from tandem.models import Attempt
from tandem.progress.more_attempts.queries import is_open
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


def attempt(*, passed: bool = False, at: datetime = NOW) -> Attempt:
    """An attempt at a quiz."""
    return Attempt(passed=passed, at=at)


BEFORE = NOW - timedelta(days=1)
SECOND = Round(2, NOW)


@pytest.mark.parametrize(
    ("tried", "granted", "round", "open_to_them"),
    [
        ([(attempt(), 2)], [], FIRST, True),
        ([(attempt(), 2), (attempt(), 2)], [], FIRST, False),
        ([(attempt(), 1), (attempt(), 2)], [], FIRST, True),
        ([(attempt(passed=True), 2), (attempt(), 2)], [], FIRST, True),
        ([(attempt(), 2), (attempt(), 2)], [Granted(3, 2, NOW)], FIRST, True),
        ([(attempt(), 2), (attempt(), 2)], [Granted(3, 1, NOW)], FIRST, False),
        ([(attempt(), 2), (attempt(at=BEFORE), 2)], [], SECOND, True),
        ([(attempt(), 2), (attempt(), 2), (attempt(passed=True, at=BEFORE), 2)], [], SECOND, False),
    ],
)
def test_a_quiz_is_open_to_whoever_has_passed_it_or_has_an_attempt_left(
    tried: list[tuple[Attempt, int]], granted: list[Granted], round: Round, open_to_them: bool
) -> None:
    module = ServedModule(1, "m", 1, Lesson("m", "M", attempts=2, edition=2))

    assert is_open(module, tried, granted, round=round) is open_to_them
