"""Which list answers a question, what are its items, and what comes before and behind them?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from textwrap import dedent

from tandem.content.parsing.blocks import BlockKind, MarkdownBlock
from tandem.content.parsing.lines import Line

QUOTE = re.compile(r"^\s*> ?")
# What stands so far from the margin belongs to the item above, as it always has.
INSIDE = 2
IsItem = Callable[[str], object]


@dataclass
class ItemLines:
    """An item: its number in the file, its text and the quotes below it, line by line.

    `is_asked` says whether it is of the kind that was looked for.
    """

    line: int
    text: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    is_asked: bool = True
    has_indented_code: bool = False

    @property
    def first(self) -> str:
        """What stands behind its sign."""
        return self.text[0]

    @property
    def more(self) -> str:
        """What stands below it, from its own margin on."""
        rest = "\n".join(self.text[1:])
        return rest if self.has_indented_code else dedent(rest)

    @property
    def quoted(self) -> str:
        """What stands in its quotes."""
        return "\n".join(self.quotes).strip()

    @property
    def words(self) -> str:
        """All of it on one line."""
        return " ".join(line.strip() for line in self.text if line.strip())


@dataclass(frozen=True)
class AnswerList:
    """A list in the lines of a question, from `first` to before `last`, with its items."""

    first: int
    last: int
    items: tuple[ItemLines, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Lines of one block, by their places; `block` is None for a heading inside a question."""

    start: int
    end: int
    block: MarkdownBlock | None
    indent: int = 0

    @property
    def kind(self) -> BlockKind | None:
        """The kind of its block."""
        return self.block.kind if self.block else None


def answer_list(lines: list[Line], kind: BlockKind, is_item: IsItem) -> AnswerList:
    """The last list with such items. Both places are the end where there is none.

    A list whose sign changes goes on, and so it does behind a quote at the margin, and behind
    whatever stands right below an item, without a blank line: that belongs to the item. Items of
    another kind above the first one belong to the text.
    """
    pieces = pieces_of(lines)
    asked = [is_asked(piece, lines, kind, is_item) for piece in pieces]
    if True not in asked:
        return AnswerList(len(lines), len(lines))
    last = len(asked) - 1 - asked[::-1].index(True)
    first = at = last
    while at > 0 and (asked[at - 1] or belongs_above(pieces, at - 1)):
        at -= 1
        first = at if asked[at] else first
    while last + 1 < len(pieces) and belongs_above(pieces, last + 1):
        last += 1
    group = pieces[first : last + 1]
    items = items_of(group, asked[first : last + 1], lines, is_item)
    before = next(at for at, item in enumerate(items) if item.is_asked)
    start = next(at for at, line in enumerate(lines) if line.number == items[before].line)
    return AnswerList(start, group[-1].end, tuple(items[before:]))


def pieces_of(lines: list[Line]) -> list[Piece]:
    """The lines cut into their blocks."""
    pieces: list[Piece] = []
    for at, line in enumerate(lines):
        if line.block is None and line.heading is None:
            continue
        last = pieces[-1] if pieces else None
        if last and last.block is line.block:
            pieces[-1] = replace(last, end=at + 1)
        else:
            pieces.append(Piece(at, at + 1, line.block, line.indent))
    return pieces


def is_asked(piece: Piece, lines: list[Line], kind: BlockKind, is_item: IsItem) -> bool:
    """Is this a list of the kind, with one such item at least?"""
    inside = lines[piece.start : piece.end]
    return piece.kind is kind and any(is_item(behind_sign(line)) for line in beginnings(inside))


def belongs_above(pieces: list[Piece], at: int) -> bool:
    """Does a block go on with the item above it: a quote, or what no blank line parts from it?"""
    kind = pieces[at].kind
    if kind in {None, BlockKind.HEADING, BlockKind.RULE}:
        return False
    is_near = pieces[at].start == pieces[at - 1].end
    return kind is BlockKind.QUOTE or is_near or pieces[at].indent >= INSIDE


def beginnings(lines: Iterable[Line]) -> Iterator[Line]:
    """The first line of each item."""
    before = None
    for line in lines:
        if line.item is not None and line.item is not before:
            yield line
        before = line.item


def behind_sign(line: Line) -> str:
    """What stands behind the sign of an item."""
    return line.text[line.offset :]


def from_margin(line: Line) -> str:
    """A further line of an item from the margin of its text on."""
    return line.text[min(line.offset, line.indent) :]


def items_of(
    group: list[Piece], asked: list[bool], lines: list[Line], is_item: IsItem
) -> list[ItemLines]:
    """The items of the lists in a group, each with what stands below it."""
    items: list[ItemLines] = []
    lists = [lines[piece.start : piece.end] for piece, yes in zip(group, asked, strict=True) if yes]
    starts = {id(line) for inside in lists for line in beginnings(inside)}
    own = {id(line) for inside in lists for line in inside}
    for line in lines[group[0].start : group[-1].end]:
        if id(line) in starts:
            text = behind_sign(line)
            items.append(ItemLines(line.number, [text], is_asked=bool(is_item(text))))
        elif line.is_quoted or line.kind is BlockKind.QUOTE:
            quote = from_margin(line) if line.is_quoted else line.text
            items[-1].quotes.append(QUOTE.sub("", quote) if ">" in quote[:4] else quote.strip())
        else:
            items[-1].text.append(from_margin(line) if id(line) in own else line.text)
            items[-1].has_indented_code |= line.is_indented_code
    return items
