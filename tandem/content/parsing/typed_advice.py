"""Which typed answer in a lesson may be meant otherwise than it is read?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.lesson import Question, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.accepted import (
    NUMBER,
    RANGE,
    WITH_UNIT,
    accepted_by,
    is_known,
    units_in,
)
from tandem.content.parsing.answers import EQUALS, is_typed
from tandem.content.parsing.lines import Line
from tandem.content.typed_numbers import plain_number

# A comma that may part thousands or decimals. We read decimals.
TWO_MEANINGS = re.compile(r"(?<![\d.,])(?!0)\d{1,3},\d{3}(?![\d,.])")
# Names of units stand between single bars. Two bars, or a bar in code, are signs of a program.
BAR = re.compile(r"^[^`|]+\|[^`|]+(?:\|[^`|]+)*$")
HALF_RANGE = re.compile(rf"^(?:{NUMBER}\s*\.\.|\.\.\s*{NUMBER})$")
FIRST_BAR = re.compile(rf"^({NUMBER})\s*\|\s*")


def typed_advice(question: Question, inside: list[Line]) -> Iterator[tuple[int, Message]]:
    """Advice on what a question accepts; `inside` are the lines below its heading."""
    if question.kind not in {QuestionKind.NUMERIC, QuestionKind.SHORT}:
        return
    for line in inside:
        if not is_typed(line):
            continue
        text = EQUALS.sub(r"\1", line.text).rstrip()
        if question.kind is QuestionKind.SHORT:
            if HALF_RANGE.match(text):
                yield line.number, half_range(text)
            if BAR.search(text):
                yield line.number, with_its_bar(text)
            continue
        if match := TWO_MEANINGS.search(text):
            yield line.number, two_meanings(match[0])
        parts = RANGE.fullmatch(text)
        if parts and parts["spread"] and (parts["units"] or "").startswith("%"):
            yield line.number, spread_in_percent(text)


def half_range(text: str) -> Message:
    """What to say about `5..`, which is a text."""
    return say(
        "“%(text)s” is right only word for word. For a range write both ends: = 3..7", text=text
    )


def with_its_bar(text: str) -> Message:
    """What to say about `120 | words`, which is no number with a unit but a text with a bar."""
    parts = WITH_UNIT.fullmatch(FIRST_BAR.sub(r"\1 ", text))
    units = units_in(parts["units"]) if parts else ()
    if not parts or is_known(units):
        return say(
            "“%(text)s” is right only with its bar. Write each answer in a line of its own",
            text=text,
        )
    return say(
        "“%(text)s” is right only word for word, with its bar: “%(unit)s” is no known unit."
        " For a number write %(number)s..%(number)s %(units)s",
        text=text,
        unit=units[0],
        number=parts["number"],
        units=parts["units"],
    )


def two_meanings(number: str) -> Message:
    """What to say about a number with a comma that is read as decimals."""
    return say(
        "%(number)s is read as %(decimal)s. Write %(whole)s if thousands are meant, or a point",
        number=number,
        decimal=number.replace(",", "."),
        whole=number.replace(",", ""),
    )


def spread_in_percent(text: str) -> Message:
    """What to say about `50 +- 10 %`, which is 40 to 60 percent and no share of fifty."""
    accepted = accepted_by(text)
    low, high = (plain_number(end or 0) for end in (accepted.low, accepted.high))
    return say(
        "this accepts %(low)s %% to %(high)s %%. Write the ends, so that nobody takes the spread"
        " for a share of the number: %(low)s..%(high)s %%",
        low=low,
        high=high,
    )
