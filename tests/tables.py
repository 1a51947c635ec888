"""What do the tables of a page, of a CSV and of a workbook say, each cell under its column?"""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date
from typing import Any

from babel.dates import format_date
from openpyxl import load_workbook

Row = dict[str, str]
# Where Tandem is made, and where it is a day later than at noon in UTC.
ZONES = ("Europe/Berlin", "Pacific/Kiritimati")


def rows_on(page: str, kind: str) -> list[Row]:
    """The rows of all tables of a kind on a page. Raises ValueError where a cell has no column."""
    found = []
    for table in re.findall(rf'<table class="{kind}">(.*?)</table>', page, re.DOTALL):
        names, *rows = map(cells_in, re.findall(r"<tr.*?</tr>", table, re.DOTALL))
        found += [dict(zip(names, row, strict=True)) for row in rows]
    return found


def cells_in(row: str) -> list[str]:
    """The words of each cell of a row."""
    return [words_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]


def words_of(markup: str) -> str:
    """What is to be read in a piece of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def rows_of_csv(text: str) -> list[Row]:
    """The rows of a CSV. Raises ValueError where a cell has no column."""
    names, *rows = lines_of_csv(text)
    return [dict(zip(names, row, strict=True)) for row in rows]


def lines_of_book(content: bytes) -> list[list[str]]:
    """The cells of a workbook as they stand in a CSV, row by row."""
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [[as_csv(cell) for cell in row] for row in rows]


def lines_of_csv(text: str) -> list[list[str]]:
    """The cells of a CSV, row by row."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def in_words(value: str) -> str:
    """A cell of a file as a page writes it: a day in words, and a dash for nothing."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value or "–"
    return format_date(date.fromisoformat(value), "d MMM y", locale="en")


def as_csv(cell: Any) -> str:
    """A day without the hour that a workbook gives it."""
    return str(cell.date()) if hasattr(cell, "date") else "" if cell is None else str(cell)
