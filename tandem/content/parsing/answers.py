"""What is right where a question has no boxes: an order, matches, gaps, a text, a number?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tandem.content.lesson import Accepted, Item, Match, Option, QuestionKind, Scene
from tandem.content.messages import Message, say
from tandem.content.parsing.accepted import (
    NUMBER,
    accepted_by,
    is_empty,
    is_single_with_unit,
)
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import key_of, keyed
from tandem.content.parsing.lines import Line
from tandem.content.parsing.lists import ItemLines, answer_list

GAP = "\ufffc"
MOST_ACCEPTED = 100
NUMBERED = re.compile(r"^ {0,3}\d{1,9}[.)] +(.*)$")
BULLET = re.compile(r"^ {0,3}[-*+] +(.*)$")
ARROW = re.compile(r"\s*(?:->|→)\s*")
# What somebody writes who means nothing: most of it is an empty list in Markdown.
ONLY_SIGNS = re.compile(r"[-+*•·_.…–—−\s]+")
# A formatter that knows no gaps writes them with two backslashes. One alone makes no gap.
BRACKETS = re.compile(r"(`[^`]*`)|(?<!\\)\[\[((?:(?!\[\[).)*?)\]\]|\\\[\[((?:(?!\[\[).)*?)\]\\\]")
# A number with a spread, one of the two missing.
HALF_SPREAD = re.compile(
    rf"^(?:{NUMBER}\s*(?P<open>\+-|\+/-|±)(?!\s*{NUMBER})|(?P<shut>\+-|\+/-|±)\s*{NUMBER})"
)
EQUALS = re.compile(r"^ {0,3}=\s+(\S.*)$")


@dataclass(frozen=True)
class ReadAnswer:
    """What was read: the right answer, where it begins and ends in the lines, and its faults.

    `before` replaces the lines before `first` where the answer stands inside the text, and `behind`
    those from `last` on.
    """

    kind: QuestionKind
    first: int
    last: int
    options: tuple[Option, ...] = ()
    matches: tuple[Match, ...] = ()
    gaps: tuple[tuple[Accepted, ...], ...] = ()
    accepted: tuple[Accepted, ...] = ()
    scenes: tuple[Scene, ...] = ()
    criteria: tuple[Item, ...] = ()
    models: tuple[str, ...] = ()
    behind: tuple[Line, ...] | None = None
    before: tuple[Line, ...] | None = None
    faults: tuple[tuple[int, Message], ...] = ()


def order(lines: list[Line], *, line: int) -> ReadAnswer:
    """A numbered list in the right order."""
    listed = answer_list(lines, BlockKind.NUMBERS, lambda _: True)
    items = keyed([item(each) for each in listed.items])
    texts = [each.text for each in items]
    faults = [(each.line, say("an item needs a text")) for each in items if not each.text]
    faults += [
        (each.line, say("this item is here twice, so nobody can tell their order"))
        for at, each in enumerate(items)
        if each.text in texts[:at]
    ]
    if len(items) < 2:
        fault = say("{order} needs a numbered list of two items or more: 1. ..., 2. ...")
        faults.append((line, fault))
    return ReadAnswer(
        QuestionKind.ORDER, listed.first, listed.last, options=items, faults=tuple(faults)
    )


def is_numbered(line: Line) -> bool:
    """Does an item of a numbered list begin here?"""
    return not line.code and bool(NUMBERED.match(line.text))


def item(lines: ItemLines) -> Option:
    """An item of an order."""
    quotes = "".join(f"\n> {quote}".rstrip() for quote in lines.quotes)
    text = f"{lines.first}\n{lines.more}".strip()
    return Option(key="", text=f"{text}{quotes}", right=True, line=lines.line)


def match(lines: list[Line], *, line: int) -> ReadAnswer:
    """A list of `left -> right`; an empty left is a spare right side."""
    listed = answer_list(lines, BlockKind.BULLETS, ARROW.search)
    both_sides = [(each.line, sides(each)) for each in listed.items if each.is_asked]
    matches = tuple(
        Match(key=key_of(left), left=left, right=right, line=number)
        for number, (left, right) in both_sides
    )
    faults = [(each.line, fault) for each in matches if (fault := fault_of_sides(each))]
    lefts = [each.left for each in matches]
    faults += [
        (each.line, say("this left side is here twice"))
        for at, each in enumerate(matches)
        if each.left and each.left in lefts[:at]
    ]
    faults += [
        (each.line, say("this item has no arrow: - left -> right"))
        for each in listed.items
        if not each.is_asked
    ]
    if sum(bool(left) for left in lefts) < 2:
        faults.append((line, say("{match} needs a list of two or more: - left -> right")))
    return ReadAnswer(
        QuestionKind.MATCH, listed.first, listed.last, matches=matches, faults=tuple(faults)
    )


def fault_of_sides(pair: Match) -> Message | None:
    """What is wrong with the left or the right side of a match, by itself?"""
    if ONLY_SIGNS.fullmatch(pair.left):
        return say("the left side is only signs. A spare right side has none: - -> right")
    if not pair.right or ONLY_SIGNS.fullmatch(pair.right):
        return say("the right side is missing")
    return None


def is_match(line: Line) -> bool:
    """Does a match stand here?"""
    bullet = None if line.code else BULLET.match(line.text)
    return bool(bullet and ARROW.search(bullet[1]))


def sides(item: ItemLines) -> tuple[str, str]:
    """The left and the right side of a match."""
    parts = ARROW.split(item.words, maxsplit=1)
    return parts[0].strip(), parts[1].strip()


def fill(lines: list[Line]) -> ReadAnswer:
    """A text with gaps: `[[right | also right]]`. What follows its last paragraph explains."""
    gaps = [(each.number, gap) for each in lines if not each.code for gap in gaps_in(each.text)]
    faults = [(number, accepts_nothing()) for number, gap in gaps if not gap]
    faults += [(number, accepts_too_much()) for number, gap in gaps if len(gap) > MOST_ACCEPTED]
    last = next(at for at, each in enumerate(lines, 1) if each.number == gaps[-1][0])
    while last < len(lines) and not lines[last].is_blank:
        last += 1
    text = (Line(each.number, without_gaps(each), code=each.code) for each in lines[:last])
    return ReadAnswer(
        QuestionKind.FILL,
        last,
        last,
        gaps=tuple(gap for _, gap in gaps),
        before=tuple(text),
        faults=tuple(faults),
    )


def accepts_nothing() -> Message:
    """What to say about a gap that no answer fits."""
    return say("this gap accepts nothing: [[right]]")


def accepts_too_much() -> Message:
    """What to say about a gap that so many answers fit that nobody reads them."""
    return say("this gap accepts more than %(most)s answers", most=MOST_ACCEPTED)


def has_gap(line: Line) -> bool:
    """Is there a gap in this line?"""
    return not line.code and any(not code for code, *_ in BRACKETS.findall(line.text))


def gaps_in(text: str) -> Iterator[tuple[Accepted, ...]]:
    """What each gap of a line accepts."""
    for code, inside, escaped in BRACKETS.findall(text):
        if not code:
            answers = (inside or escaped).replace("\\|", "|").split("|", MOST_ACCEPTED)
            texts = (answer.strip() for answer in answers)
            yield tuple(Accepted(text=answer) for answer in texts if answer)


def without_gaps(line: Line) -> str:
    """A line with a sign for each gap."""
    return line.text if line.code else BRACKETS.sub(lambda bracket: bracket[1] or GAP, line.text)


def typed(lines: list[Line]) -> ReadAnswer:
    """Lines of `= answer`: texts, or numbers with a range."""
    at = [place for place, each in enumerate(lines) if is_typed(each)]
    first, last = at[0], at[-1] + 1
    written = [(lines[place].number, EQUALS.sub(r"\1", lines[place].text).rstrip()) for place in at]
    accepted = all_accepted([text for _, text in written])
    numbers = [place for place, answer in enumerate(accepted) if answer.low is not None]
    texts = [place for place, answer in enumerate(accepted) if answer.low is None]
    faults = [
        (number, say("the range %(range)s is empty: begin with the smaller number", range=text))
        for (number, text), answer in zip(written, accepted, strict=True)
        if is_empty(answer)
    ]
    halves = [
        (number, half_spread(text, half["open"] or half["shut"]))
        for number, text in written
        if (half := HALF_SPREAD.match(text))
    ]
    faults += halves
    if numbers and texts and not halves:
        odd = max(numbers[0], texts[0])
        faults.append((written[odd][0], both_kinds(written[0][0], written[odd][0])))
    kind = QuestionKind.NUMERIC if numbers else QuestionKind.SHORT
    return ReadAnswer(kind, first, last, accepted=tuple(accepted), faults=tuple(faults))


def half_spread(text: str, sign: str) -> Message:
    """What to say about `5 +-`, which would be right only word for word."""
    return say(
        "“%(text)s” fits no answer. Write a number on both sides of %(sign)s: = 5 %(sign)s 1",
        text=text,
        sign=sign,
    )


def all_accepted(texts: list[str]) -> list[Accepted]:
    """What the lines accept. Among texts `5 min` is a text, too."""
    accepted = [accepted_by(text) for text in texts]
    if all(answer.low is not None for answer in accepted):
        return accepted
    return [
        Accepted(text=text) if is_single_with_unit(answer) else answer
        for text, answer in zip(texts, accepted, strict=True)
    ]


def both_kinds(first: int, second: int) -> Message:
    """What to say where a number is right and a text too."""
    return say(
        "two signs in one question: line %(first)s and line %(second)s. Give numbers or texts",
        first=first,
        second=second,
    )


def is_typed(line: Line) -> bool:
    """Does an accepted answer stand here?"""
    return not line.code and bool(EQUALS.match(line.text))
