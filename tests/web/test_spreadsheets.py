"""Is each line of a CSV what any reader of CSV takes it for?"""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from flask import Response

from tandem.web.spreadsheets import Cell, csv_line, send


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (["Sam Adeyemi", 7, date(2026, 3, 2), None], "Sam Adeyemi,7,2026-03-02,\r\n"),
        (["", "", 0], ",,0\r\n"),
        (["Adeyemi, Sam", "a\nb", "a\rb"], '"Adeyemi, Sam","a\nb","a\rb"\r\n'),
        (['say "yes"', " as it is ", "ends,"], '"say ""yes""", as it is ,"ends,"\r\n'),
        (["=1+1", "-3", "@all"], "'=1+1,-3,'@all\r\n"),
    ],
)
def test_a_cell_is_quoted_where_it_must_be_and_never_runs(row: list[Cell], line: str) -> None:
    assert csv_line(row) == line
    assert len(next(csv.reader(io.StringIO(line, newline="")))) == len(row)


@pytest.mark.parametrize(("size", "pieces"), [(1024**2, False), (1024**2 + 1, True)])
def test_a_file_above_one_mb_leaves_piece_by_piece(size: int, pieces: bool) -> None:
    response = Response()

    send(response, io.BytesIO(b"a" * size))

    assert response.is_streamed is pieces
    assert len(response.get_data()) == response.content_length == size
