"""Which lines has a text, and which of them are code that nobody may read anything into?"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tandem.content.parsing.attributes import Heading

# Where one line of a file ends, whichever editor wrote it.
ENDS = re.compile(r"(\r\n|\r|\n)")
ODD_SPACES = re.compile("[\u00a0\u202f\u2028\u2029\x85]")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, its text, and whether it belongs to a code fence.

    `heading` is what a heading inside a question said, its attributes included.
    """

    number: int
    text: str
    code: bool = False
    heading: Heading | None = None

    @property
    def is_blank(self) -> bool:
        """Is there nothing on it?"""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def clean(text: str) -> str:
    """The text without a byte-order mark, its line ends, tabs and odd spaces made plain."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return ODD_SPACES.sub(" ", text).expandtabs(4)


def decoded(source: bytes) -> tuple[str, int | None]:
    """The clean text of a file, or the number of the line with bytes that are not UTF-8."""
    bad = source.find(b"\0")  # UTF-16 without a mark decodes well, into zeros
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if bad < 0:
        return clean(text), None
    return "", clean(source[:bad].decode("utf-8", "replace")).count("\n") + 1


def readable(source: bytes) -> tuple[str, bool]:
    """A file's text as somebody may go on writing it, and whether it is UTF-8.

    A file that is not UTF-8 is read as UTF-16 where it begins with its mark, else as Windows-1252.
    """
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return source.decode("utf-16", "replace"), False
    try:
        return source.removeprefix(codecs.BOM_UTF8).decode("utf-8"), b"\0" not in source
    except UnicodeDecodeError:
        return source.decode("cp1252", "replace"), False


def numbered(text: str, *, first: int = 1) -> tuple[list[Line], int | None]:
    """The lines of a text, and the number of a line that opens a fence which never closes."""
    lines: list[Line] = []
    fence, opened = "", 0
    for number, line in enumerate(text.split("\n"), first):
        match = FENCE.match(line)
        if fence:
            lines.append(Line(number, line, code=True))
            if match and closes(match, fence):
                fence = ""
        elif match and not ("`" in match[2] and match[1][0] == "`"):
            fence, opened = match[1], number
            lines.append(Line(number, line, code=True))
        else:
            lines.append(Line(number, line))
    return lines, opened if fence else None


def closes(match: re.Match[str], fence: str) -> bool:
    """Does this line close the fence? Same sign, as long or longer, nothing behind it."""
    return match[1][0] == fence[0] and len(match[1]) >= len(fence) and not match[2].strip()


def joined(lines: list[Line]) -> str:
    """The lines as one text, without blank lines around it."""
    return "\n".join(line.text for line in lines).strip("\n")
