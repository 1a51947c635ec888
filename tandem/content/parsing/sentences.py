"""Which sentence with two gaps does a plan give? `When ____, then I ____`, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tandem.content.messages import Message, say
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.lines import Line

# A formatter puts a backslash before each sign.
GAP = re.compile(r"(?:\\?_){3,}")
GAPS = 2


def sentences(lines: list[Line]) -> list[list[Line]]:
    """The paragraphs with two gaps, each by its lines."""
    paragraphs = [
        list(group)
        for _, group in groupby(lines, key=lambda line: id(line.block) if line.block else None)
    ]
    return [paragraph for paragraph in paragraphs if is_sentence(paragraph)]


def is_sentence(lines: list[Line]) -> bool:
    """Is this a paragraph with two gaps and words around them?"""
    if lines[0].kind is not BlockKind.OTHER or any(line.code for line in lines):
        return False
    words = words_of(lines)
    return len(words) == GAPS + 1 and any(word.strip() for word in words[:GAPS])


def words_of(lines: list[Line]) -> tuple[str, ...]:
    """The words before, between and behind the gaps."""
    return tuple(GAP.split(" ".join(line.text.strip() for line in lines)))


def faults(
    found: list[list[Line]], fields: list[int], *, line: int
) -> Iterator[tuple[int, Message]]:
    """What is wrong with the sentence of a plan; `fields` are other lines to write on."""
    if not found:
        yield line, say("{plan} needs a sentence with two gaps: When ____, then I ____")
    for other in found[1:]:
        yield (
            other[0].number,
            say(
                "this plan has a sentence in line %(line)s already. Keep one of them",
                line=found[0][0].number,
            ),
        )
    for number in fields:
        fault = say("a plan is written into its sentence. Take this line ____ out")
        yield number, fault
