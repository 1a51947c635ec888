"""What stands in the file? The rows of a CSV or of a workbook, as the spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from tandem.content.separator_line import separator_named_in
from tandem.people.roster.code_pages import DecodedText, decoded

LONGEST = 20_000
LONGEST_SHEET = 50_000
WIDEST = 200
PIECE = 1024 * 1024
LARGEST_UNPACKED = 64 * PIECE
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t|"
LOOKED_AT = 30


class UnreadableError(Exception):
    """The file is no table, or none that is read here; `kind` says why, `value` names what."""

    def __init__(self, kind: str, value: str = "") -> None:
        super().__init__(kind)
        self.kind, self.value = kind, value


@dataclass(frozen=True)
class SheetRow:
    """A row that is not empty: its number in the spreadsheet, and what stands in its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RosterSheet:
    """A table as it stands in a file. `decoded` says how a CSV was read, `name` which sheet."""

    rows: tuple[SheetRow, ...]
    decoded: DecodedText | None = None
    name: str = ""
    other_names: tuple[str, ...] = ()


def read_sheet(content: bytes, *, code_page: str = "", sheet: str = "") -> RosterSheet:
    """The rows of a file. Raises UnreadableError."""
    if content.startswith(ZIP):
        return read_workbook(content, sheet)
    if content.startswith(OLE):
        raise UnreadableError("old_workbook")
    if content.lstrip()[:6].lower() in {b"<html>", b"<table", b"<!doct", b"<?xml "}:
        raise UnreadableError("web_page")
    text = decoded(content, code_page=code_page)
    return RosterSheet(rows_of_text(text.text), decoded=text)


def rows_of_text(text: str) -> tuple[SheetRow, ...]:
    """The rows of a CSV. A line `sep=;` is for the program alone, which does not count it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableError("not_a_table")
    first, _, rest = text.partition("\n")
    named = separator_named_in(first)
    if named:
        text = rest
    delimiter = named or delimiter_of(text)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableError("not_a_table") from error
    return filled(lines)


def filled(lines: list[list[str]]) -> tuple[SheetRow, ...]:
    """The rows that are not empty. Raises UnreadableError where there are none, or too many."""
    rows = tuple(
        SheetRow(number, tuple(line))
        for number, line in enumerate(lines, 1)
        if any(cell.strip() for cell in line)
    )
    if not rows:
        raise UnreadableError("empty")
    if any(len(row.cells) > WIDEST for row in rows):
        raise UnreadableError("too_wide", str(WIDEST))
    if len(rows) > LONGEST:
        raise UnreadableError("too_long", str(LONGEST))
    return rows


def delimiter_of(text: str) -> str:
    """The sign between the columns: the one that parts the first lines into the most columns.

    A title above the heads has none, and a comma may stand in a name.
    """
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]

    def columns(delimiter: str) -> tuple[int, int]:
        counts = sorted(line.count(delimiter) for line in lines)
        return (counts[len(counts) // 2] if counts else 0, sum(counts))

    return max(DELIMITERS, key=columns)


def read_workbook(content: bytes, wanted: str) -> RosterSheet:
    """The rows of one sheet of a workbook: the one wanted, or the first that shows something."""
    import openpyxl

    try:
        if is_too_large(content):
            raise UnreadableError("too_large")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return sheet_wanted(book.worksheets, wanted)
    except UnreadableError:
        raise
    # A zip of something else, or a broken one: zlib and openpyxl raise many.
    except Exception as error:
        raise UnreadableError("not_a_workbook") from error


def sheet_wanted(sheets: Iterable[Any], wanted: str) -> RosterSheet:
    """The first sheet of these that is the one wanted and says something. What lies in a sheet is
    read only now, and may be broken as well."""
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if wanted and wanted not in {sheet.title for sheet in shown}:
        raise UnreadableError("no_sheet", wanted)
    for sheet in shown:
        if wanted and sheet.title != wanted:
            continue
        try:
            rows = rows_of_sheet(sheet)
        except UnreadableError as error:
            if error.kind != "empty":
                raise
            continue
        others = tuple(other.title for other in shown if other is not sheet)
        return RosterSheet(rows, name=sheet.title, other_names=others)
    raise UnreadableError("empty")


def rows_of_sheet(sheet: Any) -> tuple[SheetRow, ...]:
    """The rows of a sheet, read one by one: what says it is endless is not."""
    rows = sheet.iter_rows(max_col=WIDEST, values_only=True)
    lines = [[cell_text(cell) for cell in row] for row in islice(rows, LONGEST_SHEET)]
    if next(rows, None) is not None:
        raise UnreadableError("too_long", str(LONGEST))
    return filled(lines)


def cell_text(cell: object) -> str:
    """What a cell of a workbook says: a day as 2026-11-30, a whole number without a point."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def is_too_large(content: bytes) -> bool:
    """Would it unpack to more than a list of people can be? Counted, whatever it says of itself."""
    size = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as file:
                while piece := file.read(PIECE):
                    size += len(piece)
                    if size > LARGEST_UNPACKED:
                        return True
    return False
