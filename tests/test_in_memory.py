"""Does a slip reach the functions that are in memory, and is it said where it cannot?"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest

from tools.in_memory import functions_by_file, has_planted

SOURCE = """
from functools import cache
MOST = 3
def is_many(n, most=MOST):
    return n > most
@cache
def doubled(n):
    return [2 * each for each in range(n)]
def above(least):
    def is_above(n):
        return n > least
    return is_above
class Count:
    first = 1
    def after(self, n):
        return n + 1
is_odd = lambda n: n % 2
above_two = above(2)
"""


def read(name: str) -> tuple[str, dict[str, Any]]:
    """What the source makes, as if it stood in a file of this name."""
    made: dict[str, Any] = {}
    exec(compile(SOURCE, name, "exec"), made)
    return name, made


def plant(file: str, before: str, after: str) -> bool:
    """Change one piece of the source, in memory."""
    functions: list[FunctionType] = functions_by_file()[file]
    assert SOURCE.count(before) == 1
    return has_planted(functions, file, SOURCE, SOURCE.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "asked", "answer"),
    [
        ("n > most", "n >= most", lambda made: made["is_many"](3), True),
        ("2 * each", "3 * each", lambda made: made["doubled"](2), [0, 3]),
        ("[2 * each for each in range(n)]", "[]", lambda made: made["doubled"](2), []),
        ("n > least", "n >= least", lambda made: made["above_two"](2), True),
        ("n > least", "n >= least", lambda made: made["above"](5)(5), True),
        ("n + 1", "n + 2", lambda made: made["Count"]().after(1), 3),
    ],
)
def test_a_slip_inside_a_function_is_planted(
    before: str, after: str, asked: Callable[[dict[str, Any]], object], answer: object
) -> None:
    file, made = read(f"planted {before} {after}")

    assert asked(made) != answer
    made["doubled"].cache_clear()
    assert plant(file, before, after)
    assert asked(made) == answer


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("MOST = 3", "MOST = 4"),
        ("most=MOST", "most=2"),
        ("first = 1", "first = 2"),
        ("n % 2", "n % 3"),
        ("@cache\n", ""),
    ],
)
def test_what_runs_while_a_file_is_read_is_not_planted(before: str, after: str) -> None:
    file, made = read(f"read anew {before}")

    assert not plant(file, before, after)
    assert made["is_many"](4)


def test_all_of_a_file_stays_where_one_function_cannot_be_changed() -> None:
    file, made = read("both")
    after = SOURCE.replace("n > most", "n >= most").replace("first = 1", "first = 2")

    assert not has_planted(functions_by_file()[file], file, SOURCE, after)
    assert not made["is_many"](3)
