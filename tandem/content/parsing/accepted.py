"""What does a line of `= answer` accept: a text, a number, a range, with a unit or without?

A unit stands behind the number, its other names behind bars: `= 5 +- 1 min | minutes`. Behind a
range any word is a unit. Behind a single number only a known one is, since `= 5 whys` is a text.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tandem.content.lesson import Accepted

# Groups of thousands only where no other reading is possible: `1,234` is one and a bit.
NUMBER = (
    r"[-−]?(?:\d{1,3}(?:['’]\d{3}){1,4}(?:[.,]\d{1,15})?|\d{1,3}(?:,\d{3}){1,4}\.\d{1,15}"
    r"|\d{1,3}(?:\.\d{3}){1,4},\d{1,15}|\d{1,3}(?:,\d{3}){2,4}"
    r"|\d{1,15}(?:[.,]\d{1,15})?|[.,]\d{1,15})"
)
AROUND = rf"(?P<middle>{NUMBER})\s*(?:\+-|\+/-|±)\s*(?P<spread>{NUMBER})"
BETWEEN = rf"(?P<low>{NUMBER})\s*\.\.\s*(?P<high>{NUMBER})"
NAME = r"[^\W\d_%‰°€$£¥µ|=][^|=]{0,30}|[%‰°€$£¥µ][^|=\d]{0,30}"
UNITS = rf"(?P<units>(?:{NAME})(?:\|[^|=]{{1,30}}){{0,9}})"
RANGE = re.compile(rf"(?:{AROUND}|{BETWEEN})(?:\s*{UNITS})?")
EXACTLY = re.compile(rf"^({NUMBER})$")
# A single letter wants a blank: `5S` is a name, `5 s` are seconds.
WITH_UNIT = re.compile(rf"(?P<number>{NUMBER})(?![^\W\d_](?:\s|\||$))\s*{UNITS}")
PRICE = re.compile(rf"(?P<units>[€$£¥])\s*(?P<number>{NUMBER})")
KNOWN_WORDS = """
% ‰ percent prozent € $ £ ¥ eur usd gbp chf euro euros dollar dollars cent cents
s sec second seconds sekunde sekunden min minute minutes minuten
h hour hours std stunde stunden day days tag tage tagen week weeks woche wochen
month months monat monate monaten year years jahr jahre jahren
mm cm m km m² km² m³ km/h ml cl l liter g kg t °c °f °
w kw kwh v a hz khz mhz kb mb gb tb
"""
KNOWN = frozenset(KNOWN_WORDS.split())


def accepted_by(text: str) -> Accepted:
    """What one line accepts."""
    if parts := RANGE.fullmatch(text):
        units = units_in(parts["units"])
        if parts["middle"]:
            middle, spread = number_of(parts["middle"]), abs(number_of(parts["spread"]))
            return Accepted(low=float(middle - spread), high=float(middle + spread), units=units)
        low, high = number_of(parts["low"]), number_of(parts["high"])
        return Accepted(low=float(low), high=float(high), units=units)
    if EXACTLY.match(text):
        return exactly(text)
    parts = WITH_UNIT.fullmatch(text) or PRICE.fullmatch(text)
    if parts and is_known(units := units_in(parts["units"])):
        return exactly(parts["number"], units)
    return Accepted(text=text)


def exactly(number: str, units: tuple[str, ...] = ()) -> Accepted:
    """One number and no other."""
    value = float(number_of(number))
    return Accepted(low=value, high=value, units=units)


def units_in(text: str | None) -> tuple[str, ...]:
    """The names of a unit, the one that is shown first."""
    names = (name.strip() for name in (text or "").split("|"))
    return tuple(dict.fromkeys(name for name in names if name))


def is_known(units: tuple[str, ...]) -> bool:
    """Is the first name one that a number alone may have behind it?"""
    return units[0].casefold().removesuffix(".") in KNOWN


def is_single_with_unit(accepted: Accepted) -> bool:
    """Is this a single number with a unit, which might be meant as a text?"""
    return bool(accepted.units) and accepted.low == accepted.high


def number_of(text: str) -> Decimal:
    """A number with a point or a comma, exactly as it is written."""
    plain = re.sub(r"['’]", "", text.replace("−", "-"))
    if "." in plain:
        plain = plain.replace(min(",.", key=plain.rfind), "")
    elif plain.count(",") > 1:
        plain = plain.replace(",", "")
    return Decimal(plain.replace(",", "."))


def span_of(accepted: Accepted) -> tuple[float, float] | None:
    """From which to which number an answer goes; None where it is a text."""
    if accepted.low is None or accepted.high is None:
        return None
    return accepted.low, accepted.high


def is_empty(accepted: Accepted) -> bool:
    """Does this range begin behind its end?"""
    span = span_of(accepted)
    return span is not None and span[0] > span[1]
