"""Which braces of a GIFT question hold its answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.formats.gift_text import escaped

# How an answer surely begins; what else stands in braces may be a formula.
ANSWER = re.compile(r"\{\s*(?:[=~#]|(?:TRUE|FALSE|T|F)\s*[#}]|\})", re.IGNORECASE)
SIGNED = re.compile(r"\{\s*[=~#]")
BRACE = re.compile(r"[{}]")
Pairs = list[tuple[int, int]]


def braces(text: str) -> Pairs:
    """Where each pair of braces opens and closes, but for those inside of others; none where they
    don't match. Escaped ones are out of the way."""
    pairs: Pairs = []
    opened, depth = 0, 0
    for match in BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if match[0] == "{" and depth == 1:
            opened = match.start()
        elif depth == 0:
            pairs.append((opened, match.start()))
        elif depth < 0:
            return []
    return [] if depth else pairs


def answer_of(text: str, pairs: Pairs) -> tuple[tuple[int, int], bool]:
    """The pair of braces that holds the answer, and whether no other could.

    It is the first with a sign of an answer, else the first: `2^{3}` is a formula.
    """
    likely = [pair for pair in pairs if SIGNED.match(text, pair[0])]
    likely = likely or [pair for pair in pairs if ANSWER.match(text, pair[0])] or pairs
    return likely[0], len(likely) == 1


def healed(blocks: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The blocks, those put together again that a blank line inside an answer has cut."""
    every = list(blocks)
    at = 0
    while at < len(every):
        end = end_of(every, at)
        yield every[at][0], "\n".join(text for _, text in every[at:end])
        at = end


def end_of(blocks: list[tuple[int, str]], at: int) -> int:
    """The place behind the block that closes the answer which one opens; behind that one itself
    where none does before another question begins."""
    depth = depth_of(escaped(blocks[at][1]))
    for behind in range(at + 1, len(blocks)):
        text = escaped(blocks[behind][1])
        if depth <= 0 or "{" in text or text.lstrip().startswith(("::", "$")):
            break
        depth += depth_of(text)
        if depth == 0:
            return behind + 1
    return at + 1


def depth_of(text: str) -> int:
    """How many braces stay open."""
    return text.count("{") - text.count("}")
