"""What does a text have that is to be written, and how could it read? A list and quotes below it.

The criteria are the last list with the sign +, or the last list of all where a formatter has
changed the signs. Each quote behind it is a model; one before it belongs to the question's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tandem.content.lesson import Item, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.answers import ReadAnswer
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import key_of
from tandem.content.parsing.lines import Line
from tandem.content.parsing.lists import QUOTE, ItemLines, Piece, items_of, pieces_of

PLUS = re.compile(r"^ {0,3}\+(?: |$)")
MOST_MODELS = 2
Faults = Iterator[tuple[int, Message]]


def written(lines: list[Line], *, line: int) -> ReadAnswer:
    """The criteria and the models of a question that asks for a text."""
    pieces = pieces_of(lines)
    listed = criteria_in(pieces, lines)
    if listed is None:
        end = len(lines)
        return ReadAnswer(QuestionKind.WRITE, end, end, faults=((line, no_criteria()),))
    items = items_of([listed], [True], lines, lambda _: True)
    quotes = [
        piece for piece in pieces if piece.start >= listed.end and piece.kind is BlockKind.QUOTE
    ]
    quoted = {place for piece in quotes for place in range(piece.start, piece.end)}
    behind = tuple(each for at, each in enumerate(lines) if at >= listed.end and at not in quoted)
    return ReadAnswer(
        QuestionKind.WRITE,
        listed.start,
        len(lines),
        criteria=keyed_items(items),
        models=tuple(unquoted(lines[piece.start : piece.end]) for piece in quotes),
        behind=behind,
        faults=(*faults_of_criteria(items), *faults_of_models(quotes, lines, line)),
    )


def criteria_in(pieces: list[Piece], lines: list[Line]) -> Piece | None:
    """The list of criteria, if there is one."""
    lists = [piece for piece in pieces if piece.kind is BlockKind.BULLETS]
    with_plus = [piece for piece in lists if PLUS.match(lines[piece.start].text)]
    return next(reversed(with_plus or lists), None)


def keyed_items(listed: Iterable[ItemLines]) -> tuple[Item, ...]:
    """The items of a list by their lines, each with a key of its own."""
    seen: dict[str, int] = {}
    items = []
    for each in listed:
        text = f"{each.first}\n{each.more}".strip()
        key = key_of(text)
        seen[key] = seen.get(key, 0) + 1
        items.append(Item(key if seen[key] == 1 else f"{key}-{seen[key]}", text, each.line))
    return tuple(items)


def unquoted(lines: list[Line]) -> str:
    """What stands in a quote."""
    return "\n".join(QUOTE.sub("", line.text) for line in lines).strip("\n")


def faults_of_criteria(items: list[ItemLines]) -> Faults:
    """What is wrong with the list."""
    seen: set[str] = set()
    for item in items:
        text = item.words
        if not text:
            yield item.line, say("a criterion needs a text behind its sign")
        if text.casefold() in seen:
            yield item.line, say("this criterion is here twice")
        seen.add(text.casefold())
        if item.quotes:
            fault = say("this quote belongs to a criterion. A model begins at the margin: > ...")
            yield item.line, fault


def faults_of_models(quotes: list[Piece], lines: list[Line], line: int) -> Faults:
    """What is wrong with the models: there are one or two."""
    if not quotes:
        yield line, say("{write} needs one or two models, as quotes below the criteria: > ...")
    for piece in quotes[MOST_MODELS:]:
        fault = say("more than two models. Keep the two that differ most")
        yield lines[piece.start].number, fault


def no_criteria() -> Message:
    """What to say about a text that cannot be compared with anything."""
    return say("{write} needs a list of criteria, one for each thing a good text has: + ...")
