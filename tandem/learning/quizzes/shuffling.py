"""What is drawn for one attempt, and in which order does it stand?

Whoever comes back finds the same questions in the same order, also where the lesson was published
anew meanwhile, as far as it still says the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from tandem.content.lesson import Option, Question

T = TypeVar("T")


@dataclass(frozen=True)
class Lot:
    """The lot of one attempt. It gives each thing a place by its own name, so that another thing
    that comes, goes or changes moves none of the others."""

    seed: str

    def mixed(self, things: Iterable[T], what: str, name: Callable[[T], str]) -> list[T]:
        """The things in the order of this attempt."""
        return sorted(things, key=lambda thing: self.place(what, name(thing)))

    def place(self, what: str, name: str) -> bytes:
        """What a thing is sorted by: a hash of its name and of the attempt."""
        return hashlib.sha256(f"{self.seed}:{what}:{name}".encode()).digest()


def name_of(question: Question) -> str:
    """The name by which a question is drawn: the one before, where `was=` tells it."""
    return question.was or question.id


def out_of_order(question: Question, items: list[Option], lot: Lot) -> list[Option]:
    """The items mixed so that they do not stand in the order that is asked for.

    Of two chance alone decides: were they always turned round, the right order could be told.
    """
    orders = (lot.mixed(items, f"{name_of(question)}:{turn}", key_of) for turn in count())
    return next(mixed for mixed in orders if mixed != items or len(items) <= 2)


def key_of(option: Option) -> str:
    """The name by which an option is mixed."""
    return option.key
