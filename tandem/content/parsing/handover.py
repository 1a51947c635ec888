"""A hand-over: which case does each seat hand over, and what is the other asked about it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tandem.content.lesson import SeatPart
from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.seat_parts import (
    Part,
    faults_of_parts,
    first_of,
    folded,
    parts,
    seat_part,
)
from tandem.terms import SEATS, Role, opposite

MOST_QUESTIONS = 6
Found = Iterator[tuple[int, Message]]


@dataclass(frozen=True)
class ReadHandover:
    """What was read below the heading of a hand-over: a text for both, and the two cases."""

    body: str
    seats: tuple[SeatPart, ...]
    faults: tuple[tuple[int, Message], ...]


def read_handover(lines: list[Line], *, line: int) -> ReadHandover:
    """The case of each seat with its questions. `line` is that of the step."""
    pieces = parts(lines)
    seats = tuple(case(part, role) for role in SEATS if (part := first_of(pieces, role)))
    faults = [*faults_of_parts(pieces), *faults_of_headings(pieces)]
    faults += faults_of_cases(seats, line=line)
    return ReadHandover(joined(list(pieces[0].lines)), seats, tuple(faults))


def case(part: Part, role: Role) -> SeatPart:
    """A case; what stands below its questions opens with it."""
    behind = part.behind if part.listed.items else []
    return replace(seat_part(part, role), explanation=joined(behind))


def faults_of_headings(pieces: Sequence[Part]) -> Found:
    """Headings as high as those of the cases that are none."""
    for part in pieces:
        if part.heading and part.role is None and "for" not in part.heading.attributes:
            yield (
                part.heading.line,
                say(
                    "this heading begins no case. Put for=rep or for=support behind it, or a # more"
                    " before it"
                ),
            )


def faults_of_cases(seats: Sequence[SeatPart], *, line: int) -> Found:
    """Cases that are missing, that say nothing, or that nobody is asked about."""
    present = {part.role for part in seats}
    for role in SEATS:
        if role not in present:
            yield (
                line,
                say(
                    "{handover} goes both ways: it needs a case for %(role)s, below a heading with"
                    " {for=%(role)s}",
                    role=role.value,
                ),
            )
    for part in seats:
        if not part.text.strip():
            yield part.line, say("a case needs its text, above the questions")
        if not part.items:
            yield (
                part.line,
                say(
                    "a case needs questions: what would the customer ask %(role)s about it? Write"
                    " them as a list below it: - ...",
                    role=opposite(part.role).value,
                ),
            )
        for item in part.items[MOST_QUESTIONS:]:
            fault = say("more than six questions. Keep those that the customer asks first")
            yield item.line, fault
        seen: set[str] = set()
        for item in part.items:
            if folded(item.text) in seen:
                yield item.line, say("this question is here twice")
            seen.add(folded(item.text))
