"""Where does one question end and the next begin, where no heading parts them?

A file by hand parts its questions by bold text, by rules, by numbers or by a blank line alone. Each
list of boxes answers a question of its own: what stands last above it asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import BOX, is_box
from tandem.content.parsing.lines import Line, read_anew
from tandem.content.parsing.lists import Piece, is_asked, pieces_of

BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)(.+?)(?<=\S)\1\s*(.*)$")
COUNTED = re.compile(r"^\s*(?:(?:Q|Question|Frage)\s*)?\d{1,3}\s*[.):]\s+(?=\S)", re.IGNORECASE)
ASKS = re.compile(r"^\s*(?:Q|Question|Frage)\s*\d*\s*[.):]\s*(?=\S)", re.IGNORECASE)
IMAGE = re.compile(r"^\s*!\[[^\]]*\]\([^()]*\)\s*$")
BLANKLESS = re.compile(r"^ {0,3}(#{2,6})([^\s#].*)$")
UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,}) *$")
PLAIN = re.compile(r"^ {0,3}(?![-*+>#|=]|\d+[.)] |```|~~~|\[\[)\S")
Parted = tuple[list[Line], list[Line], list[list[Line]]]


def with_code_inside(lines: list[Line]) -> list[Line]:
    """The lines with code and images between two options, at the margin, moved into the first, and
    any other words where each option has some: boxes that stand alone answer no question."""
    boxes = [at for at, line in enumerate(lines) if is_box(line)]
    if len(boxes) < 2:
        return lines
    moved: dict[int, Line] = {}
    is_usual = False
    is_each = all(is_explained(lines[at + 1 : behind]) for at, behind in pairwise(boxes))
    for at, behind in zip(boxes, [*boxes[1:], len(lines)], strict=True):
        between = range(at + 1, behind)
        own = [place for place in between if not lines[place].is_blank]
        if behind == len(lines):
            paragraph = leading(lines, own) or (is_each and first_block(own))
            own = own[:paragraph] if is_usual else []
        elif not own or (leading(lines, own) < len(own) and not is_each):
            continue
        is_usual = is_usual or bool(own)
        for place in range(at + 1, own[-1] + 1) if own else ():
            moved[place] = indented(lines[place])
    if not moved:
        return lines
    return read_anew([moved.get(at, line) for at, line in enumerate(lines)])


def is_explained(between: list[Line]) -> bool:
    """Do words stand between two boxes that ask nothing themselves?"""
    words = [line for line in between if not line.is_blank]
    blocks = {line.block.kind for line in words if line.block}
    is_parted = any(BOLD.match(line.text) or COUNTED.match(line.text) for line in words)
    asks = any(not line.code and line.text.rstrip(" *_").endswith("?") for line in words)
    is_own = blocks.isdisjoint({BlockKind.RULE, BlockKind.HEADING, BlockKind.QUOTE})
    return bool(words) and not words[0].indent and is_own and not is_parted and not asks


def first_block(places: list[int]) -> int:
    """How many of these places follow each other without a gap."""
    return next((n for n in range(1, len(places)) if places[n] > places[n - 1] + 1), len(places))


def leading(lines: list[Line], places: list[int]) -> int:
    """How many of these lines, from the first on, are code or an image at the margin."""
    fits = [lines[place].code or bool(IMAGE.match(lines[place].text)) for place in places]
    return fits.index(False) if False in fits else len(fits)


def indented(line: Line) -> Line:
    """A line inside the option above it."""
    return line if line.is_blank and not line.code else replace(line, text=f"  {line.text}")


def parted(lines: list[Line]) -> Parted:
    """The lines above the first question that has no heading, those of the heading's own question,
    and those of each further one. Nothing is parted where there is one list of boxes at most."""
    lists = lists_of_boxes(lines)
    if len(lists) < 2:
        return [], lines, []
    starts = [start_of(lines, 0, lists[0].start)]
    starts += [start_of(lines, before.end, after.start) for before, after in pairwise(lists)]
    has_own_text = starts[0] < lists[0].start
    first = [] if has_own_text else lines[: starts[1]]
    cuts = starts if has_own_text else starts[1:]
    ends = [*cuts[1:], len(lines)]
    rest = [unbold(without_rule(lines[start:end])) for start, end in zip(cuts, ends, strict=True)]
    return (lines[: starts[0]] if has_own_text else []), without_rule(first), rest


def without_rule(lines: list[Line]) -> list[Line]:
    """The lines without the rule that parts them from the next question."""
    last = next((line for line in reversed(lines) if not line.is_blank), None)
    if last is None or last.block is None or last.block.kind is not BlockKind.RULE:
        return lines
    return [line for line in lines if line is not last]


def lists_of_boxes(lines: list[Line]) -> list[Piece]:
    """The lists of boxes, those that only feedback parts as one."""
    lists: list[Piece] = []
    is_parted = True
    for piece in pieces_of(lines):
        if is_asked(piece, lines, BlockKind.BULLETS, BOX.match):
            if not is_parted:
                lists[-1] = replace(lists[-1], end=piece.end)
            else:
                lists.append(piece)
            is_parted = False
        elif piece.block is None or piece.block.kind is not BlockKind.QUOTE:
            is_parted = True
    return lists


def start_of(lines: list[Line], behind: int, before: int) -> int:
    """Where between two lists the next question begins."""
    places = [at for at in range(behind, before) if not lines[at].is_blank]
    if not places:
        return before
    for at in places:
        line = lines[at]
        if line.block is not None and line.block.kind is BlockKind.RULE:
            return at + 1
        if not line.code and (BOLD.match(line.text) or COUNTED.match(line.text)):
            return at
    last = places[-1]
    while last - 1 >= behind and not lines[last - 1].is_blank:
        last -= 1
    return last


def unbold(lines: list[Line]) -> list[Line]:
    """The lines of a question, its words without stars and without their number in front."""
    first = next((at for at, line in enumerate(lines) if not line.is_blank), None)
    if first is None or lines[first].code:
        return lines
    text = lines[first].text
    if bold := BOLD.match(text):
        text = f"{bold[2]} {bold[3]}".rstrip()
    text = COUNTED.sub("", ASKS.sub("", text))
    if text == lines[first].text:
        return lines
    return read_anew([*lines[:first], replace(lines[first], text=text), *lines[first + 1 :]])


def first_number(lines: list[Line]) -> int:
    """The number of the first line that says something."""
    return next((line.number for line in lines if not line.is_blank), 1)


def with_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with `## Words` for `##Words`, and for words that are underlined."""
    every = list(lines)
    for at, line in enumerate(every):
        if line.code:
            yield line
        elif BLANKLESS.match(line.text):
            yield replace(line, text=BLANKLESS.sub(r"\1 \2", line.text))
        elif is_underlined(every, at):
            sign = "#" if "=" in every[at + 1].text else "##"
            yield replace(line, text=f"{sign} {line.text.strip()}")
        else:
            yield replace(line, text="") if at and is_underlined(every, at - 1) else line


def is_underlined(lines: list[Line], at: int) -> bool:
    """Is this one line of plain words, below nothing, with a line drawn right below it?"""
    if at + 1 >= len(lines) or not PLAIN.match(lines[at].text):
        return False
    is_alone = at == 0 or lines[at - 1].is_blank
    below = lines[at + 1]
    return is_alone and bool(UNDERLINE.match(below.text))
