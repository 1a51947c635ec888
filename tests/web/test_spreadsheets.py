"""Is each line of a CSV what any reader of CSV takes it for?"""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from tandem.web.spreadsheets import Cell, csv_line


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
