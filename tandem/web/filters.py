"""What does an address say for a filter? What does not exist filters nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from tandem.web.input_limits import LARGEST_NUMBER

E = TypeVar("E", bound=StrEnum)
MOST_DIGITS = 12


def one_of(kind: type[E], text: str | None) -> E | None:
    """The member of that value, if there is one."""
    return kind(text) if text in set(kind) else None


def number_in(text: str | None) -> int | None:
    """The number written there, if it is one that an id or a page can be."""
    text = text or ""
    if not text.isascii() or not text.isdigit():
        return None
    # More digits than a large number has are no number that Python would read.
    return min(int(text[:MOST_DIGITS]), LARGEST_NUMBER)
