"""What is wrong with the rows of a table in the house whose people it lists?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tandem.content.spelling import compared
from tandem.people.roster.house import House, RosterLimits, Wanted, planned_day
from tandem.people.roster.table import (
    UNREAD_LEAVES,
    RosterFault,
    RosterRow,
    TableFault,
    fault_in_names,
)
from tandem.terms import Role

IF_THEY_STAY = {
    RosterFault.NO_NAME,
    RosterFault.NO_GIVEN_NAME,
    RosterFault.NO_SURNAME,
    RosterFault.CLOSED,
    RosterFault.NO_TEAM,
}


def spelled_otherwise(rows: Iterable[RosterRow], teams: Iterable[str]) -> dict[str, str]:
    """How each team is called that the rows spell otherwise than it is, or than a row above does;
    nothing where several are called so in one spelling or another."""
    called: dict[str, list[str]] = {}
    for name in teams:
        called.setdefault(compared(name), []).append(name)
    found = {}
    for row in rows:
        names = called.setdefault(compared(row.team), [row.team])
        if row.team and row.team not in names:
            found[row.team] = names[0] if len(names) == 1 else ""
    return found


def faults_of_spelling(
    rows: Iterable[RosterRow], spellings: Mapping[str, str]
) -> Iterator[TableFault]:
    """The rows whose team is spelled otherwise, with how it is called where that is known."""
    for row in rows:
        near = spellings.get(row.team)
        if near:
            yield TableFault(row.number, RosterFault.TEAM_SPELLED, row.team, near)
        elif near is not None:
            yield TableFault(row.number, RosterFault.UNCLEAR_TEAM, row.team)


def faults_of(row: RosterRow, *, house: House, limits: RosterLimits) -> Iterable[TableFault]:
    """What is wrong with a row in this house, for whoever brings it."""
    person = house.people.get(row.email)
    if limits.team and row.team != limits.team:
        yield TableFault(row.number, RosterFault.OTHER_TEAM, row.team)
    if house.teams.get(row.team, 0) > 1:
        yield TableFault(row.number, RosterFault.UNCLEAR_TEAM, row.team)
    for role in sorted(row.roles - limits.roles):
        yield TableFault(row.number, RosterFault.ROLE_NOT_HERE, role)
    is_to_go = bool(row.leaves or row.leaves_on)
    is_kept = row.stays and planned_day(row.email, house) is not None
    if (is_to_go or is_kept) and person and not person.may_be_closed:
        yield TableFault(row.number, RosterFault.MAY_NOT_CLOSE, row.email)
    if is_to_go and row.email == limits.own:
        yield TableFault(row.number, RosterFault.ONESELF, row.email)
    if is_to_go and row.email == limits.emergency:
        yield TableFault(row.number, RosterFault.EMERGENCY, row.email)
    if row.leaves:
        return
    in_names = fault_in_names(row.given_name, row.surname)
    if person is None and in_names:
        yield TableFault(row.number, in_names, row.email)
    if person is None and not row.roles:
        yield TableFault(row.number, RosterFault.NO_ROLE, row.email)
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


def nobody_left(leaving: Iterable[Wanted], house: House) -> list[TableFault]:
    """Somebody must stay who administers the site."""
    gone = {person.email: person for person in leaving}
    if not house.administrators <= set(gone):
        return []
    return [
        TableFault(gone[email].row, RosterFault.LAST_ADMINISTRATOR, email)
        for email in sorted(house.administrators)
    ]


def without_guesses(faults: Iterable[TableFault], rows: Iterable[RosterRow]) -> set[TableFault]:
    """The same without what may be wrong only because a role or a last day could not be read."""
    faults, rows = set(faults), list(rows)
    no_role = {fault.row for fault in faults if fault.kind is RosterFault.UNKNOWN_ROLE}
    may_leave = {fault.row for fault in faults if fault.kind in UNREAD_LEAVES}
    emails = {row.email for row in rows if row.number in no_role}
    teams = {row.team for row in rows if row.number in no_role}
    names = {row.number: row.email for row in rows}
    guesses = set()
    for fault in faults:
        match fault.kind:
            case RosterFault.NO_ROLE if fault.row in no_role | may_leave:
                guesses.add(fault)
            case RosterFault.NO_LEADER if fault.value in teams:
                guesses.add(fault)
            case RosterFault.NO_PAIR if emails & {fault.value, names[fault.row]}:
                guesses.add(fault)
            case kind if kind in IF_THEY_STAY and fault.row in may_leave:
                guesses.add(fault)
    return faults - guesses
