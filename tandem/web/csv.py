"""How does a table leave as a file that a spreadsheet opens safely?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from defusedcsv import csv
from flask import Response

BYTE_ORDER_MARK = "\ufeff"


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """A CSV to download. A cell that a spreadsheet would run as a formula is made harmless."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    response = Response(BYTE_ORDER_MARK + text.getvalue(), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
