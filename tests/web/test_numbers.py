"""How are figures written for a reader of English, and of German?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.web.numbers import number, one_place, one_place_signed, rounded, signed, typed


@pytest.mark.parametrize(
    ("write", "value", "english", "german"),
    [
        (number, 12.0, "12", "12"),
        (number, 12.5, "12.5", "12,5"),
        (typed, 1234.5, "1234.5", "1234,5"),
        (rounded, 12.3333, "12.33", "12,33"),
        (rounded, 1.0, "1", "1"),
        (rounded, 0.98765, "0.99", "0,99"),
        (rounded, 0.0123456, "0.012", "0,012"),
        (rounded, -0.00123456, "-0.0012", "-0,0012"),
        (rounded, 0.0, "0", "0"),
        (rounded, 1e-12, "0", "0"),
        (rounded, 1e-9, "0.000000001", "0,000000001"),
        (rounded, 2e-9, "0.000000002", "0,000000002"),
        (signed, 1.5, "+1.5", "+1,5"),
        (signed, -2.0, "\u22122", "\u22122"),
        (one_place, 2.75, "2.8", "2,8"),
        (one_place_signed, 0.61, "+0.6", "+0,6"),
        (one_place_signed, -0.61, "\u22120.6", "\u22120,6"),
    ],
)
def test_a_figure_is_written_as_its_reader_writes_it(
    app: Flask, write: Callable[[float], str], value: float, english: str, german: str
) -> None:
    with app.test_request_context():
        with force_locale("en"):
            assert write(value) == english
        with force_locale("de"):
            assert write(value) == german
