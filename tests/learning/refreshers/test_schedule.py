"""When does a question come back?"""

from __future__ import annotations

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from tandem.learning.refreshers.schedule import EARLIEST, Memory, first_memory, next_memory
from tests.cast import NOW


def wait(memory: Memory) -> timedelta:
    """How long it stays away."""
    return memory.due_at - memory.answered_at


def test_what_went_wrong_in_the_quiz_comes_back_first() -> None:
    wrong, right = first_memory(right=False, at=NOW), first_memory(right=True, at=NOW)

    assert (wrong.right, right.right) == (False, True)
    assert EARLIEST == wait(wrong) < wait(right)
    assert wrong.difficulty > right.difficulty


@pytest.mark.parametrize("right", [True, False])
def test_a_memory_knows_when_it_was_answered_and_how(right: bool) -> None:
    later = NOW + timedelta(days=30)

    first, second = (
        first_memory(right=not right, at=NOW),
        next_memory(first_memory(right=not right, at=NOW), right=right, at=later),
    )

    assert (first.answered_at, first.right) == (NOW, not right)
    assert (second.answered_at, second.right) == (later, right)


def test_nothing_stays_away_longer_than_a_year() -> None:
    memory = first_memory(right=True, at=NOW)
    waits = [wait(memory)]
    for _ in range(12):
        memory = next_memory(memory, right=True, at=memory.due_at)
        waits.append(wait(memory))

    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=365)


def test_who_answers_late_and_knows_it_has_learned_more() -> None:
    first = first_memory(right=True, at=NOW)
    due, late = first.due_at, first.due_at + timedelta(days=60)

    in_time, later = (next_memory(first, right=True, at=at) for at in (due, late))

    assert later.stability > in_time.stability


def test_the_same_moment_in_another_zone_is_the_same_memory() -> None:
    first = first_memory(right=True, at=NOW)
    at = first.due_at

    here, there = (
        next_memory(first, right=True, at=at.astimezone(zone))
        for zone in (UTC, ZoneInfo("Pacific/Kiritimati"))
    )

    assert here == there
    assert there.due_at.tzinfo is UTC
