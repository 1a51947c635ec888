"""Which lines has a text, and to which block does each belong?"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tandem.content.parsing.attributes import Heading
from tandem.content.parsing.blocks import (
    BlockKind,
    CodeKind,
    ListItem,
    MarkdownBlock,
    read_blocks,
)

# Where one line of a file ends, whichever editor wrote it.
ENDS = re.compile(r"(\r\n|\r|\n)")
ODD_SPACES = re.compile("[\u00a0\u202f\u2028\u2029\x85]")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, its text, and whether it is code.

    `heading` is what a heading inside a question said, its attributes included; `block` and `item`
    are those that the line belongs to, and `is_quoted` says that it stands in a quote of its item.
    Code without a fence `is_indented_code`: how far it stands from the margin means something.
    """

    number: int
    text: str
    code: bool = False
    heading: Heading | None = None
    block: MarkdownBlock | None = field(default=None, compare=False, repr=False)
    item: ListItem | None = field(default=None, compare=False, repr=False)
    is_quoted: bool = field(default=False, compare=False, repr=False)
    is_indented_code: bool = field(default=False, compare=False, repr=False)

    @property
    def is_blank(self) -> bool:
        """Is there nothing on it?"""
        return not self.text.strip()

    @property
    def kind(self) -> BlockKind | None:
        """The kind of its block; None where it stands in none."""
        return self.block.kind if self.block else None

    @property
    def offset(self) -> int:
        """How far the text of its item stands from the margin."""
        return self.item.offset if self.item else 0

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
    read = read_blocks(text)
    lines = [
        Line(number, line, bool(code), None, block, item, is_quoted, code is CodeKind.INDENTED)
        for number, (line, code, block, item, is_quoted) in enumerate(read.rows(text), first)
    ]
    return lines, first + read.unclosed[0] if read.unclosed else None


def fenced(text: str) -> list[Line]:
    """The lines of a text from elsewhere, where only a fence makes code: others indent freely."""
    return [
        replace(line, code=line.code and not line.is_indented_code) for line in numbered(text)[0]
    ]


def read_anew(lines: Iterable[Line]) -> list[Line]:
    """Lines whose texts have changed, with the blocks that they make now."""
    lines = list(lines)
    fresh = numbered("\n".join(line.text for line in lines))[0] if lines else []
    return [replace(new, number=old.number) for old, new in zip(lines, fresh, strict=True)]


def joined(lines: list[Line]) -> str:
    """The lines as one text, without blank lines around it."""
    return "\n".join(line.text for line in lines).strip("\n")
