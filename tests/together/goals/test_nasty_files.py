"""Is a file of readings read at once, whatever it is?"""

from __future__ import annotations

import time
from functools import cache

import pytest

from tandem.together.goals.readings_file import read_readings
from tests.nasty import SHAPES

SIZE = 256 * 1024
ORDINARY = "day;value\n" + "".join(
    f"2026-01-{1 + number % 28:02};{number}\n" for number in range(1_000)
)


def seconds(text: str) -> float:
    """The processor time of reading a file."""
    begun = time.process_time()
    read_readings(text)
    return time.process_time() - begun


@cache
def seconds_for_an_ordinary_file() -> float:
    """What an ordinary file takes here and now."""
    return min(seconds(ORDINARY) for _ in range(3))


@pytest.mark.parametrize("kind", SHAPES)
def test_a_nasty_file_is_read_at_once(kind: str) -> None:
    text = SHAPES[kind](SIZE)

    # What grows with the square takes thousands of times as long.
    assert min(seconds(text) for _ in range(2)) < 20 * seconds_for_an_ordinary_file() + 0.02
