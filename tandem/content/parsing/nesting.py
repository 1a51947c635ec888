"""How deep do quotes and lists lie in each other? Too deep, and nobody can read or render them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line

# Python-Markdown takes ten seconds for hundreds of levels of quotes, and gives up at 300 of lists.
DEEPEST = 20
SIGN = re.compile(r" *(?:>|(?:[-+*:]|!!!|\d{1,9}[.)])(?: |$))")
RULE = re.compile(r" *([-*_])(?: *\1)+ *")


def nested(lines: list[Line]) -> Iterator[tuple[int, Message]]:
    """Lines that lie deeper than twenty lists and quotes."""
    for line in lines:
        if not line.code and depth(line.text) > DEEPEST:
            yield (
                line.number,
                say(
                    "lists and quotes are nested more than %(most)s levels deep here", most=DEEPEST
                ),
            )


def depth(text: str) -> int:
    """How many lists and quotes a line lies in: its signs, and two spaces before one as another."""
    signs, at = 0, 0
    while match := SIGN.match(text, at):
        signs, at = signs + 1, match.end()
    return 0 if RULE.fullmatch(text) else signs + text[:at].count("  ")
