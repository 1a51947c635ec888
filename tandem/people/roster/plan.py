"""What does a table of people change? Nothing where it was carried out before, all or nothing else.

A table adds: accounts, roles, places in teams, pairs. It takes away only where a row says that
somebody leaves, or where it was said to be the whole list and somebody is missing. Other names are
shown and taken by choice, and no pair that has ended is formed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from tandem.content.spelling import compared
from tandem.people.roster.house import House, KnownPerson, RosterLimits, Two, Wanted, planned_day
from tandem.people.roster.house_faults import (
    faults_of,
    faults_of_spelling,
    leaderless,
    nobody_left,
    spelled_otherwise,
    without_guesses,
)
from tandem.people.roster.table import RosterFault, RosterRow, TableFault
from tandem.terms import SEATS, Role

NO: frozenset[Role] = frozenset()
# One of so many may be missing in a whole list without a word.
BRAKE = 10


@dataclass(frozen=True)
class OtherName:
    """Somebody who is there under another name than the list gives."""

    email: str
    name: str
    given_name: str
    surname: str

    @property
    def new_name(self) -> str:
        """The name that the list gives."""
        return f"{self.given_name} {self.surname}".strip()


@dataclass(frozen=True)
class WantedPair:
    """Two people who are to be a pair, by address."""

    row: int
    team: str
    rep: str
    support: str


@dataclass(frozen=True)
class RosterPlan:
    """What is to be done. Nothing may be done while there is a fault.

    In a leader's plan the new and the changed are asked, and `later` are pairs that wait for a yes.
    `spared` are the names of people who are missing in a whole list and stay all the same.
    """

    new: tuple[Wanted, ...] = ()
    changed: tuple[Wanted, ...] = ()
    leaving: tuple[Wanted, ...] = ()
    leaving_later: tuple[Wanted, ...] = ()
    staying: tuple[Wanted, ...] = ()
    other_names: tuple[OtherName, ...] = ()
    spared: tuple[str, ...] = ()
    measured: int = 0
    unchanged: int = 0
    teams: tuple[str, ...] = ()
    pairs: tuple[WantedPair, ...] = ()
    later: tuple[WantedPair, ...] = ()
    ended_before: tuple[WantedPair, ...] = ()
    faults: tuple[TableFault, ...] = ()

    @property
    def changes_something(self) -> bool:
        """Is there anything to do?"""
        return bool(
            self.new or self.changed or self.leaving or self.leaving_later or self.staying
            or self.teams or self.pairs
        )  # fmt: skip

    @property
    def number_of_people(self) -> int:
        """How many people it brings in, changes or lets go."""
        return len(self.new) + len(self.changed) + len(self.leaving)

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """Who leaves because a whole list does not name them."""
        return tuple(person for person in self.leaving if person.is_missing)

    @property
    def is_braked(self) -> bool:
        """Would more than every tenth leave by being missing? Then somebody says how many."""
        return len(self.missing) * BRAKE > self.measured

    @property
    def figure(self) -> str:
        """All that it does, in one short figure: another plan has another one."""
        done = (
            *(self.new, self.changed, self.leaving, self.leaving_later, self.staying),
            *(self.other_names, self.teams, self.pairs, self.later),
        )
        return sha256(json.dumps(done, default=in_order).encode()).hexdigest()[:32]

    def partner_of(self, email: str) -> str:
        """With whom somebody is to be proposed as a pair when both have said yes; or nothing."""
        pairs = (pair for pair in self.later if email in two(pair))
        return next((min(two(pair) - {email}) for pair in pairs), "")


def in_order(part: object) -> object:
    """A part of a plan as JSON takes it, always in the same order."""
    match part:
        case set() | frozenset():
            return sorted(part)
        case date():
            return part.isoformat()
        case _:
            return vars(part)


def plan_of(
    rows: Iterable[RosterRow],
    faults: Iterable[TableFault],
    *,
    house: House,
    limits: RosterLimits,
    today: date,
) -> RosterPlan:
    """What a table changes in a house, with every fault in order of rows."""
    rows, of_rows = looked_at(rows, house=house, limits=limits, today=today)
    all_faults = [*faults, *of_rows]
    people = people_of(rows, all_faults)
    teams = new_teams(rows, house)
    staying = [person for person in people.values() if not person.leaves]
    present = [p for p in people.values() if p.leaves and is_there(p.email, house)]
    all_faults += [*leaderless(() if limits.team else teams, rows), *nobody_left(present, house)]
    pairs = pairs_of(rows, people, house, all_faults)
    unasked = [p for p in staying if not p.roles <= house.asked.get(p.email, NO)]
    new = [person for person in unasked if person.email not in house.people]
    changed = [p for p in unasked if (known := house.people.get(p.email)) and gains(p, known)]
    wanted = [pair for pair in pairs if two(pair) not in house.living | house.ended]
    later = [pair for pair in wanted if limits.team and not are_there(pair, house)]
    missing, spared = missing_in(people, house, limits)
    return RosterPlan(
        new=tuple(new),
        changed=tuple(changed),
        leaving=(*present, *missing),
        leaving_later=tuple(person for person in staying if leaves_anew(person, house)),
        staying=tuple(p for p in staying if p.stays and planned_day(p.email, house)),
        other_names=tuple(other_names(staying, house)),
        spared=tuple(spared),
        measured=len(house.measured),
        unchanged=len(people) - len(new) - len(changed) - len(present),
        teams=tuple(teams),
        pairs=tuple(pair for pair in wanted if pair not in later),
        later=tuple(later),
        ended_before=tuple(p for p in pairs if two(p) in house.ended - house.living),
        faults=tuple(sorted(without_guesses(all_faults, rows))),
    )


def meant(row: RosterRow, limits: RosterLimits, *, today: date) -> RosterRow:
    """A row as it is meant here: without a team it belongs to the team whose list it is, and
    somebody whose last day is over leaves now."""
    row = replace(row, team=row.team or limits.team)
    if row.leaves_on and row.leaves_on < today:
        return replace(row, leaves=True, leaves_on=None)
    return row


def looked_at(
    rows: Iterable[RosterRow], *, house: House, limits: RosterLimits, today: date
) -> tuple[list[RosterRow], list[TableFault]]:
    """The rows as they are meant, each team as it is called, and what is wrong with each."""
    rows = [meant(row, limits, today=today) for row in rows]
    spellings = spelled_otherwise(rows, [limits.team] if limits.team else house.teams)
    faults = [*faults_of_spelling(rows, spellings)]
    rows = [replace(row, team=spellings.get(row.team) or row.team) for row in rows]
    faults += (f for row in rows for f in faults_of(row, house=house, limits=limits))
    return rows, faults


def new_teams(rows: Iterable[RosterRow], house: House) -> list[str]:
    """The teams that are not there yet in any spelling, in order."""
    called = {compared(name) for name in house.teams}
    named = {row.team for row in rows if row.team and not row.leaves}
    return sorted(team for team in named if compared(team) not in called)


def missing_in(
    people: Mapping[str, Wanted], house: House, limits: RosterLimits
) -> tuple[list[Wanted], list[str]]:
    """Whom a whole list does not name: those who leave, and the names of those who stay."""
    missing: list[Wanted] = []
    spared: list[str] = []
    for email in sorted(house.measured - set(people)):
        person = house.people[email]
        if email == limits.own or Role.ADMIN in person.roles or not person.may_be_closed:
            spared.append(person.name)
            continue
        missing.append(
            Wanted(0, email, person.given_name, person.surname, leaves=True, is_missing=True)
        )
    return missing, spared


def other_names(staying: Iterable[Wanted], house: House) -> Iterator[OtherName]:
    """Who is there under another name than the list gives."""
    for person in staying:
        known = house.people.get(person.email)
        is_named = bool(person.given_name and person.surname)
        if known is None or not is_named or not known.name:
            continue
        if (known.given_name, known.surname) != (person.given_name, person.surname):
            yield OtherName(person.email, known.name, person.given_name, person.surname)


def leaves_anew(person: Wanted, house: House) -> bool:
    """Is there a last day, and another one than is known?"""
    return person.leaves_on not in {None, planned_day(person.email, house)}


def people_of(rows: Iterable[RosterRow], faults: list[TableFault]) -> dict[str, Wanted]:
    """What the rows say of each person. Two rows about one person must give one name."""
    people: dict[str, Wanted] = {}
    for row in rows:
        person = people.setdefault(
            row.email, Wanted(row.number, row.email, row.given_name, row.surname)
        )
        named = bool(row.given_name and person.given_name)
        if named and (person.given_name, person.surname) != (row.given_name, row.surname):
            faults.append(TableFault(row.number, RosterFault.OTHER_NAME, str(person.row)))
        person.roles |= row.roles
        person.leaves = person.leaves or row.leaves
        person.stays = person.stays or row.stays
        if row.leaves_on and person.leaves_on not in {None, row.leaves_on}:
            faults.append(TableFault(row.number, RosterFault.OTHER_DAY, str(person.row)))
        person.leaves_on = person.leaves_on or row.leaves_on
        if row.team:
            person.teams.add(row.team)
    return people


def pairs_of(
    rows: Iterable[RosterRow], people: Mapping[str, Wanted], house: House, faults: list[TableFault]
) -> list[WantedPair]:
    """The pairs that the rows name, each once, though both may name it."""
    pairs: dict[Two, WantedPair] = {}
    for row in rows:
        if not row.partner or row.leaves:
            continue
        fault = fault_of_partner(row, people, house)
        pair = pair_of(row, people, house)
        if fault or not pair:
            faults.append(TableFault(row.number, fault or RosterFault.NO_PAIR, row.partner))
            continue
        pairs.setdefault(two(pair), pair)
    return list(pairs.values())


def fault_of_partner(
    row: RosterRow, people: Mapping[str, Wanted], house: House
) -> RosterFault | None:
    """Why the two of a row cannot be a pair, whatever their roles."""
    if row.partner == row.email:
        return RosterFault.SAME_PERSON
    wanted, known = people.get(row.partner), house.people.get(row.partner)
    if not any(person and row.team in person.teams for person in (wanted, known)):
        return RosterFault.UNKNOWN_PARTNER
    is_leaving = people[row.email].leaves or (wanted and wanted.leaves)
    return RosterFault.PARTNER_LEAVES if is_leaving or (known and not known.is_active) else None


def pair_of(row: RosterRow, people: Mapping[str, Wanted], house: House) -> WantedPair | None:
    """The pair that the roles of the two of a row allow: as the row says where both ways fit."""
    mine, theirs = roles_of(row.email, people, house), roles_of(row.partner, people, house)
    as_rep = Role.REP in mine and Role.SUPPORT in theirs
    as_support = Role.SUPPORT in mine and Role.REP in theirs
    if as_rep and (Role.REP in row.roles or not as_support):
        return WantedPair(row.number, row.team, row.email, row.partner)
    return WantedPair(row.number, row.team, row.partner, row.email) if as_support else None


def roles_of(email: str, people: Mapping[str, Wanted], house: House) -> frozenset[Role]:
    """The roles somebody has or is given."""
    known, wanted = house.people.get(email), people.get(email)
    return (known.roles if known else frozenset()) | (wanted.roles if wanted else set())


def gains(wanted: Wanted, known: KnownPerson) -> bool:
    """Does the table add anything to somebody who is there?"""
    leads = wanted.teams if Role.LEADER in wanted.roles else set()
    seats = wanted.teams if wanted.roles & set(SEATS) else set()
    return bool(wanted.roles - known.roles or seats - known.teams or leads - known.leads)


def are_there(pair: WantedPair, house: House) -> bool:
    """Have both their seat already, so that they can be asked about the pair itself?"""
    rep, support = house.people.get(pair.rep), house.people.get(pair.support)
    if rep is None or support is None:
        return False
    return Role.REP in rep.roles and Role.SUPPORT in support.roles


def is_there(email: str, house: House) -> bool:
    """Has the person an open account?"""
    return email in house.people and house.people[email].is_active


def two(pair: WantedPair) -> Two:
    """The addresses of the two, without regard to their roles."""
    return frozenset({pair.rep, pair.support})
