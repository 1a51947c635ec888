"""Is an answer right, and is a quiz passed?

A question has one or several right options. An answer is right when exactly these are chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from tandem.content.lesson import Question


@dataclass(frozen=True)
class Mark:
    """What an answer is worth."""

    right: bool


def mark(question: Question, chosen: Collection[str]) -> Mark:
    """Mark the option keys that were chosen."""
    return Mark(right=frozenset(chosen) == right_keys(question))


def right_keys(question: Question) -> frozenset[str]:
    """The keys of the right options. They never leave the server before they are due."""
    return frozenset(option.key for option in question.options if option.right)


def score(marks: Iterable[Mark]) -> int:
    """How many answers are right."""
    return sum(one.right for one in marks)


def has_passed(right: int, total: int, *, pass_share: float) -> bool:
    """Is the share of right answers large enough? 4 of 5 pass 80 %, exactly."""
    return Fraction(right) >= Fraction(str(pass_share)) * total
