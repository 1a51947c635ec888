"""How does GIFT write the signs that mean something to it, and in which language is a text?"""

from __future__ import annotations

import re

from tandem.content.importers.harmless import from_html

# An escaped sign stands as a character that no text holds while the signs are looked for.
SIGNS = {":": "\ufdd0", "#": "\ufdd1", "=": "\ufdd2", "{": "\ufdd3", "}": "\ufdd4", "~": "\ufdd5"}
ESCAPES = {"\\": "\\", "n": "\n", **SIGNS}
BACK = str.maketrans({kept: sign for sign, kept in SIGNS.items()})
ESCAPE = re.compile(r"\\([\\:#={}~n])")
FORMAT = re.compile(r"^\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
TAG = re.compile(r"</?(?:p|div|br|b|i|strong|em|span|code|ul|ol|li)\b[^<>]*>", re.IGNORECASE)
NEEDS_ESCAPE = re.compile(r"([\\:#={}~])")


def escaped(text: str) -> str:
    """A text whose escaped signs are out of the way."""
    return ESCAPE.sub(lambda found: ESCAPES[found[1]], text)


def read(text: str) -> str:
    """A text with its escaped signs put back."""
    return text.translate(BACK)


def is_html(text: str) -> bool:
    """Is a text written in HTML, because it says so or, saying nothing, holds its tags?"""
    found = FORMAT.match(text)
    if found:
        return found[1].lower() in {"html", "moodle"} and bool(TAG.search(text))
    return bool(TAG.search(text))


def formatted(text: str, *, html: bool) -> str:
    """A text as Markdown, without the word that names its format."""
    found = FORMAT.match(text)
    html = is_html(text) if found else html
    text = read(text[found.end() :] if found else text).strip()
    return from_html(text) if html else text


def written(text: str) -> str:
    """A text with its signs escaped, on one line."""
    return NEEDS_ESCAPE.sub(r"\\\1", text).replace("\n", "\\n")
