"""Has a text lost its letters on the way, and what did it say before?

A program that reads a file in another code page than it was written in, and saves it again, makes
a file without any fault of its own: only the names in it look odd, and nobody could mend them.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

# UTF-8 read as Windows 1252 and saved again; what a lost letter leaves behind.
GARBLED = re.compile(
    "[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]|\ufffd"
)
CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# A letter as it is written for a program, for an address or for a web page.
ESCAPED = re.compile(r"\\u([\da-fA-F]{4})")
IN_ADDRESS = re.compile(r"%[c-f][\da-f]%", re.IGNORECASE)
IN_PAGE = re.compile(r"&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
# What has no place in a name, and where the letters of another code page land.
ODD = re.compile(
    "[=?\u00a1-\u00a9\u00ac\u00ae-\u00b3\u00b6\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7\u2200-\u22ff\u2500-\u259f]"
)
# Four accents in a row are no word of any language: they are letters of Russian.
ACCENTS = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}")
# What the letters were taken for, most usual first.
TAKEN_FOR = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")


def is_garbled(text: str) -> bool:
    """Do the letters of a text say that they were read wrongly?"""
    signs = (GARBLED, CONTROL, ACCENTS)
    is_odd = any(sign.search(text) for sign in signs) or is_of_another_script(text)
    return is_odd or spelled_out(text) != text


def has_odd_signs(name: str) -> bool:
    """Is there a sign in it that stands in nobody's name?"""
    return bool(ODD.search(name))


def is_of_another_script(text: str) -> bool:
    """Is it UTF-8 of another script, each letter of which was taken for two?"""
    return sum(letter > "\u036f" for letter in read_again(text, "cp1252")) > 1


def mended(text: str) -> str:
    """What a garbled text said, where that can be found out."""
    spelled = spelled_out(text)
    if spelled != text:
        return spelled
    if ACCENTS.search(text):
        return text.encode("cp1252", "ignore").decode("cp1251", "ignore")
    was = next((was for page in TAKEN_FOR if (was := read_again(text, page))), "")
    return mended(was) or was if is_garbled(was) else was


def spelled_out(text: str) -> str:
    """The text with its letters for those that are written for a program."""
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    text = unquote(text) if IN_ADDRESS.search(text) else text
    return IN_PAGE.sub(lambda match: unescape(match[0]), text)


def read_again(text: str, page: str) -> str:
    """The text as UTF-8, if it was taken for that code page; nothing where it can't have been."""
    try:
        was = text.encode(page).decode("utf-8")
    except UnicodeError:
        return ""
    return was if was != text else ""
