"""When does a question come back?

By FSRS, the free spaced repetition scheduler (after J. Ye, J. Su & Y. Cao, "A stochastic shortest
path algorithm for optimizing spaced repetition scheduling", KDD 2022), as the library `fsrs` has
it, with its own parameters. Nothing is learned in steps of minutes here, and nothing is left to
chance.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=365,
    enable_fuzzing=False,
)
# Any moment does: how long a first memory lasts does not depend on the day.
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


class Memory(NamedTuple):
    """What somebody is taken to remember of a question since it was last answered."""

    stability: float
    difficulty: float
    answered_at: datetime
    due_at: datetime
    right: bool


def first_memory(*, right: bool, at: datetime) -> Memory:
    """The memory of a question that was answered in a quiz; `at` is when the module was done."""
    first = first_on_some_day(right)
    return Memory(first.stability, first.difficulty, at, at + (first.due_at - SOME_DAY), right)


@lru_cache(maxsize=2)
def first_on_some_day(right: bool) -> Memory:
    """A first memory. It is the same for everybody, so it is worked out once."""
    return reviewed(Card(card_id=0, due=SOME_DAY), right=right, at=SOME_DAY)


def next_memory(memory: Memory, *, right: bool, at: datetime) -> Memory:
    """The memory after the question was answered once more."""
    card = Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.answered_at,
    )
    return reviewed(card, right=right, at=at)


def reviewed(card: Card, *, right: bool, at: datetime) -> Memory:
    """What FSRS makes of an answer."""
    rating = Rating.Good if right else Rating.Again
    after, _ = SCHEDULER.review_card(card, rating, review_datetime=at.astimezone(UTC))
    assert after.stability is not None and after.difficulty is not None, "it was reviewed"  # noqa: S101, PT018
    return Memory(after.stability, after.difficulty, at, after.due.astimezone(UTC), right)


# Before so long nothing comes back: what went wrong is asked again first.
EARLIEST = first_on_some_day(False).due_at - SOME_DAY
