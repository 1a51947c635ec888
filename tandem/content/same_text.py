"""Which typed answers are the same? Case, spaces, dashes, accents and quotes do not matter.

A dash before a number is a minus, and matters.
"""

from __future__ import annotations

import re
import unicodedata

DASHES = re.compile(r"[-‐‑‒–—―−]")
MINUS = re.compile(r"^\W*[-‐‑‒–—―−]\s*(?=[.,]?\d)")
SINGLE_QUOTES = re.compile(r"[‘’‚‛′´`‹›ʼ]")
DOUBLE_QUOTES = re.compile(r"[“”„‟″«»]")
# What takes no place: a soft hyphen, a space without width, a mark of direction.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
THOUSANDS = re.compile(r"^-?\d{1,3}(?:[,.]\d{3})+$")
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """A text as it is compared: `Cut–Off.` and `cut off` are the same."""
    text = UNSEEN.sub("", text)
    sign = "-" if MINUS.match(text) else ""
    plain = unicodedata.normalize("NFKD", DOUBLE_QUOTES.sub('"', SINGLE_QUOTES.sub("'", text)))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = DASHES.sub(" ", plain.casefold().translate(LETTERS))
    return sign + " ".join(plain.split()).rstrip(". ")


def numbers_in(text: str) -> tuple[float, ...]:
    """The numbers a typed text may mean; none where it is no number.

    `0,5` is a half. `1,000` may be one or a thousand, so it counts as either.
    """
    plain = (
        "".join(UNSEEN.sub("", text).split()).replace("−", "-").replace("–", "-").removeprefix("+")
    )
    numbers = []
    if re.fullmatch(r"-?\d{1,15}(?:[.,]\d{1,15})?", plain):
        numbers.append(float(plain.replace(",", ".")))
    if THOUSANDS.match(plain) and len(plain) < 20:
        numbers.append(float(re.sub(r"[,.]", "", plain)))
    return tuple(numbers)
