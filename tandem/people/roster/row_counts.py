"""How many rows of a list are people, and how many have a fault? What is shown adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.people.roster.table import Roster, RosterRow, TableFault


@dataclass(frozen=True)
class SaidAgain:
    """A row about somebody of whom a row above speaks already."""

    row: int
    first: int
    email: str


@dataclass(frozen=True)
class RowCounts:
    """How many rows are about a person of their own, have a fault, or are about nobody; `again` are
    those about somebody named above. Together they are all the rows that are not empty."""

    people: int
    again: tuple[SaidAgain, ...]
    faulty: int
    about_nobody: int


def counts_of(roster: Roster, faults: Iterable[TableFault]) -> RowCounts:
    """What became of the rows of a list, with all that is wrong with them in their house."""
    faulty = {fault.row for fault in faults}
    sound = [row for row in roster.rows if row.number not in faulty]
    again = said_again(sound)
    return RowCounts(
        people=len(sound) - len(again),
        again=again,
        faulty=len(faulty),
        about_nobody=len(roster.passed_over),
    )


def said_again(rows: Iterable[RosterRow]) -> tuple[SaidAgain, ...]:
    """The rows about somebody whom a row above names."""
    first: dict[str, int] = {}
    again = []
    for row in rows:
        if row.email in first:
            again.append(SaidAgain(row.number, first[row.email], row.email))
        first.setdefault(row.email, row.number)
    return tuple(again)
