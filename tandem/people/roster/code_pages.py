"""In which code page was a text written? Said only where it's certain; else the choices are named.

A table without a mark is UTF-8 where its bytes are. What is not was written by an older program,
in the code page of its country: the same byte is an ñ in Madrid, a ń in Warsaw and a с in Sofia.
A wrong one makes wrong names of right ones, so where two could be meant somebody is asked.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Python's names, each with what people call it.
NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows 1252",
    "cp1250": "Windows 1250",
    "cp1251": "Windows 1251",
    "cp1253": "Windows 1253",
    "cp1254": "Windows 1254",
    "cp1257": "Windows 1257",
    "cp1255": "Windows 1255",
    "cp1256": "Windows 1256",
    "mac_roman": "Macintosh Roman",
    "mac_latin2": "Macintosh Latin 2",
    "mac_cyrillic": "Macintosh Cyrillic",
    "mac_greek": "Macintosh Greek",
    "mac_turkish": "Macintosh Turkish",
    "iso8859_15": "ISO 8859-15",
    "iso8859_2": "ISO 8859-2",
    "iso8859_5": "ISO 8859-5",
    "iso8859_7": "ISO 8859-7",
    "iso8859_9": "ISO 8859-9",
    "koi8_r": "KOI8-R",
    "cp850": "DOS 850",
    "cp852": "DOS 852",
    "cp866": "DOS 866",
    "cp932": "Shift JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "Korean 949",
}
WESTERN = "cp1252"
# What chardet calls those to choose from.
ASKED = {
    "Windows-1252": "cp1252",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
    "Windows-1253": "cp1253",
    "Windows-1254": "cp1254",
    "Windows-1257": "cp1257",
    "Windows-1255": "cp1255",
    "Windows-1256": "cp1256",
    "MacRoman": "mac_roman",
    "MacLatin2": "mac_latin2",
    "MacCyrillic": "mac_cyrillic",
    "MacGreek": "mac_greek",
    "ISO-8859-2": "iso8859_2",
    "ISO-8859-5": "iso8859_5",
    "KOI8-R": "koi8_r",
    "cp850": "cp850",
    "cp852": "cp852",
    "IBM866": "cp866",
    "CP932": "cp932",
    "GB18030": "gb18030",
    "Big5": "big5",
    "CP949": "cp949",
}
# What these bytes are is the same in Western, Central and Northern Europe and in Turkey.
SHARED = frozenset("ÄäÖöÜüßÉéÁáÍíÓóÚú")
# Signs that stand beside words, not in them.
BESIDE = frozenset("‘’“”„‚«»–—…·•°§€\xa0")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x7f-\x9f]")
# What stands between two delimiters, with a sign beyond ASCII in it.
CELL = re.compile(r"[^;,\t\n\r|\"@]*[^\x00-\x7f][^;,\t\n\r|\"@]*")
WORD = re.compile(r"[^\W\d_]+")
# What a Western name does not look like: a Czech, Croatian, Polish or Turkish one read in the
# wrong page does.
ODD = re.compile(
    r"""
    [ñÑ](?![aeiouáéíóúAEIOUÁÉÍÓÚ])          # ń
    | \bÈ | [iaáeoó]è\b | è(?![bcdfghjklmnpqrstvxz]+h?[eéa]|s?\b)     # č
    | [òùì]\B | \B[ÒÙÌ] | \bÏ              # ň ů ě Ď
    | æ\b | [eiou]æ | æ(?=[aiou]\b)        # ć
    | [þÞðÐ]                                # ş ţ ž ğ đ š
    | [áíýúó]\w*ø | ø\w*[áíýúó]             # ř
    | [õÕ](?![eslntprdibu]) | \wõs\b         # ő
    | ã(?![oe]|s?\b)                        # ă
    | [aeiou]á\b | [oua]ä | \bü[ua]           # ß, ń and ł of DOS and Macintosh
    """,
    re.VERBOSE,
)
# The first bytes beyond ASCII: letters to a Macintosh and to DOS, mostly signs to Windows.
HIGH = bytes(range(0x80, 0xA0)).decode(WESTERN, "ignore") + "§°«»"
BY_A_LETTER = re.compile(rf"[^\W\d_][{HIGH}]|[{HIGH}][^\W\d_]")
ELISION = re.compile(r"\b[DLOdlo]’(?=[^\W\d_])")
SAMPLES = 6
MOST_READINGS = 8
LOOKED_AT = 512


@dataclass(frozen=True)
class Reading:
    """How a text reads in one code page: its name, and some of the words that depend on it."""

    code_page: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people call the code page."""
        return NAMES[self.code_page]


