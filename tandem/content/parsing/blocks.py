"""Which blocks does a text have, and which of its lines belong to each? By the one grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from markdown_it.token import Token

from tandem.content.parsing.grammar import block_reader

MARKER = re.compile(r"^( *)([-*+]|\d{1,9}[.)])( *)")
CONTAINER = " >"
# HTML that goes on until its end is written, over blank lines and headings.
UNENDING = (("<!--", "-->"), ("<![cdata[", "]]>"), ("<?", "?>"))
UNENDING_TAG = re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)


class BlockKind(StrEnum):
    """The kinds of block that mean something to a lesson."""

    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    QUOTE = "quote"
    RULE = "rule"
    CODE = "code"
    HTML = "html"
    TABLE = "table"
    OTHER = "other"


class CodeKind(StrEnum):
    """How code is told from words."""

    FENCE = "fence"
    INDENTED = "indented"


KINDS = {
    "heading_open": BlockKind.HEADING,
    "bullet_list_open": BlockKind.BULLETS,
    "ordered_list_open": BlockKind.NUMBERS,
    "blockquote_open": BlockKind.QUOTE,
    "alert_open": BlockKind.QUOTE,
    "hr": BlockKind.RULE,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "table_open": BlockKind.TABLE,
}
CODE = {"fence": CodeKind.FENCE, "code_block": CodeKind.INDENTED}
T = TypeVar("T")
Row = tuple[str, CodeKind | None, "MarkdownBlock | None", "ListItem | None", bool]
LISTS = frozenset({BlockKind.BULLETS, BlockKind.NUMBERS})


@dataclass(frozen=True, eq=False)
class MarkdownBlock:
    """A block that stands in no other: two of them are never the same.

    A heading has its `level` and its `title`; `is_open` is HTML whose end is missing.
    """

    kind: BlockKind
    level: int = 0
    title: str = ""
    is_open: bool = False


@dataclass(frozen=True, eq=False)
class ListItem:
    """An item of such a list. Its text stands `offset` signs from the margin."""

    offset: int


@dataclass
class ReadBlocks:
    """What stands where: for each line its block, its item, whether it is code or a quote in it.

    `unclosed` are the places of fences that are never closed.
    """

    blocks: list[MarkdownBlock | None]
    items: list[ListItem | None]
    code: list[CodeKind | None]
    quoted: list[bool]
    unclosed: list[int] = field(default_factory=list)

    def rows(self, text: str) -> Iterable[Row]:
        """Each line of the text with what is known of it."""
        return zip(text.split("\n"), self.code, self.blocks, self.items, self.quoted, strict=True)


def read_blocks(text: str) -> ReadBlocks:
    """The blocks of a text, by the place of each line."""
    lines = text.split("\n")
    count = len(lines)
    read = ReadBlocks([None] * count, [None] * count, [None] * count, [False] * count)
    tokens = block_reader().parse(text)
    in_list = False
    for at, token in enumerate(tokens):
        if token.map is None:
            continue
        places = places_of(token.map, lines)
        if token.level == 0:
            block = block_of(token, tokens, at)
            in_list = block.kind in LISTS
            put(read.blocks, places, block)
        elif token.level == 1 and token.type == "list_item_open":
            put(read.items, places, ListItem(offset_of(lines[places.start])))
        elif token.level == 2 and in_list and KINDS.get(token.type) is BlockKind.QUOTE:
            put(read.quoted, places, True)
        if token.type in CODE:
            put(read.code, places, CODE[token.type])
            if token.type == "fence" and not is_closed(token, lines, places):
                read.unclosed.append(places.start)
    return read


def put(row: list[T], places: range, value: T) -> None:
    """Write a value into each of these places."""
    row[places.start : places.stop] = [value] * len(places)


def places_of(place: list[int], lines: list[str]) -> range:
    """The places of a block's lines, without blank ones behind it. What is no space to Markdown,
    as a vertical tab, may be all that its first line holds."""
    first, last = place
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return range(first, last)


def block_of(token: Token, tokens: list[Token], at: int) -> MarkdownBlock:
    """The block that a token begins."""
    kind = KINDS.get(token.type, BlockKind.OTHER)
    if kind is BlockKind.HEADING:
        title = " ".join(tokens[at + 1].content.split("\n"))
        return MarkdownBlock(kind, level=int(token.tag[1:]), title=title)
    if kind is BlockKind.HTML:
        return MarkdownBlock(kind, is_open=is_unending(token.content))
    return MarkdownBlock(kind)


def offset_of(line: str) -> int:
    """How far the text of an item stands from the margin."""
    marker = MARKER.match(line)
    if marker is None:
        return 0
    behind = len(marker[3])
    is_code_or_empty = behind > 4 or marker.end() == len(line)
    return len(marker[1]) + len(marker[2]) + (1 if is_code_or_empty else behind)


def is_closed(fence: Token, lines: list[str], places: range) -> bool:
    """Is there a line that closes a fence?"""
    last = lines[places.stop - 1].strip(CONTAINER)
    return len(places) > 1 and len(last) >= len(fence.markup) and not last.strip(fence.markup)


def is_unending(html: str) -> bool:
    """Does HTML begin that would end with a sign of its own, which is missing?"""
    start = html.lstrip().lower()
    for opening, closing in UNENDING:
        if start.startswith(opening):
            return closing not in start
    tag = UNENDING_TAG.match(start)
    return tag is not None and not any(
        f"</{name}>" in start for name in ("script", "pre", "style", "textarea")
    )
