"""Which number in a lesson may be meant otherwise than it is read?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.lesson import Question, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.accepted import RANGE, accepted_by
from tandem.content.parsing.answers import EQUALS, is_typed
from tandem.content.parsing.lines import Line
from tandem.content.typed_numbers import plain_number

# A comma that may part thousands or decimals. We read decimals.
TWO_MEANINGS = re.compile(r"(?<![\d.,])(?!0)\d{1,3},\d{3}(?![\d,.])")


def number_advice(question: Question, inside: list[Line]) -> Iterator[tuple[int, Message]]:
    """Advice on the numbers that a question accepts; `inside` are the lines below its heading."""
    if question.kind is not QuestionKind.NUMERIC:
        return
    for line in inside:
        if not is_typed(line):
            continue
        text = EQUALS.sub(r"\1", line.text).rstrip()
        if match := TWO_MEANINGS.search(text):
            yield line.number, two_meanings(match[0])
        parts = RANGE.fullmatch(text)
        if parts and parts["spread"] and (parts["units"] or "").startswith("%"):
            yield line.number, spread_in_percent(text)


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
