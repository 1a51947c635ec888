"""What does a table of people change? All or nothing, and nothing the second time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.people.roster.house import House, KnownPerson, RosterLimits, Wanted
from tandem.people.roster.plan import RosterPlan, WantedPair, plan_of
from tandem.people.roster.table import RosterFault, RosterRow, TableFault
from tandem.terms import Role
from tests.people.roster.plans import (
    LEADER,
    NORTH,
    REP,
    ROWS,
    SAM,
    SUE,
    SUE_THERE,
    SUPPORT,
    TODAY,
    after,
    gone,
    kinds,
    look,
    there,
)


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


def test_two_names_for_one_address_are_a_fault_that_names_the_other_row() -> None:
    house = House(people={}, teams={"North": 1})
    again = RosterRow(9, "sam@x.example", "Sam", "Other", REP, "North")
    alone = RosterRow(3, "sam@x.example", "Sam", "Berg", REP, "North")

    assert look(alone, again, house=house).faults == (TableFault(9, RosterFault.OTHER_NAME, "3"),)


def test_a_row_without_a_name_agrees_with_every_name() -> None:
    named = RosterRow(2, "sam@x.example", "Sam", "Berg", REP, "North")
    unnamed = replace(named, number=3, given_name="", surname="")

    for rows in ((named, unnamed), (unnamed, named)):
        assert RosterFault.OTHER_NAME not in kinds(look(*ROWS[:1], *rows))


def test_two_rows_of_one_person_add_up_to_one() -> None:
    leader = replace(SUE, number=7, roles=LEADER, team="South", partner="")
    house = replace(NORTH, teams={"North": 1, "South": 1})

    (new,) = look(SUE, leader, house=house).new

    assert (new.row, new.teams) == (4, {"North", "South"})
    assert new.roles == SUPPORT | LEADER


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (replace(SUE, given_name="", leaves_on=TODAY), RosterFault.NO_GIVEN_NAME),
        (replace(SUE, surname="", leaves_on=TODAY), RosterFault.NO_SURNAME),
        (replace(SUE, roles=frozenset(), leaves_on=TODAY), RosterFault.NO_ROLE),
        (replace(SUE, roles=LEADER, team=""), RosterFault.NO_TEAM),
        (replace(SUE, partner="sam@x.example", team=""), RosterFault.NO_TEAM),
    ],
)
def test_of_somebody_new_a_name_and_a_role_are_needed_and_for_some_a_team(
    row: RosterRow, fault: RosterFault
) -> None:
    assert fault in kinds(look(row, house=NORTH))
    assert fault not in kinds(look(gone(row), house=NORTH))


def test_of_somebody_who_is_there_neither_name_nor_role_is_needed() -> None:
    row = replace(SUE, given_name="", surname="", roles=frozenset())

    plan = look(row, house=there(sue=SUE_THERE))

    assert (plan.faults, plan.unchanged, plan.other_names) == ((), 1, ())


@pytest.mark.parametrize(("number", "is_unclear"), [(1, False), (2, True)])
def test_a_team_whose_name_two_have_is_unclear(number: int, is_unclear: bool) -> None:
    plan = look(SUE, house=House({}, {"North": number}))

    assert (plan.faults == (TableFault(4, RosterFault.UNCLEAR_TEAM, "North"),)) is is_unclear
    assert plan.teams == ()


def test_new_teams_are_named_in_order_and_each_without_a_leader_by_its_first_row() -> None:
    rows = [replace(SAM, number=2, team="West"), replace(SUE, number=3, team="East")]
    rows += [replace(SUE, number=5, team="West"), gone(replace(SAM, number=6, team="Far"))]

    plan = look(*rows, house=there(sam=SUE_THERE))

    assert plan.teams == ("East", "West")
    assert [f for f in plan.faults if f.kind is RosterFault.NO_LEADER] == [
        TableFault(2, RosterFault.NO_LEADER, "West"),
        TableFault(3, RosterFault.NO_LEADER, "East"),
    ]


@pytest.mark.parametrize(
    ("roles", "teams", "leads", "wanted", "gains"),
    [
        (SUPPORT, {"North"}, set(), SUPPORT, False),
        (SUPPORT, set(), set(), SUPPORT, True),
        (SUPPORT, set(), {"North"}, SUPPORT, True),
        (LEADER, set(), {"North"}, LEADER, False),
        (LEADER, {"North"}, set(), LEADER, True),
        (SUPPORT, {"North"}, set(), SUPPORT | REP, True),
        (frozenset({Role.TRAINER}), set(), set(), frozenset({Role.TRAINER}), False),
    ],
)
def test_who_is_there_changes_where_a_role_or_the_place_of_a_role_is_new(
    roles: frozenset[Role],
    teams: set[str],
    leads: set[str],
    wanted: frozenset[Role],
    gains: bool,
) -> None:
    house = there(sue=KnownPerson(roles, frozenset(teams), frozenset(leads)))

    plan = look(replace(SUE, roles=wanted), house=house)

    assert [one.email for one in plan.changed] == (["sue@x.example"] if gains else [])
    assert (plan.unchanged, plan.new) == (0 if gains else 1, ())


@pytest.mark.parametrize(
    ("asked", "number"), [(REP, 0), (REP | SUPPORT, 0), (SUPPORT, 1), (frozenset(), 1)]
)
def test_who_was_asked_to_take_these_roles_is_not_asked_again(
    asked: frozenset[Role], number: int
) -> None:
    house = replace(NORTH, asked={"sam@x.example": asked})

    assert len(look(SAM, house=house, team="North").new) == number


@pytest.mark.parametrize(
    ("given", "surname", "number"),
    [("Sue", "Ito", 0), ("Susan", "Ito", 1), ("Sue", "Iwo", 1), ("", "Iwo", 0), ("Susan", "", 0)],
)
def test_another_name_is_named_where_the_list_gives_a_whole_one(
    given: str, surname: str, number: int
) -> None:
    row = replace(SUE, given_name=given, surname=surname)

    found = look(row, house=there(sue=SUE_THERE)).other_names

    assert [(one.name, one.new_name) for one in found] == [("Sue Ito", f"{given} {surname}")][
        :number
    ]
    assert look(row, house=there(sue=replace(SUE_THERE, given_name="", surname=""))).faults == ()


def test_whoever_has_no_name_yet_gets_no_other_one() -> None:
    nameless = replace(SUE_THERE, given_name="", surname="")

    plan = look(SUE, house=there(sue=nameless))

    assert (plan.other_names, plan.unchanged) == ((), 1)


def test_a_plan_counts_whom_it_brings_in_changes_or_lets_go() -> None:
    house = there(sue=SUE_THERE, ona=SUE_THERE)
    ona = gone(replace(SUE, email="ona@x.example", number=9))

    plan = look(SAM, replace(SUE, roles=SUPPORT | REP), ona, house=house)

    assert (len(plan.new), len(plan.changed), len(plan.leaving)) == (1, 1, 1)
    assert (plan.number_of_people, plan.unchanged) == (3, 0)


@pytest.mark.parametrize("part", ["new", "changed", "leaving", "leaving_later", "staying"])
def test_one_person_of_any_kind_is_a_change(part: str) -> None:
    plan = RosterPlan(**{part: (Wanted(2, "a@x.example", "A", "B"),)})  # type: ignore[arg-type]

    assert plan.changes_something
    assert not RosterPlan(unchanged=1).changes_something


def test_a_new_team_or_pair_is_a_change_and_a_later_pair_is_none() -> None:
    pair = WantedPair(2, "North", "sam@x.example", "sue@x.example")

    assert RosterPlan(teams=("West",)).changes_something
    assert RosterPlan(pairs=(pair,)).changes_something
    assert not RosterPlan(later=(pair,), ended_before=(pair,)).changes_something


def test_whoever_needs_no_team_makes_none() -> None:
    trainer = replace(SUE, roles=frozenset({Role.TRAINER}), team="")

    plan = look(trainer, house=NORTH)

    assert (len(plan.new), plan.teams, plan.faults) == (1, (), ())


def test_whoever_leaves_is_neither_brought_in_nor_changed() -> None:
    assert not look(gone(SUE), house=NORTH).changes_something
    plan = look(gone(replace(SUE, roles=SUPPORT | REP)), house=there(sue=SUE_THERE))
    assert (plan.changed, len(plan.leaving)) == ((), 1)


def test_faults_stand_in_the_order_of_rows_and_each_once() -> None:
    given_faults = [TableFault(9, RosterFault.NO_EMAIL), TableFault(2, RosterFault.NO_EMAIL)] * 2

    plan = plan_of(
        [replace(SUE, number=5, team="South")], given_faults,
        house=replace(NORTH, teams={"South": 1}), limits=RosterLimits("North"), today=TODAY,
    )  # fmt: skip

    assert [fault.row for fault in plan.faults] == [2, 5, 9]


def test_a_team_spelled_otherwise_is_a_fault_that_names_it() -> None:
    house = House(people={}, teams={"Vertrieb Süd": 1})
    row = replace(SUE, team="vertrieb süd")

    expected = TableFault(4, RosterFault.TEAM_SPELLED, "vertrieb süd", "Vertrieb Süd")
    assert look(row, house=house).faults == (expected,)
    assert look(row, house=house, team="Vertrieb Süd").faults == (expected,)
    assert look(replace(row, team="Vertrieb Süd"), house=house).faults == ()


def test_a_new_team_is_spelled_as_in_its_first_row() -> None:
    rows = (replace(SUE, number=3, team="West", roles=LEADER), replace(SUE, team="WEST"))

    plan = look(*rows, house=House(people={}, teams={}))

    assert plan.faults == (TableFault(4, RosterFault.TEAM_SPELLED, "WEST", "West"),)


def test_a_spelling_of_several_teams_is_unclear_and_one_of_theirs_is_not() -> None:
    house = House(people={}, teams={"Nord": 1, "NORD": 1})

    assert kinds(look(replace(SUE, team="nord"), house=house)) == [RosterFault.UNCLEAR_TEAM]
    assert kinds(look(replace(SUE, team="NORD"), house=house)) == []
