"""Which day does a cell name as somebody's last?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from tandem.dates import FIRST_YEAR

# What some programs write for "no end".
FOR_GOOD = 2100
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
COMPACT = re.compile(r"((?:19|20)\d{2}|9999)(\d{2})(\d{2})")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
PARTED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
IN_WORDS = ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%y")


@dataclass(frozen=True)
class LastDay:
    """A last day; none where the cell names none. `is_meant`: it is a day, perhaps that of nobody's
    leaving at all. `is_unclear`: day and month could be either."""

    day: date | None = None
    is_meant: bool = False
    is_unclear: bool = False


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Does 03/04/2026 mean April? None where no cell of the column tells."""
    told = {
        first > 12
        for cell in cells
        if (match := PARTED.fullmatch(cell))
        and ((first := int(match[1])) > 12) != (int(match[2]) > 12)
    }
    return told.pop() if len(told) == 1 else None


def last_day_in(cell: str, *, day_first: bool | None) -> LastDay:
    """The day that a cell names. One far ahead, as 31.12.9999, says that nobody leaves."""
    if match := ISO.fullmatch(cell) or COMPACT.fullmatch(cell):
        return last_day(int(match[1]), int(match[2]), int(match[3]))
    if match := DOTTED.fullmatch(cell):
        return last_day(year_of(match[3]), int(match[2]), int(match[1]))
    if match := PARTED.fullmatch(cell):
        first, second = int(match[1]), int(match[2])
        if day_first is None and first != second and first <= 12 and second <= 12:
            return LastDay(is_unclear=True)
        is_first = first > 12 if day_first is None else day_first
        day, month = (first, second) if is_first else (second, first)
        return last_day(year_of(match[3]), month, day)
    for shape in IN_WORDS:
        with suppress(ValueError):
            named = datetime.strptime(cell, shape)  # noqa: DTZ007 (a day alone)
            return last_day(named.year, named.month, named.day)
    return LastDay()


def year_of(digits: str) -> int:
    """The year; two digits are of this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def last_day(year: int, month: int, day: int) -> LastDay:
    """A day of the calendar as a last one."""
    if year < FIRST_YEAR:
        return LastDay()
    try:
        named = date(year, month, day)
    except ValueError:
        return LastDay()
    return LastDay(None if year >= FOR_GOOD else named, is_meant=True)
