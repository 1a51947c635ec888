"""What does a table of people change? All or nothing, and nothing the second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.people.roster.plan import (
    House,
    KnownPerson,
    RosterLimits,
    RosterPlan,
    Wanted,
    plan_of,
)
from tandem.people.roster.table import RosterFault, RosterRow, TableFault
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


def look(*rows: RosterRow, house: House = EMPTY, team: str | None = None) -> RosterPlan:
    """The plan of these rows."""
    return plan_of(rows, (), house=house, limits=RosterLimits(team), today=TODAY)


def kinds(plan: RosterPlan) -> list[RosterFault]:
    """What is wrong."""
    return [fault.kind for fault in plan.faults]


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


def test_people_a_team_and_one_pair_though_both_name_it() -> None:
    plan = look(*ROWS)

    assert [one.email for one in plan.new] == ["lea@x.example", "sam@x.example", "sue@x.example"]
    assert plan.teams == ("North",)
    assert [(p.rep, p.support) for p in plan.pairs] == [("sam@x.example", "sue@x.example")]
    assert plan.faults == ()


def test_the_same_table_again_changes_nothing() -> None:
    again = look(*ROWS, house=after(look(*ROWS)))

    assert not again.changes_something
    assert again.unchanged == 3


@given(st.permutations(ROWS))
def test_the_order_of_rows_changes_nothing(rows: list[RosterRow]) -> None:
    plan = look(*rows)

    assert len(plan.new) == 3
    assert [(p.rep, p.support) for p in plan.pairs] == [("sam@x.example", "sue@x.example")]


def test_a_new_team_needs_a_leader() -> None:
    assert kinds(look(*ROWS[1:])) == [RosterFault.NO_LEADER]


def test_a_leader_brings_reps_and_support_people_of_one_team_only() -> None:
    house = House(people={}, teams={"North": 1, "South": 1})

    assert kinds(look(ROWS[0], house=house, team="North")) == [RosterFault.ROLE_NOT_HERE]
    other = RosterRow(2, "sam@x.example", "Sam", "Berg", REP, "South")
    assert kinds(look(other, house=house, team="North")) == [RosterFault.OTHER_TEAM]
    without = RosterRow(2, "sam@x.example", "Sam", "Berg", REP)
    assert look(without, house=house, team="North").new[0].teams == {"North"}


def test_two_of_one_role_are_no_pair_and_a_stranger_is_no_partner() -> None:
    house = House(people={}, teams={"North": 1})

    for role in (REP, SUPPORT):
        sam = RosterRow(3, "sam@x.example", "Sam", "Berg", role, "North", partner="sue@x.example")
        alike = (sam, RosterRow(4, "sue@x.example", "Sue", "Zhang", role, "North"))
        assert kinds(look(*alike, house=house)) == [RosterFault.NO_PAIR]
    assert look(ROWS[1], house=house).faults == (
        TableFault(3, RosterFault.UNKNOWN_PARTNER, "sue@x.example"),
    )


def test_a_pair_that_has_ended_is_not_formed_again() -> None:
    house = after(look(*ROWS))
    ended = House(house.people, house.teams, ended=house.living)

    plan = look(*ROWS, house=ended)

    assert plan.pairs == ()
    assert len(plan.ended_before) == 1


def test_who_leaves_leaves_once_and_is_nobodys_partner() -> None:
    house = after(look(*ROWS))
    gone = RosterRow(5, "sam@x.example", "", "", frozenset(), leaves=True)

    assert [one.email for one in look(gone, house=house).leaving] == ["sam@x.example"]
    assert RosterFault.PARTNER_LEAVES in kinds(look(ROWS[2], gone, house=house))
    closed = House(
        {"sam@x.example": KnownPerson(REP, frozenset(), frozenset(), is_active=False)}, {}
    )
    assert not look(gone, house=closed).changes_something


def test_two_names_for_one_address_are_a_fault_that_names_the_other_row() -> None:
    house = House(people={}, teams={"North": 1})
    again = RosterRow(9, "sam@x.example", "Sam", "Other", REP, "North")
    alone = RosterRow(3, "sam@x.example", "Sam", "Berg", REP, "North")

    assert look(alone, again, house=house).faults == (TableFault(9, RosterFault.OTHER_NAME, "3"),)


@pytest.mark.parametrize(("number", "is_braked"), [(0, False), (1, False), (2, True)])
def test_more_than_one_in_ten_missing_is_asked_about_and_one_in_ten_is_not(
    number: int, is_braked: bool
) -> None:
    missing = [Wanted(0, f"{n}@x.example", "", "", is_missing=True) for n in range(number)]
    by_row = Wanted(2, "told@x.example", "", "", leaves=True)

    plan = RosterPlan(leaving=(by_row, *missing), measured=10)

    assert plan.is_braked is is_braked


def test_a_row_without_a_name_agrees_with_every_name() -> None:
    named = RosterRow(2, "sam@x.example", "Sam", "Berg", REP, "North")
    unnamed = replace(named, number=3, given_name="", surname="")

    for rows in ((named, unnamed), (unnamed, named)):
        assert RosterFault.OTHER_NAME not in kinds(look(*ROWS[:1], *rows))
