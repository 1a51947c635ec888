"""How does GIFT write the signs that mean something to it, and in which language is a text?"""

from __future__ import annotations

import re
from html import unescape

from tandem.content.formats.html_to_markdown import from_html, literal

# An escaped sign stands as a character that no text holds while the signs are looked for.
SIGNS = {":": "\ufdd0", "#": "\ufdd1", "=": "\ufdd2", "{": "\ufdd3", "}": "\ufdd4", "~": "\ufdd5"}
ESCAPES = {"\\": "\\", "n": "\n", **SIGNS}
BACK = str.maketrans({kept: sign for sign, kept in SIGNS.items()})
ESCAPE = re.compile(r"\\([\\:#={}~n])")
FORMAT = re.compile(r"^\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:p|div|br|b|i|u|strong|em|span|code|pre|ul|ol|li|sub|sup|img|a|table|tr|td|th|h[1-6]"
    r"|blockquote|hr|font|tt|kbd)\b[^<>]*>",
    re.IGNORECASE,
)
NEEDS_ESCAPE = re.compile(r"([\\:#={}~])")


def escaped(text: str) -> str:
    """A text whose escaped signs are out of the way."""
    return ESCAPE.sub(lambda match: ESCAPES[match[1]], text)


def read(text: str) -> str:
    """A text with its escaped signs put back."""
    return text.translate(BACK)


def form_of(text: str, *, within: str = "moodle") -> str:
    """In which language a text is written: as it says, else as the text around it."""
    match = FORMAT.match(text)
    return match[1].lower() if match else within


def formatted(text: str, *, form: str) -> str:
    """A text as Markdown that says the same, without the word that names its language.

    Whoever names none writes words with or without tags: no sign of Markdown means anything there.
    """
    form = form_of(text, within=form)
    text = read(FORMAT.sub("", text)).strip()
    if form == "markdown":
        return text
    is_html = form == "html" or (form == "moodle" and TAG.search(text))
    return from_html(text) if is_html else literal(spelled(text, form))


def spelled(text: str, form: str) -> str:
    """Words with `&` for `&amp;`, where they may be written for a web page."""
    return unescape(text) if form in {"moodle", "html"} else text


def typed_text(text: str, *, form: str) -> str:
    """What is to be typed: words alone."""
    form = form_of(text, within=form)
    text = read(FORMAT.sub("", text)).strip()
    if form == "markdown" or not TAG.search(text):
        return spelled(text, form)
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", text)).split())


def written(text: str) -> str:
    """A text with its signs escaped, on one line."""
    return NEEDS_ESCAPE.sub(r"\\\1", text).replace("\n", "\\n")
