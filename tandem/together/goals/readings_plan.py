"""What would a file of readings change, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.numbers import get_decimal_symbol
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from tandem.together.goals.readings_file import FaultyRow, ReadFile, RowFault, two_meanings

FAULTS = {
    RowFault.EMPTY: _("There is no row in it."),
    RowFault.TOO_MANY: _("Too many rows. Send at most 5000 at once."),
    RowFault.COLUMNS: _(
        "Two columns are needed, a day and a value; here it says “%(text)s”. "
        "A value with a decimal comma needs semicolons between the columns."
    ),
    RowFault.DAY: _("“%(text)s” is no day. Write it like 2026-03-02 or 2.3.2026."),
    RowFault.NUMBER: _(
        "“%(text)s” is no number. Write it like 12.5, without marks between the thousands."
    ),
    RowFault.TWO_MEANINGS: _(
        "“%(text)s” can mean %(whole)s or %(decimal)s. Write it in one of these two ways."
    ),
    RowFault.TWICE: _("This day is in row %(text)s, too. Keep one of them."),
}


IN_FUTURE = _("This day is still to come. A reading is of today or earlier.")


def sentence(row: FaultyRow) -> str:
    """What is wrong with a row, in words."""
    whole, decimal = two_meanings(row.text) or ("", "")
    decimal = re.sub("[.,]", get_decimal_symbol(get_locale()), decimal)
    return str(FAULTS[row.fault]) % {"text": row.text, "whole": whole, "decimal": decimal}


class ReadingPlan(StrEnum):
    """What recording a row would do."""

    NEW = "new"
    SAME = "same"
    CORRECTION = "correction"


@dataclass(frozen=True)
class PlannedRow:
    """A row of a file before it is recorded."""

    line: int
    day: date
    value: float
    plan: ReadingPlan
    before: float | None


@dataclass(frozen=True)
class DryRun:
    """What recording a file would do, row by row, or what keeps it from being recorded."""

    rows: tuple[PlannedRow, ...]
    faults: tuple[tuple[int, str], ...]

    def count(self, plan: str) -> int:
        """How many rows would do this."""
        return sum(row.plan == plan for row in self.rows)

    @property
    def values(self) -> dict[date, float | None]:
        """What is to be recorded, by day."""
        return {row.day: row.value for row in self.rows}


def dry_run(read: ReadFile, *, present: Mapping[date, float], today: date) -> DryRun:
    """Look at a file: nothing is recorded."""
    faults = [(row.line, sentence(row)) for row in read.faults]
    faults += [(row.line, str(IN_FUTURE)) for row in read.rows if row.day > today]
    return DryRun(rows=planned(read, present), faults=tuple(sorted(faults)))


def planned(read: ReadFile, present: Mapping[date, float]) -> tuple[PlannedRow, ...]:
    """What each sound row would do."""
    plans: Sequence[tuple[ReadingPlan, float | None]] = [
        (ReadingPlan.NEW, None)
        if row.day not in present
        else (
            ReadingPlan.SAME if present[row.day] == row.value else ReadingPlan.CORRECTION,
            present[row.day],
        )
        for row in read.rows
    ]
    return tuple(
        PlannedRow(row.line, row.day, row.value, plan, before)
        for row, (plan, before) in zip(read.rows, plans, strict=True)
    )
