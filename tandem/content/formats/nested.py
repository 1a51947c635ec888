"""Which questions hide from a reader of lists: inside the items of a list, or right below boxes?

For Markdown the boxes below a numbered question are a list inside of it, and a question that stands
right below boxes goes on with the last of them. Whoever writes them so means questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tandem.content.formats.parting import BOLD, COUNTED, PLAIN
from tandem.content.parsing.choices import is_box
from tandem.content.parsing.lines import Line

ITEM = re.compile(r"^( {0,3}(?:[-*+]|\d{1,9}[.)]) +)(?!\[ *[xX]? *\])(?=\S)")
INNER_BOX = re.compile(r"^ {2,}(?:[-*+]|\d{1,9}[.)]) +\[ *[xX]? *\]")


def unnested(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with a question in an item, its boxes below it, at the margin."""
    every = list(lines)
    at = 0
    while at < len(every):
        item = None if every[at].code else ITEM.match(every[at].text)
        end = end_of_item(every, at, len(item[1])) if item else at
        inside = every[at + 1 : end]
        if item is None or sum(bool(INNER_BOX.match(line.text)) for line in inside) < 2:
            yield every[at]
            at += 1
            continue
        yield replace(every[at], text="")
        yield replace(every[at], text=every[at].text[len(item[1]) :])
        yield replace(every[at], text="")
        width = min(line.indent for line in inside if not line.is_blank)
        yield from (replace(line, text=line.text[min(width, line.indent) :]) for line in inside)
        at = end


def end_of_item(lines: list[Line], at: int, width: int) -> int:
    """The place behind the lines that belong to the item there."""
    end = at + 1
    while end < len(lines) and (lines[end].is_blank or lines[end].indent >= min(width, 2)):
        end += 1
    return end


def opened(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with a blank one above a question that stands right below boxes."""
    every = list(lines)
    for at, line in enumerate(every):
        if is_close_question(every, at):
            yield replace(line, text="")
            yield line
            yield replace(line, text="")
        else:
            yield line


def is_close_question(lines: list[Line], at: int) -> bool:
    """Does a question stand here, between two boxes and more right above and right below?"""
    line = lines[at]
    if not PLAIN.match(line.text) or line.indent or not is_asking(line.text):
        return False
    return boxes_in_row(reversed(lines[:at])) > 1 and boxes_in_row(lines[at + 1 :]) > 1


def is_asking(text: str) -> bool:
    """Does a line ask, by its last sign, its number or its stress?"""
    return text.rstrip(" *_").endswith(("?", ":")) or bool(BOLD.match(text) or COUNTED.match(text))


def boxes_in_row(lines: Iterable[Line]) -> int:
    """How many boxes stand here before a line that belongs to none; three are not counted on."""
    boxes = 0
    for line in lines:
        if not is_box(line) and not line.text.startswith((" ", ">")):
            break
        boxes += is_box(line)
        if boxes > 1:
            break
    return boxes
