"""Which parts of a step are for one seat alone? Sub-headings tell: `#### Rep`, or `{for=rep}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tandem.content.lesson import Item, SeatPart
from tandem.content.messages import Message, say
from tandem.content.parsing.attributes import Heading
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import key_of
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.lists import AnswerList, answer_list
from tandem.content.parsing.values import roles_of
from tandem.terms import SEATS, Role

SIGNS = re.compile(r"[\W_]+")
Found = Iterator[tuple[int, Message]]


@dataclass(frozen=True)
class Part:
    """A heading inside a step (None above the first one), whose seat it is, and its lines."""

    heading: Heading | None
    role: Role | None
    lines: tuple[Line, ...]

    @property
    def listed(self) -> AnswerList:
        """The list that stands last in it, whichever sign it has."""
        lists = [
            answer_list(list(self.lines), kind, lambda _: True)
            for kind in (BlockKind.BULLETS, BlockKind.NUMBERS)
        ]
        return max(lists, key=lambda found: (bool(found.items), found.first))

    @property
    def behind(self) -> list[Line]:
        """What stands below that list; all of it where there is none."""
        listed = self.listed
        return list(self.lines[listed.last :] if listed.items else self.lines)


def parts(lines: Sequence[Line]) -> list[Part]:
    """The lines above the first seat, then each seat's, and what begins as high as a seat does.

    A deeper heading is text of the part it stands in.
    """
    pieces: list[tuple[Heading | None, Role | None, list[Line]]] = [(None, None, [])]
    level = 0
    for line in lines:
        heading = line.heading
        role = seat_of(heading) if heading else None
        if heading and (role or heading.level <= level):
            level = heading.level if role else level
            pieces.append((heading, role, []))
        else:
            pieces[-1][2].append(line)
    return [Part(heading, role, tuple(inside)) for heading, role, inside in pieces]


def seat_of(heading: Heading) -> Role | None:
    """The one seat that a heading names, by `for=` or by its title."""
    roles, _ = roles_of(heading.attributes)
    if "for" in heading.attributes:
        (role, *others) = roles
        return role if role in SEATS and not others else None
    return next((role for role in SEATS if role.value == heading.title.strip().casefold()), None)


def seat_part(part: Part, role: Role) -> SeatPart:
    """What a part holds: its text, and the items listed behind it."""
    assert part.heading is not None  # noqa: S101 (it names the seat)
    listed = part.listed
    before = part.lines[: listed.first] if listed.items else part.lines
    items: list[Item] = []
    for each in listed.items:
        key, taken = key_of(each.words), {item.key for item in items}
        name = key if key not in taken else f"{key}-{len(items)}"
        items.append(Item(name, each.words, each.line))
    return SeatPart(
        role=role,
        title=part.heading.title,
        text=joined(list(before)),
        items=tuple(items),
        line=part.heading.line,
    )


def first_of(parts: Sequence[Part], role: Role) -> Part | None:
    """The part of a seat."""
    return next((part for part in parts if part.role is role), None)


def faults_of_parts(parts: Sequence[Part]) -> Found:
    """Seats that stand twice, and items that hold what nobody would read."""
    for role in SEATS:
        headings = [part.heading for part in parts if part.heading and part.role is role]
        for again in headings[1:]:
            yield again.line, say("the part for %(role)s is here twice", role=role.value)
    for part in parts:
        heading = part.heading
        if heading and part.role is None and "for" in heading.attributes:
            fault = say("a part of this step is for one seat: for=rep or for=support")
            yield heading.line, fault
        for item in part.listed.items if part.role else ():
            if item.quotes:
                yield item.line, say("nobody reads the quote below this item. Take it out")
            if not item.words:
                yield item.line, say("an item needs a text")


def folded(text: str) -> str:
    """A text as it is compared: signs, case and spaces mean nothing."""
    return SIGNS.sub(" ", text).strip().casefold()
