"""Is a file of people read at once, whatever it is?"""

from __future__ import annotations

import time
from functools import cache

import pytest

from tandem.people.roster.table import read_roster
from tests.nasty import SHAPES

SIZE = 256 * 1024
ORDINARY = "email,given name,surname,role\n" + "".join(
    f"person.{number}@example.com,Given,{'Surname' * 20},rep\n" for number in range(1_500)
)


def seconds(text: str) -> float:
    """The processor time of reading a file."""
    begun = time.process_time()
    read_roster(text.encode())
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
