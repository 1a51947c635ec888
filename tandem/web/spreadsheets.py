"""How does a table leave as a file that a spreadsheet opens safely?

As CSV or as a workbook, row by row, so that a long table takes no more memory than a short one. A
long CSV or page leaves while it is written; a workbook is a zip, of which nothing can leave before
it is whole.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from defusedcsv.csv import _escape
from flask import Response

from tandem.web import clock
from tandem.web.streaming import PIECE, Texts, streamed

ROWS_OF_A_SHEET = 1_000_000
IN_MEMORY = 1024 * 1024
# By this a spreadsheet knows that the signs are UTF-8.
MARK = "\ufeff"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How a text begins that a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | date | None
Rows = Iterable[Sequence[Cell]]


def table_file(name: str, header: Sequence[str], rows: Rows, *, kind: str) -> Response:
    """A table to download, as `csv` or `xlsx`. It is whole before the first byte leaves."""
    write, media_type = WRITERS[kind]
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed when it has left)
    write(file, header, rows, clock.now())
    response = Response(mimetype=media_type)
    send(response, file)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    return response


def streamed_csv(name: str, header: Sequence[str], rows: Rows) -> Response:
    """A long table to download as CSV: each row leaves when it is made.

    Whatever is read for it is read meanwhile: open `db.snapshot()` in the generator of the rows.
    """
    response = streamed(csv_lines(header, rows), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def csv_lines(header: Sequence[str], rows: Rows) -> Texts:
    """The lines of a CSV, the first with the mark by which spreadsheets know its signs."""
    yield f"{MARK}{csv_line(header)}"
    for row in rows:
        yield csv_line(row)


def csv_line(row: Sequence[Cell]) -> str:
    """One line of a CSV."""
    return f"{','.join(map(written, row))}\r\n"


@lru_cache(maxsize=1_000)
def written(cell: Cell) -> str:
    """A cell as it stands in a line. The lines of a file say most cells again and again."""
    line = io.StringIO()
    # The second one keeps an empty cell from being quoted.
    csv.writer(line).writerow([said(cell), ""])
    return line.getvalue().removesuffix(",\r\n")


def send(response: Response, file: IO[bytes]) -> None:
    """Answer with what was written: at once where it is short, else piece by piece."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size <= IN_MEMORY:
        with file:
            response.set_data(file.read())
        return
    response.response = iter(partial(file.read, PIECE), b"")
    response.content_length = size
    response.call_on_close(file.close)


def write_csv(file: IO[bytes], header: Sequence[str], rows: Rows, at: datetime) -> None:
    """Write a CSV, which has no place for the moment at which it was written.

    A cell that a spreadsheet would run as a formula is made harmless.
    """
    for line in csv_lines(header, rows):
        file.write(line.encode())


def said(cell: Cell) -> str | int:
    """What a cell of a CSV says: a day as `2026-03-02`, a text so that no spreadsheet runs it."""
    match cell:
        case None:
            return ""
        case str():
            return str(_escape(cell))
        case date():
            return cell.isoformat()
        case _:
            return cell


def write_workbook(file: IO[bytes], header: Sequence[str], rows: Rows, at: datetime) -> None:
    """Write a workbook that says when it was written.

    Each row leaves the memory when the next one comes.
    """
    import xlsxwriter

    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": at})
    bold = book.add_format({"bold": True, "bottom": 1})
    # What Excel itself does to a text that begins like a formula: typed in, it stays a text.
    as_text = book.add_format({"quote_prefix": True})
    sheet: Any = None
    for number, row in enumerate(rows):
        place = number % ROWS_OF_A_SHEET
        if place == 0:
            sheet = new_sheet(book, header, bold)
        write_row(sheet, place + 1, row, as_text)
    if sheet is None:
        new_sheet(book, header, bold)
    book.close()


def new_sheet(book: Any, header: Sequence[str], bold: Any) -> Any:
    """A sheet with its columns named, which stay in sight."""
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 18)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
    return sheet


def write_row(sheet: Any, place: int, row: Sequence[Cell], as_text: Any) -> None:
    """One row, each cell as what it is."""
    for column, cell in enumerate(row):
        match cell:
            case None | "":
                continue
            case int():
                sheet.write_number(place, column, cell)
            case date():
                sheet.write_datetime(place, column, cell)
            case str():
                quoted = as_text if cell.startswith(FORMULA) else None
                sheet.write_string(place, column, cell, quoted)


Writer = Callable[[IO[bytes], Sequence[str], Rows, datetime], None]
WRITERS: dict[str, tuple[Writer, str]] = {
    "csv": (write_csv, "text/csv"),
    "xlsx": (write_workbook, WORKBOOK),
}
