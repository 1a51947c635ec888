"""What does an address say for a filter? What does not exist filters nothing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from tandem.web.input_limits import LARGEST_NUMBER

E = TypeVar("E", bound=StrEnum)
MOST_DIGITS = 12
LONGEST_SEARCH = 200


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


def search_in(parts: Mapping[str, str], name: str = "search") -> str:
    """What an address looks for in a long list."""
    return parts.get(name, "").strip()[:LONGEST_SEARCH]


def page_in(parts: Mapping[str, str], name: str = "page") -> int:
    """Which page of a long list an address names, from 1."""
    return number_in(parts.get(name)) or 1
