"""Which typed answers are the same? Case, spaces, dashes, accents and quotes do not matter."""

from __future__ import annotations

import re
import unicodedata

DASHES = re.compile(r"[-‐‑‒–—―−]")
SINGLE_QUOTES = re.compile(r"[‘’‚‛′´`]")
DOUBLE_QUOTES = re.compile(r"[“”„‟″«»]")
THOUSANDS = re.compile(r"^-?\d{1,3}(?:[,.]\d{3})+$")
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """A text as it is compared: `Cut–Off.` and `cut off` are the same."""
    plain = unicodedata.normalize("NFKD", DOUBLE_QUOTES.sub('"', SINGLE_QUOTES.sub("'", text)))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = DASHES.sub(" ", plain.casefold().translate(LETTERS))
    return " ".join(plain.split()).rstrip(". ")


def numbers_in(text: str) -> tuple[float, ...]:
    """The numbers a typed text may mean; none where it is no number.

    `0,5` is a half. `1,000` may be one or a thousand, so it counts as either.
    """
    plain = "".join(text.split()).replace("−", "-").replace("–", "-").removeprefix("+")
    found = []
    if re.fullmatch(r"-?\d{1,15}(?:[.,]\d{1,15})?", plain):
        found.append(float(plain.replace(",", ".")))
    if THOUSANDS.match(plain) and len(plain) < 20:
        found.append(float(re.sub(r"[,.]", "", plain)))
    return tuple(found)
