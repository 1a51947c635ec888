"""How is a quiz file written down: UTF-8, or as older editors and exports do it?

UTF-16 is told by its mark, or by the zeros between its letters. What is neither UTF-8 nor that is
read as Windows-1252, unless another code page is chosen: the bytes alone do not tell which.
"""

from __future__ import annotations

import codecs

from tandem.content.messages import Message, say
from tandem.content.parsing.lines import clean

CODE_PAGES = ("windows-1252", "windows-1250", "windows-1251")
ENCODINGS = ("utf-8", "utf-16", *CODE_PAGES)
MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# How other programs end a line: Word inside a paragraph, editors of Apple between two.
LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
Notes = list[tuple[int, Message]]


def decoded_quiz(source: bytes, encoding: str = "") -> tuple[str, Notes]:
    """The text of a quiz file and what to know about it; an empty text where it is none."""
    name = encoding or encoding_of(source)
    if name == "utf-16":
        name = encoding_of_wide(source)
    try:
        text = source.decode(name).removeprefix("\ufeff").rstrip("\x1a").translate(LINE_ENDS)
    except UnicodeDecodeError as error:
        return "", [(line_at(source, error.start), undecodable(name))]
    if "\0" in text:
        return "", [(clean(text[: text.index("\0")]).count("\n") + 1, no_text())]
    is_guessed = name in CODE_PAGES and not encoding
    return clean(text), [(first_beyond_ascii(text), guessed(name))] if is_guessed else []


def encoding_of(source: bytes) -> str:
    """How a file is most likely encoded."""
    if source[:2] in MARKS or is_wide(source):
        return "utf-16"
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return CODE_PAGES[0]
    return "utf-8"


def is_wide(source: bytes) -> bool:
    """Is every other byte a zero, as in UTF-16 without a mark?"""
    pairs = len(source) // 2
    zeros = max(source[0::2].count(0), source[1::2].count(0))
    return pairs > 1 and zeros > pairs * 0.6


def encoding_of_wide(source: bytes) -> str:
    """In which order the two bytes of a letter stand."""
    if source[:2] in MARKS:
        return MARKS[source[:2]]
    return "utf-16-be" if source[0::2].count(0) > source[1::2].count(0) else "utf-16-le"


def line_at(source: bytes, place: int) -> int:
    """The number of the line in which a byte stands."""
    return source[:place].count(b"\n") + 1


def first_beyond_ascii(text: str) -> int:
    """The first line with a letter that code pages read differently: what isn’t UTF-8 has one."""
    lines = text.split("\n")
    return next(number for number, line in enumerate(lines, 1) if not line.isascii())


def undecodable(name: str) -> Message:
    """What to say about bytes that mean nothing in an encoding."""
    return say(
        "bytes that aren’t %(encoding)s. Save the file as UTF-8, or name how it was saved",
        encoding=name.upper(),
    )


def no_text() -> Message:
    """What to say about a file that holds zeros."""
    return say("this is no text. Export the quiz as text, in UTF-8")


def guessed(name: str) -> Message:
    """What to say about a file that was read by the most common code page."""
    return say(
        "read as %(encoding)s, since it isn’t UTF-8. If letters are wrong here, save it as UTF-8,"
        " or name how it was saved, such as windows-1250",
        encoding=name.capitalize(),
    )
