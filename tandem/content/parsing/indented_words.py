"""Which paragraph is shown as code, though it was only indented?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line

# A sentence: a capital, four words or more, and an end. What has signs of a program is code.
SENTENCE = re.compile(r"^ {4,7}[“„«\"]?[^\W\d_a-z][^=<>{}\[\]\\$;|_]*[.!?:…][”“»\"]?$")
FEWEST_WORDS = 4


def indented_words(lines: list[Line]) -> Iterator[tuple[int, Message]]:
    """Blocks of indented code outside lists, all lines of which read as sentences do."""
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.is_indented_code and line.item is None:
            block.append(line)
            continue
        if block and is_sentence(block):
            yield block[0].number, shown_as_code()
        block = []


def is_sentence(block: list[Line]) -> bool:
    """Do these lines read as a paragraph?"""
    text = f"    {' '.join(line.text.strip() for line in block)}".rstrip()
    return len(text.split()) >= FEWEST_WORDS and bool(SENTENCE.match(text))


def shown_as_code() -> Message:
    """What to say about an indented paragraph."""
    return say("this paragraph is shown as code, since it is indented. Take the spaces or tab out")
