"""Which number does a typed text mean, in whichever country it was learned to write?

`.5`, `0,5`, `1'000`, `1 000`, `1,000.00` and `1.000,00` are read as they are meant. `1,234` may be
one and a bit or more than a thousand: it counts as either, so that nobody is wrong for a comma.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

# What takes no place: a soft hyphen, a space without width, a mark of direction.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
AROUND = " \"'“”„‟«»‹›‘’‚‛`´"
BEHIND = re.compile(r"[.,;:!?…。！？\s]+$")
APOSTROPHES = re.compile(r"[’‘ʼ´`′]")
MINUS = re.compile(r"^[-‐‑‒–—―−]\s*")
PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,15})?|[.,]\d{1,15}")
# Groups of three behind one sign, and what may follow behind the other. India writes 12,34,567.
GROUPED = re.compile(
    r"(?!0)(?:\d{1,3}(?:(?:'\d{3})+|(?: \d{3})+)(?:[.,]\d{1,15})?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,15})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,15})?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,15})?)"
)
SURE = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,]\d{0,14}[1-9])?")
# With a sign more a number is not kept exactly.
LONGEST = 20
PERCENT = ("%", "percent", "per cent", "prozent")
# Where the author names no unit, these say nothing that was not asked.
SIGNS_OF_UNITS = (*PERCENT, "€", "$", "£", "¥")


def numbers_in(text: str, units: Sequence[str] = ()) -> tuple[float, ...]:
    """The numbers a typed text may mean; none where it is no number, or one of another unit.

    `units` are the names of the unit that is asked for; it may be left out.
    """
    before, rest = signed(stripped(text))
    behind, rest = signed(without_unit(rest, units or SIGNS_OF_UNITS))
    sign = before or behind
    readings = [reading for reading in readings_of(rest) if len(sign + rest) < LONGEST]
    return tuple(dict.fromkeys(float(f"{sign}{reading}") for reading in readings))


def is_without_unit(text: str) -> bool:
    """Is this a number and nothing else, so that its unit has to be known?"""
    return bool(readings_of(signed(stripped(text))[1]))


def is_same_number(accepted: str, text: str) -> bool:
    """Is the accepted text a number, and the typed one the same? `1'000` fills the gap of `1000`.

    What may be no number is none: a code with a zero before it, a time, a version.
    """
    if not SURE.fullmatch(accepted):
        return False
    return float(accepted.replace(",", ".")) in numbers_in(text)


def plain_number(number: float) -> str:
    """A number without an exponent and without needless zeros."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def stripped(text: str) -> str:
    """A text without what stands around it: quotes, and points behind it."""
    text = UNSEEN.sub("", text).strip(AROUND)
    return APOSTROPHES.sub("'", " ".join(BEHIND.sub("", text).strip(AROUND).split()))


def without_unit(text: str, units: Iterable[str]) -> str:
    """A number without the unit before or behind it; the longest name that fits."""
    folded = unit_key(text)
    for unit in sorted({unit_key(unit) for unit in with_percent(units)}, key=len, reverse=True):
        if folded.endswith(unit) and len(folded) > len(unit):
            return folded.removesuffix(unit).rstrip()
        if folded.startswith(unit) and len(folded) > len(unit):
            return folded.removeprefix(unit).lstrip()
    return text


def with_percent(units: Iterable[str]) -> list[str]:
    """The names of a unit; percent has several that everybody knows."""
    names = list(units)
    return [*names, *PERCENT] if any(name in PERCENT for name in names) else names


def unit_key(text: str) -> str:
    """A text as units are compared in it: `Min.` and `min` are the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).removesuffix(".")


def signed(text: str) -> tuple[str, str]:
    """The sign of a number, and the rest. A plus says nothing."""
    minus = MINUS.match(text)
    return ("-", text[minus.end() :]) if minus else ("", text.removeprefix("+").lstrip())


def readings_of(text: str) -> list[str]:
    """The ways to read a number without its sign, each with a point and without groups."""
    readings = []
    if PLAIN.fullmatch(text):
        readings.append(text.replace(",", "."))
    if GROUPED.fullmatch(text):
        whole, decimals = text, ""
        if match := re.fullmatch(r"(.*[' ,.].*)([.,])(\d+)", text):
            # The last sign parts the decimals where it is another than the one of the groups.
            is_decimal = match[2] not in match[1]
            whole, decimals = (match[1], match[3]) if is_decimal else (text, "")
        plain = re.sub(r"[' ,.]", "", whole)
        readings.append(f"{plain}.{decimals}" if decimals else plain)
    return readings