@dataclass(frozen=True)
class DecodedText:
    """A text, in which code page it was, and the readings to choose from where that's unclear."""

    text: str
    code_page: str
    readings: tuple[Reading, ...] = ()


def decoded(content: bytes, *, code_page: str = "") -> DecodedText:
    """The text. `code_page` is what somebody has chosen; else it's found out, or asked."""
    if code_page:
        return DecodedText(without_mark(content.decode(code_page, "replace")), code_page)
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if marked or is_utf_16(content):
        kind = marked or ("utf-16-le" if 0 in content[1:LOOKED_AT:2] else "utf-16-be")
        return DecodedText(without_mark(content.decode(kind, "replace")), marked or "utf-16")
    with_utf_8 = text_in(content, "utf-8")
    if with_utf_8 is not None:
        return DecodedText(with_utf_8, "utf-8")
    western = text_in(content, WESTERN)
    if western is not None and is_clearly_western(western, content):
        return DecodedText(western, WESTERN)
    readings = readings_of(content)
    text = content.decode(readings[0].code_page if readings else WESTERN, "replace")
    return DecodedText(text, readings[0].code_page if readings else WESTERN, readings)


def is_utf_16(content: bytes) -> bool:
    """Is it UTF-16 without a mark? Commas, digits and blanks have a zero on the same side then."""
    head = content[:LOOKED_AT]
    zeros = sorted((head[0::2].count(0), head[1::2].count(0)))
    return len(content) % 2 == 0 and zeros[0] == 0 and zeros[1] * 10 > len(head)


def text_in(content: bytes, code_page: str) -> str | None:
    """The text in one code page; None where some byte means nothing there."""
    try:
        return without_mark(content.decode(code_page))
    except UnicodeDecodeError:
        return None


def without_mark(text: str) -> str:
    """The text without the unseen sign that names its code page."""
    return text.removeprefix("\ufeff")


def is_clearly_western(text: str, content: bytes) -> bool:
    """Can nothing else be meant than what Western Europe's Windows writes?"""
    words = foreign_words(text)
    if not looks_like_words(text) or any(ODD.search(word) for word in words):
        return False
    signs = {sign for sign in text if not sign.isascii()} - BESIDE
    return signs <= SHARED or likely(content)[:1] == (WESTERN,)


def looks_like_words(text: str) -> bool:
    """Does it read like words: no sign in a word that is no letter, and few letters with marks?"""
    words = foreign_words(text)
    plain = ELISION.sub("", text)
    if BY_A_LETTER.search(plain) or any(has_capital_inside(word) for word in words):
        return False
    if any(not sign.isascii() and sign not in BESIDE and not sign.isalpha() for sign in text):
        return False
    letters = "".join(words)
    return sum(not sign.isascii() for sign in letters) <= 0.45 * len(letters)


def has_capital_inside(word: str) -> bool:
    """Does a capital letter with a mark follow a small letter?"""
    return any(
        before.islower() and sign.isupper() and not sign.isascii()
        for before, sign in pairwise(word)
    )


def foreign_words(text: str) -> list[str]:
    """The words with a sign beyond ASCII, each once, in their order."""
    return list(dict.fromkeys(word for word in WORD.findall(text) if not word.isascii()))


@lru_cache(maxsize=8)
def likely(content: bytes) -> tuple[str, ...]:
    """The code pages in which it reads like a language, the likeliest first."""
    import chardet

    guesses = chardet.detect_all(content, ignore_threshold=True, include_encodings=tuple(ASKED))
    return tuple(
        dict.fromkeys(ASKED[guess["encoding"]] for guess in guesses if guess["encoding"] in ASKED)
    )


def readings_of(content: bytes) -> tuple[Reading, ...]:
    """How the text reads in the likely code pages; those that read alike are named once."""
    readings: dict[tuple[str, ...], Reading] = {}
    for code_page in (*likely(content), WESTERN):
        text = text_in(content, code_page)
        if text is None or CONTROL.search(text):
            continue
        words = tuple(dict.fromkeys(CELL.findall(text)))[:SAMPLES]
        if words not in readings and len(readings) < MOST_READINGS:
            readings[words] = Reading(code_page, words)
    return tuple(readings.values())
