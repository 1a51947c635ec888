"""How far is a hand-over, and what of the two cases may this one read?

Each of the two hands a case over in two lines; the other answers from these what the customer would
ask. With the answers the case opens to whoever gave them, and the questions to whoever wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Protocol

from tandem.content.lesson import Item, PairStep, SeatPart
from tandem.terms import Role, opposite
from tandem.together.steps.known import ShownAnswer


class HandoverTurn(IntEnum):
    """What somebody does in a hand-over; the number under which it is kept."""

    WRITE = 1
    ANSWER = 2


class Numbered(Protocol):
    """Something that one of the two gave."""

    @property
    def person_id(self) -> int:
        """Who gave it."""

    @property
    def number(self) -> int:
        """Which turn it was."""


@dataclass(frozen=True)
class Progress:
    """Which turns each seat has taken."""

    taken: Mapping[Role, frozenset[HandoverTurn]]

    def has(self, role: Role, turn: HandoverTurn) -> bool:
        """Has this seat taken that turn?"""
        return turn in self.taken[role]

    def is_done(self, role: Role) -> bool:
        """Has this seat taken both?"""
        return len(self.taken[role]) == len(HandoverTurn)

    def is_open_to(self, role: Role, *, writer: Role) -> bool:
        """May this seat read the whole of a case? With the answers about it, both may."""
        return self.has(opposite(writer), HandoverTurn.ANSWER)

    def next_turn(self, role: Role, *, has_begun_lines: bool) -> HandoverTurn | None:
        """What is asked of this seat now: the partner's lines first, unless its own are begun."""
        may_answer = self.has(opposite(role), HandoverTurn.WRITE) and not self.has(
            role, HandoverTurn.ANSWER
        )
        if may_answer and not (has_begun_lines and not self.has(role, HandoverTurn.WRITE)):
            return HandoverTurn.ANSWER
        return None if self.has(role, HandoverTurn.WRITE) else HandoverTurn.WRITE


def progress_of(records: Iterable[Numbered], *, seats: Mapping[int, Role]) -> Progress:
    """Who has taken which turns. `seats` are the two by their ids."""
    taken: dict[Role, set[HandoverTurn]] = {role: set() for role in seats.values()}
    for record in records:
        if record.person_id in seats and record.number in set(HandoverTurn):
            taken[seats[record.person_id]].add(HandoverTurn(record.number))
    return Progress({role: frozenset(turns) for role, turns in taken.items()})


def due_parts(step: PairStep, progress: Progress, *, role: Role) -> PairStep:
    """The step with what this seat may read now of both cases."""
    return replace(step, seats=tuple(due_part(part, progress, role=role) for part in step.seats))


def due_part(part: SeatPart, progress: Progress, *, role: Role) -> SeatPart:
    """What this seat may read of a case: its own, or the questions about the partner's lines."""
    if progress.is_open_to(role, writer=part.role):
        return part
    if part.role is role:
        return replace(part, items=(), explanation="")
    asked = part.items if progress.has(part.role, HandoverTurn.WRITE) else ()
    return SeatPart(role=part.role, title="", items=asked)


def asked_part(step: PairStep, turn: HandoverTurn, *, role: Role) -> PairStep:
    """The step with what a turn asks of this seat: its own case, or questions and no case."""
    writer = role if turn is HandoverTurn.WRITE else opposite(role)
    part = step.seat(writer)
    if part is None:
        return replace(step, seats=())
    if turn is HandoverTurn.WRITE:
        return replace(step, seats=(replace(part, items=(), explanation=""),))
    return replace(step, seats=(SeatPart(role=writer, title="", items=part.items),))


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question about a case, and what the other could answer from the lines alone.

    `is_missing` where the lines did not say it.
    """

    question: Item
    answer: str
    is_missing: bool


@dataclass(frozen=True)
class Leg:
    """One way of a hand-over: a case, as far as the viewer may read it, and what came of it.

    `lines` and `answers` are what was given, where the viewer may read it.
    """

    case: SeatPart
    is_mine: bool
    is_open: bool
    lines: ShownAnswer | None
    answers: ShownAnswer | None

    @property
    def answered(self) -> tuple[AnsweredQuestion, ...]:
        """Each question with its answer, once it is open."""
        if self.answers is None:
            return ()
        given = self.answers.given
        return tuple(
            AnsweredQuestion(item, given.answers.get(item.key, ""), item.key in given.unsaid)
            for item in self.case.items
        )

    @property
    def missing(self) -> tuple[Item, ...]:
        """What the customer would have asked and the lines did not say."""
        return tuple(each.question for each in self.answered if each.is_missing)


@dataclass(frozen=True)
class ShownHandover:
    """Both ways of a hand-over, the rep's first, and what is asked of the viewer now."""

    legs: tuple[Leg, ...]
    turn: HandoverTurn | None
    asked: PairStep | None
