"""How is a figure written for this reader?"""

from __future__ import annotations

from decimal import Decimal
from math import floor, log10

from babel.numbers import get_decimal_symbol
from flask import Flask
from flask_babel import format_decimal, get_locale


def number(value: float) -> str:
    """A figure as it was entered: `12`, `12.5`."""
    return str(format_decimal(value, format="0.######"))


def typed(value: float) -> str:
    """A figure as this reader would type it: `12.5`, with every digit."""
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.replace(".", get_decimal_symbol(get_locale()))


def rounded(value: float) -> str:
    """A computed figure: `12.33`."""
    return str(format_decimal(value, format=f"0.{places(value)}"))


def signed(value: float) -> str:
    """A difference with its sign: `+1.5`, `−2`."""
    return str(format_decimal(value, format=f"+0.{places(value)};\u22120.{places(value)}"))


def one_place(value: float) -> str:
    """A mean on a scale: `2.8`."""
    return str(format_decimal(value, format="0.0"))


def one_place_signed(value: float) -> str:
    """A change on a scale: `+0.6`."""
    return str(format_decimal(value, format="+0.0;\u22120.0"))


def places(value: float) -> str:
    """Two places, or as many as show two digits of a small figure."""
    size = abs(value)
    return "#" * (2 if size >= 1 or size < 1e-9 else 1 - floor(log10(size)))


def init_app(app: Flask) -> None:
    """Give the templates `number`, `rounded`, `signed`, `one_place` and `one_place_signed`."""
    for words in (number, rounded, signed, one_place, one_place_signed):
        app.add_template_filter(words)
