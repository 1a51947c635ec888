"""Is a text one that every reader of Markdown gets through in no time?

What a lesson never needs is refused before anything reads it: a line of ten thousand signs,
brackets twenty levels deep, a paragraph of nothing but signs. Whatever stands behind them, a parser
or a renderer, then sees only texts that are harmless to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line
from tandem.content.parsing.nesting import DEEPEST, nested

# Six times the longest paragraph that was ever read to its end.
LONGEST_LINE = 10_000
# A paragraph with thirty links has two hundred.
MOST_SIGNS = 500
# So many faults are told of: who has more mends those first.
MOST_FAULTS = 50
SIGN = re.compile(r"[\[\]*_`~<&\\!]")
BRACKET = re.compile(r"\\.|[\[\]]")
# With such a line a paragraph begins whose signs mean nothing to the one before.
BEGINS_ANEW = re.compile(r"\s*(?:$|[-+*>#|:]|\d{1,9}[.)]\s)")
Faults = Iterator[tuple[int, Message]]


def long_lines(text: str) -> list[tuple[int, Message]]:
    """Lines that nobody could read, of front matter, of code or of words."""
    if len(text) <= LONGEST_LINE:
        return []
    message = say("the line has more than %(most)s signs. Part it", most=LONGEST_LINE)
    lines = enumerate(text.split("\n"), 1)
    return [(number, message) for number, line in lines if len(line) > LONGEST_LINE][:MOST_FAULTS]


def exceeded(lines: list[Line]) -> list[tuple[int, Message]]:
    """Where the lines below the front matter go beyond what may be read."""
    faults = [*nested(lines), *deep_brackets(lines), *full_paragraphs(lines)]
    return sorted(faults)[:MOST_FAULTS]


def deep_brackets(lines: list[Line]) -> Faults:
    """Lines whose square brackets lie deep in each other."""
    for line in lines:
        # Few lines have so many that it takes time to ask how deep they lie.
        if not line.code and line.text.count("[") > DEEPEST and bracket_depth(line) > DEEPEST:
            yield (
                line.number,
                say("brackets are nested more than %(most)s levels deep here", most=DEEPEST),
            )


def bracket_depth(line: Line) -> int:
    """How many square brackets are open at once on a line."""
    depth = deepest = 0
    for sign in BRACKET.findall(line.text):
        depth += {"[": 1, "]": -1 if depth else 0}.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest


def full_paragraphs(lines: list[Line]) -> Faults:
    """The first lines of paragraphs that hold more signs of Markdown than words need."""
    first = signs = 0
    for line in lines:
        if line.code or BEGINS_ANEW.match(line.text):
            first = signs = 0
        if line.code or line.is_blank:
            continue
        first = first or line.number
        before, signs = signs, signs + len(SIGN.findall(line.text))
        if before <= MOST_SIGNS < signs:
            yield (
                first,
                say(
                    "the paragraph holds more than %(most)s signs that mean something, as * or [."
                    " Part it, or put it into a code fence",
                    most=MOST_SIGNS,
                ),
            )
