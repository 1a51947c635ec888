"""Tables of people and houses whose lists they are, for tests of what a table changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.people.roster.house import House, KnownPerson, RosterLimits
from tandem.people.roster.plan import RosterPlan, plan_of
from tandem.people.roster.table import RosterFault, RosterRow
from tandem.terms import Role

TODAY = date(2026, 3, 2)
REP, SUPPORT = frozenset({Role.REP}), frozenset({Role.SUPPORT})
LEADER = frozenset({Role.LEADER})
EMPTY = House(people={}, teams={})
ROWS = (
    RosterRow(2, "lea@x.example", "Lea", "Ito", LEADER, "North"),
    RosterRow(3, "sam@x.example", "Sam", "Berg", REP, "North", partner="sue@x.example"),
    RosterRow(4, "sue@x.example", "Sue", "Zhang", SUPPORT, "North", partner="sam@x.example"),
)
NORTH = House(people={}, teams={"North": 1})
SUE_THERE = KnownPerson(SUPPORT, frozenset({"North"}), frozenset(), given_name="Sue", surname="Ito")
SAM = RosterRow(3, "sam@x.example", "Sam", "Berg", REP, "North")
SUE = RosterRow(4, "sue@x.example", "Sue", "Ito", SUPPORT, "North")


def look(*rows: RosterRow, house: House = EMPTY, team: str = "") -> RosterPlan:
    """The plan of these rows."""
    return plan_of(rows, (), house=house, limits=RosterLimits(team), today=TODAY)


def kinds(plan: RosterPlan) -> list[RosterFault]:
    """What is wrong."""
    return [fault.kind for fault in plan.faults]


def there(**people: KnownPerson) -> House:
    """A house with these people and one team."""
    return House({f"{name}@x.example": known for name, known in people.items()}, {"North": 1})


def gone(row: RosterRow, *, on: date | None = None) -> RosterRow:
    """The same row, of somebody who leaves now, or on a day."""
    return replace(row, leaves=on is None, leaves_on=on)


def after(plan: RosterPlan) -> House:
    """The house when a plan was carried out."""
    people = {
        one.email: KnownPerson(
            roles=frozenset(one.roles),
            teams=frozenset(one.teams) if one.roles & {Role.REP, Role.SUPPORT} else frozenset(),
            leads=frozenset(one.teams) if Role.LEADER in one.roles else frozenset(),
        )
        for one in plan.new
    }
    living = {frozenset({pair.rep, pair.support}) for pair in plan.pairs}
    return House(people=people, teams=dict.fromkeys(plan.teams, 1), living=living)
