"""Whom and what may a table of people change: what is there, who brings it, and what it says?"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from tandem.terms import SEATS, Role

Two = frozenset[str]


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who has an account, as far as a table can change it."""

    roles: frozenset[Role]
    teams: frozenset[str]
    leads: frozenset[str]
    is_active: bool = True
    may_be_closed: bool = True
    given_name: str = ""
    surname: str = ""
    leaves_on: date | None = None

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given_name} {self.surname}".strip()


@dataclass(frozen=True)
class House:
    """What is there already: people by address, how many teams of each name, pairs by addresses.
    `asked` are the roles that somebody was asked to take, by address, and has not answered.
    `measured` are the addresses of those whom a whole list speaks of: who is missing there leaves.
    `administrators` are those who can sign in, where the table may close their accounts.
    """

    people: Mapping[str, KnownPerson]
    teams: Mapping[str, int]
    living: Set[Two] = frozenset()
    ended: Set[Two] = frozenset()
    asked: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    measured: Set[str] = frozenset()
    administrators: Set[str] = frozenset()


@dataclass(frozen=True)
class RosterLimits:
    """What whoever brings the table may do: every team, or one team and the two roles of a pair.

    `team` is its name, "" for every team. `own` is their own address: nobody lets themself go by a
    list. `emergency` is the emergency administrator's, whom no list lets go.
    """

    team: str = ""
    own: str = ""
    emergency: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that may be given."""
        return frozenset(SEATS) if self.team else frozenset(Role)


@dataclass
class Wanted:
    """What all rows about one person say together."""

    row: int
    email: str
    given_name: str
    surname: str
    roles: set[Role] = field(default_factory=set)
    teams: set[str] = field(default_factory=set)
    leaves: bool = False
    leaves_on: date | None = None
    stays: bool = False
    is_missing: bool = False

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given_name} {self.surname}".strip()


def planned_day(email: str, house: House) -> date | None:
    """The last day of somebody, where one is known."""
    known = house.people.get(email)
    return known.leaves_on if known else None
