"""How is the date of a row of the board written?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.leading.board.drawing import due_words


@pytest.mark.parametrize(
    ("due_on", "zone", "said"),
    [
        (None, "Europe/Berlin", ""),
        (date(2026, 4, 1), "UTC", "1 Apr 2026"),
        (date(2026, 4, 1), "Europe/Berlin", "1 Apr 2026 (Europe/Berlin)"),
    ],
)
def test_a_date_names_its_zone_where_that_is_another(
    app: Flask, due_on: date | None, zone: str, said: str
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert due_words(due_on, zone, "UTC") == said
