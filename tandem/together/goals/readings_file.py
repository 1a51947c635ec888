"""Which figures does a file of readings hold, and what is wrong in which row?

Two columns are read: day and value. They are found by their headings, else they are the first
two. Days stand as 2026-03-02, 2.3.2026, 2 Mar 2026 or 2. März 2026, values with a point or a comma:
what this site hands out as a file in one of its languages comes in again.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tandem.content.separator_line import separator_named_in
from tandem.content.spelling import name_of
from tandem.dates import is_plausible

MOST_ROWS = 5000
LARGEST = 1e12
DAY_NAMES = frozenset({"day", "date", "on", "tag", "datum", "am"})
VALUE_NAMES = frozenset({"value", "reading", "figure", "wert", "zahl", "messwert"})
DAY_FORMS = ("%Y-%m-%d", "%d.%m.%Y")
DAY_IN_WORDS = re.compile(r"(\d{1,2})\.? ([^\W\d_]{3,})\.? (\d{4})")
MONTHS = ("jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov",
          "dec dez")  # fmt: skip
NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,9})?")
# Three figures after the only sign: in one country thousands, in the next three decimals.
TWO_MEANINGS = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})")


class RowFault(StrEnum):
    """What is wrong with a row."""

    EMPTY = "empty"
    TOO_MANY = "too_many"
    COLUMNS = "columns"
    DAY = "day"
    NUMBER = "number"
    TWO_MEANINGS = "two_meanings"
    TWICE = "twice"


@dataclass(frozen=True)
class ReadRow:
    """A sound row and the line it stands on."""

    line: int
    day: date
    value: float


@dataclass(frozen=True)
class FaultyRow:
    """A row that can’t be read: the line, what is wrong, and what stands there."""

    line: int
    fault: RowFault
    text: str = ""


@dataclass(frozen=True)
class ReadFile:
    """What a file holds. With a fault nothing of it is recorded."""

    rows: tuple[ReadRow, ...]
    faults: tuple[FaultyRow, ...]


def read_readings(text: str) -> ReadFile:
    """Read a file of readings."""
    lines = cells_by_line(text.removeprefix("\ufeff"))
    columns, width = (0, 1), 2
    if lines and (named := columns_named(lines[0][1])):
        columns, width, lines = named, len(lines[0][1]), lines[1:]
    if not lines:
        return ReadFile((), (FaultyRow(1, RowFault.EMPTY),))
    if len(lines) > MOST_ROWS:
        return ReadFile((), (FaultyRow(lines[MOST_ROWS][0], RowFault.TOO_MANY),))
    return rows_in(lines, columns, width=width)


def cells_by_line(text: str) -> list[tuple[int, list[str]]]:
    """The cells of every line that is not blank, with its number; unseen signs are gone."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = separator_named_in(first)
    if delimiter:
        text = text.replace(first, "", 1)
    else:
        delimiter = next((sign for sign in ("\t", ";") if sign in first), ",")
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            trimmed = [name_of(cell) if cell else "" for cell in cells]
            if any(trimmed):
                rows.append((reader.line_num, trimmed))
    except csv.Error:
        rows.append((reader.line_num, [""]))
    return rows


def columns_named(cells: list[str]) -> tuple[int, int] | None:
    """Where the columns are, if this line names them."""
    names = [cell.casefold() for cell in cells]
    day = next((at for at, name in enumerate(names) if name in DAY_NAMES), None)
    value = next((at for at, name in enumerate(names) if name in VALUE_NAMES), None)
    return None if day is None or value is None else (day, value)


def rows_in(
    lines: list[tuple[int, list[str]]], columns: tuple[int, int], *, width: int
) -> ReadFile:
    """Every row, sound or faulty."""
    rows: list[ReadRow] = []
    faults: list[FaultyRow] = []
    seen: dict[date, int] = {}
    for line, cells in lines:
        row = row_of(line, cells, columns, width=width)
        if isinstance(row, FaultyRow):
            faults.append(row)
        elif row.day in seen:
            faults.append(FaultyRow(line, RowFault.TWICE, str(seen[row.day])))
        else:
            seen[row.day] = line
            rows.append(row)
    return ReadFile(tuple(rows), tuple(faults))


def row_of(
    line: int, cells: list[str], columns: tuple[int, int], *, width: int
) -> ReadRow | FaultyRow:
    """One row. A cell too many may be a decimal comma that was taken for the next column."""
    if not max(columns) < len(cells) <= width:
        return FaultyRow(line, RowFault.COLUMNS, " ".join(cells))
    day, value = day_in(cells[columns[0]]), number_in(cells[columns[1]])
    if day is None:
        return FaultyRow(line, RowFault.DAY, cells[columns[0]])
    if value is None:
        cell = cells[columns[1]]
        fault = RowFault.TWO_MEANINGS if two_meanings(cell) else RowFault.NUMBER
        return FaultyRow(line, fault, cell)
    return ReadRow(line, day, value)


def day_in(text: str) -> date | None:
    """A day in one of the forms that cannot be mistaken for another."""
    if words := DAY_IN_WORDS.fullmatch(text):
        text = f"{words[1]}.{month_in(words[2])}.{words[3]}"
    for form in DAY_FORMS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        return day if is_plausible(day) else None
    return None


def month_in(name: str) -> int:
    """Which month begins so, in English or German; 0 where none does."""
    begins = name.casefold()[:3]
    return next((at for at, names in enumerate(MONTHS, 1) if begins in names.split()), 0)


def number_in(text: str) -> float | None:
    """A number without marks between the thousands; None where it may be one that has them."""
    plain = text.replace("\u2212", "-")
    if not NUMBER.fullmatch(plain) or two_meanings(plain):
        return None
    value = float(plain.replace(",", "."))
    return value if abs(value) < LARGEST else None


def ungrouped(text: str, *, group: str, decimal: str) -> str:
    """A number without these marks between its thousands, where it can mean nothing else:
    `1.200,5` and `1.200.000`, but not `1.200`."""
    whole, sign, decimals = text.partition(decimal)
    is_sure = bool(sign) or whole.count(group) > 1
    grouped = rf"[+\-\u2212]?[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+"
    if not is_sure or not re.fullmatch(grouped, whole):
        return text
    return f"{whole.replace(group, '')}{sign}{decimals}"


def two_meanings(text: str) -> tuple[str, str] | None:
    """The two ways to write without doubt what `1,234` may mean, `1234` and `1,2340`; else None."""
    plain = text.replace("\u2212", "-")
    parts = TWO_MEANINGS.fullmatch(plain)
    return (parts[1] + parts[2], f"{plain}0") if parts else None


def unmistakable(text: str) -> str:
    """A decimal number as it stands, with one more zero where it could be taken for thousands."""
    ways = two_meanings(text)
    return ways[1] if ways else text
