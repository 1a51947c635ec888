"""Which typed answers are the same? Case, spaces, dashes, accents and quotes do not matter.

A dash before a number is a minus, and matters.
"""

from __future__ import annotations

import re
import unicodedata

from tandem.content.typed_numbers import UNSEEN

DASHES = re.compile(r"[-‐‑‒–—―−]")
MINUS = re.compile(r"^\W*[-‐‑‒–—―−]\s*(?=[.,]?\d)")
SINGLE_QUOTES = re.compile(r"[‘’‚‛′´`‹›ʼ]")
DOUBLE_QUOTES = re.compile(r"[“”„‟″«»]")
# A quote, and no apostrophe inside a word.
LOOSE_QUOTE = re.compile(r"\"|(?<!\w)'|'(?!\w)")
BEHIND = re.compile(r"[.,;:!?。、\s]+$")
LOOSE_MINUS = re.compile(r"^-\s+")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=[^\W\d_]|[%°€$£])")
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """A text as it is compared: `Cut–Off.` and `cut off` are the same."""
    text = UNSEEN.sub("", text)
    sign = "-" if MINUS.match(text) else ""
    plain = unicodedata.normalize("NFKD", DOUBLE_QUOTES.sub('"', SINGLE_QUOTES.sub("'", text)))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = DASHES.sub(" ", plain.casefold().translate(LETTERS))
    return sign + " ".join(plain.split()).rstrip(". ")


def has_words(search: str, *texts: str) -> bool:
    """Are all the words that somebody looks for in these texts, however they are typed?"""
    words = folded(search).split() if search else []
    if not words:
        return True
    compared = folded(" ".join(texts))
    return all(word in compared for word in words)


def folded_answer(text: str) -> str:
    """A typed answer as it is compared: signs around and behind it do not matter either.

    `“Thank you!”` and `thank you` are the same, and so are `5min` and `5 min`. An answer that is
    nothing but signs stays what it is.
    """
    before, plain = "", folded(text)
    while before != plain:
        before, plain = plain, BEHIND.sub("", LOOSE_QUOTE.sub("", plain)).lstrip("¿¡ ")
    plain = BEFORE_UNIT.sub("", LOOSE_MINUS.sub("-", " ".join(plain.split())))
    return plain or folded(text)
