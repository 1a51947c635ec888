"""What does a table of people change? Nothing where it was carried out before, all or nothing else.

A table adds: accounts, roles, places in teams, pairs. It takes away only where a row says that
somebody leaves. Nobody's name is changed, and no pair that has ended is formed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from tandem.people.roster.table import RosterFault, RosterRow, TableFault
from tandem.terms import SEATS, Role

Two = frozenset[str]
NO: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who has an account, as far as a table can change it."""

    roles: frozenset[Role]
    teams: frozenset[str]
    leads: frozenset[str]
    is_active: bool = True
    may_be_closed: bool = True


@dataclass(frozen=True)
class House:
    """What is there already: people by address, how many teams of each name, pairs by addresses.

    `asked` are the roles that somebody was asked to take, by address, and has not answered.
    """

    people: Mapping[str, KnownPerson]
    teams: Mapping[str, int]
    living: Set[Two] = frozenset()
    ended: Set[Two] = frozenset()
    asked: Mapping[str, frozenset[Role]] = field(default_factory=dict)


@dataclass(frozen=True)
class RosterLimits:
    """What whoever brings the table may do: every team, or one team and the two roles of a pair."""

    team: str | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that may be given."""
        return frozenset(Role) if self.team is None else frozenset(SEATS)


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
    """

    new: tuple[Wanted, ...] = ()
    changed: tuple[Wanted, ...] = ()
    leaving: tuple[Wanted, ...] = ()
    unchanged: int = 0
    teams: tuple[str, ...] = ()
    pairs: tuple[WantedPair, ...] = ()
    later: tuple[WantedPair, ...] = ()
    ended_before: tuple[WantedPair, ...] = ()
    faults: tuple[TableFault, ...] = ()

    @property
    def changes_something(self) -> bool:
        """Is there anything to do?"""
        return bool(self.new or self.changed or self.leaving or self.teams or self.pairs)

    @property
    def number_of_people(self) -> int:
        """How many people it brings in, changes or lets go."""
        return len(self.new) + len(self.changed) + len(self.leaving)

    def partner_of(self, email: str) -> str:
        """With whom somebody is to be proposed as a pair when both have said yes; or nothing."""
        pairs = (pair for pair in self.later if email in two(pair))
        return next((min(two(pair) - {email}) for pair in pairs), "")


def plan_of(
    rows: Iterable[RosterRow], faults: Iterable[TableFault], *, house: House, limits: RosterLimits
) -> RosterPlan:
    """What a table changes in a house, with every fault in order of rows."""
    rows = [row if row.team or not limits.team else with_team(row, limits.team) for row in rows]
    all_faults = list(faults)
    people = people_of(rows, all_faults)
    for row in rows:
        all_faults.extend(faults_of(row, house=house, limits=limits))
    teams = sorted({row.team for row in rows if row.team and not row.leaves} - set(house.teams))
    all_faults.extend(leaderless(teams, rows))
    staying = [person for person in people.values() if not person.leaves]
    pairs = pairs_of(rows, people, house, all_faults)
    unasked = [
        person for person in staying if not person.roles <= house.asked.get(person.email, NO)
    ]
    new = [person for person in unasked if person.email not in house.people]
    known = [person for person in unasked if person.email in house.people]
    changed = [person for person in known if gains(person, house.people[person.email])]
    wanted = [pair for pair in pairs if two(pair) not in house.living | house.ended]
    later = [pair for pair in wanted if limits.team and not are_there(pair, house)]
    present = [
        person for person in people.values() if person.leaves and is_there(person.email, house)
    ]
    return RosterPlan(
        new=tuple(new),
        changed=tuple(changed),
        leaving=tuple(present),
        unchanged=len(people) - len(new) - len(changed) - len(present),
        teams=tuple(teams),
        pairs=tuple(pair for pair in wanted if pair not in later),
        later=tuple(later),
        ended_before=tuple(p for p in pairs if two(p) in house.ended - house.living),
        faults=tuple(sorted(set(all_faults))),
    )


def with_team(row: RosterRow, team: str) -> RosterRow:
    """A row without a team belongs to the team whose list it is."""
    return RosterRow(
        row.number, row.email, row.given_name, row.surname, row.roles, team, row.partner, row.leaves
    )


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
        if row.team:
            person.teams.add(row.team)
    return people


def faults_of(row: RosterRow, *, house: House, limits: RosterLimits) -> Iterable[TableFault]:
    """What is wrong with a row in this house, for whoever brings it."""
    person = house.people.get(row.email)
    if limits.team is not None and row.team != limits.team:
        yield TableFault(row.number, RosterFault.OTHER_TEAM, row.team)
    if house.teams.get(row.team, 0) > 1:
        yield TableFault(row.number, RosterFault.UNCLEAR_TEAM, row.team)
    for role in sorted(row.roles - limits.roles):
        yield TableFault(row.number, RosterFault.ROLE_NOT_HERE, role)
    if row.leaves:
        if person and not person.may_be_closed:
            yield TableFault(row.number, RosterFault.MAY_NOT_CLOSE, row.email)
        return
    if person and not person.is_active:
        yield TableFault(row.number, RosterFault.CLOSED, row.email)
    if Role.LEADER in row.roles and not row.team:
        yield TableFault(row.number, RosterFault.NO_TEAM, row.email)
    if row.partner and not row.team:
        yield TableFault(row.number, RosterFault.NO_TEAM, row.email)


def leaderless(teams: Iterable[str], rows: Iterable[RosterRow]) -> list[TableFault]:
    """A new team needs a leader in the same table."""
    rows = list(rows)
    led = {row.team for row in rows if Role.LEADER in row.roles}
    first = {team: next(row.number for row in rows if row.team == team) for team in teams}
    return [
        TableFault(first[team], RosterFault.NO_LEADER, team) for team in teams if team not in led
    ]


def pairs_of(
    rows: Iterable[RosterRow], people: Mapping[str, Wanted], house: House, faults: list[TableFault]
) -> list[WantedPair]:
    """The pairs that the rows name, each once, though both may name it."""
    pairs: dict[Two, WantedPair] = {}
    for row in rows:
        if not row.partner or row.leaves:
            continue
        fault = fault_of_partner(row, people, house)
        if fault:
            faults.append(TableFault(row.number, fault, row.partner))
            continue
        mine, theirs = roles_of(row.email, people, house), roles_of(row.partner, people, house)
        is_rep = Role.REP in row.roles & mine and Role.SUPPORT in theirs
        rep, support = (row.email, row.partner) if is_rep else (row.partner, row.email)
        pair = WantedPair(row.number, row.team, rep, support)
        pairs.setdefault(two(pair), pair)
    return list(pairs.values())


def fault_of_partner(
    row: RosterRow, people: Mapping[str, Wanted], house: House
) -> RosterFault | None:
    """Why the two of a row cannot be a pair."""
    if row.partner == row.email:
        return RosterFault.SAME_PERSON
    wanted, known = people.get(row.partner), house.people.get(row.partner)
    teams = (wanted.teams if wanted else set()) | (known.teams if known else frozenset())
    if row.team not in teams:
        return RosterFault.UNKNOWN_PARTNER
    if people[row.email].leaves or (wanted and wanted.leaves) or (known and not known.is_active):
        return RosterFault.PARTNER_LEAVES
    mine, theirs = roles_of(row.email, people, house), roles_of(row.partner, people, house)
    fits = (Role.REP in mine and Role.SUPPORT in theirs) or (
        Role.SUPPORT in mine and Role.REP in theirs
    )
    return None if fits else RosterFault.NO_PAIR


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
