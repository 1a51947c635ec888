"""What does an address say for a filter? What does not exist filters nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def one_of(kind: type[E], text: str | None) -> E | None:
    """The member of that value, if there is one."""
    return kind(text) if text in set(kind) else None


def number_in(text: str | None) -> int | None:
    """The number written there, if it is one that an id or a page can be."""
    is_number = (text or "").isascii() and (text or "").isdigit()
    return min(int(text or 0), 2**31 - 1) if is_number else None
