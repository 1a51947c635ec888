"""Does `{contact}` stand where a reader finds it? There the page says whom they can turn to."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.content.lesson import Lesson, SectionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line
from tandem.content.parsing.references import CODE

SIGN = "{contact}"


def contact_places(module: Lesson, lines: list[Line]) -> Iterator[tuple[int, Message]]:
    """Signs that no page would read."""
    words = [line.text.strip() for line in lines]
    for before, line, behind in zip(["", *words], lines, [*words[1:], ""], strict=False):
        if line.code or SIGN not in CODE.sub("", line.text):
            continue
        if line.text.rstrip() != SIGN or before or behind:
            yield (
                line.number,
                say(
                    "{contact} stands on a line of its own, with an empty line before and behind it"
                ),
            )
        elif not is_read(module, line.number):
            yield (
                line.number,
                say(
                    "{contact} belongs into a text that is read, not into a quiz, a scene or a step"
                ),
            )


def is_read(module: Lesson, number: int) -> bool:
    """Does this line belong to a section that is read?"""
    before = (section for section in reversed(module.sections) if section.line <= number)
    return next(before).kind is SectionKind.READING
