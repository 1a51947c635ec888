"""How does a short table leave as a CSV?"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from tandem.web.spreadsheets import Rows, table_file


def csv_file(name: str, header: Sequence[str], rows: Rows) -> Response:
    """A CSV to download. A cell that a spreadsheet would run as a formula is made harmless."""
    return table_file(name.removesuffix(".csv"), header, rows, kind="csv")
