"""Who leaves by a table of people, now or later, and whom does no table let go?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem.people.roster.house import House, KnownPerson, RosterLimits, Wanted
from tandem.people.roster.plan import RosterPlan, plan_of
from tandem.people.roster.table import RosterFault, RosterRow, TableFault
from tandem.terms import Role
from tests.people.roster.plans import (
    REP,
    ROWS,
    SUE,
    SUE_THERE,
    TODAY,
    after,
    gone,
    kinds,
    look,
    there,
)


def test_who_leaves_leaves_once_and_is_nobodys_partner() -> None:
    house = after(look(*ROWS))
    gone = RosterRow(5, "sam@x.example", "", "", frozenset(), leaves=True)

    assert [one.email for one in look(gone, house=house).leaving] == ["sam@x.example"]
    assert RosterFault.PARTNER_LEAVES in kinds(look(ROWS[2], gone, house=house))
    closed = House(
        {"sam@x.example": KnownPerson(REP, frozenset(), frozenset(), is_active=False)}, {}
    )
    assert not look(gone, house=closed).changes_something


@pytest.mark.parametrize(("number", "is_braked"), [(0, False), (1, False), (2, True)])
def test_more_than_one_in_ten_missing_is_asked_about_and_one_in_ten_is_not(
    number: int, is_braked: bool
) -> None:
    missing = [Wanted(0, f"{n}@x.example", "", "", is_missing=True) for n in range(number)]
    by_row = Wanted(2, "told@x.example", "", "", leaves=True)

    plan = RosterPlan(leaving=(by_row, *missing), measured=10)

    assert plan.is_braked is is_braked


@pytest.mark.parametrize(
    ("day", "leaves", "later"),
    [
        (TODAY - timedelta(1), ["sue@x.example"], []),
        (TODAY, [], ["sue@x.example"]),
        (TODAY + timedelta(1), [], ["sue@x.example"]),
    ],
)
def test_whose_last_day_is_over_leaves_now_and_whose_is_not_leaves_later(
    day: date, leaves: list[str], later: list[str]
) -> None:
    plan = look(gone(SUE, on=day), house=there(sue=SUE_THERE))

    assert [one.email for one in plan.leaving] == leaves
    assert [one.email for one in plan.leaving_later] == later
    assert plan.changes_something


def test_a_last_day_that_is_known_is_nothing_new_and_a_no_takes_it_back() -> None:
    planned = there(sue=replace(SUE_THERE, leaves_on=TODAY))

    assert not look(gone(SUE, on=TODAY), house=planned).changes_something
    assert look(gone(SUE, on=TODAY + timedelta(1)), house=planned).leaving_later
    assert look(SUE, house=planned).leaving_later == ()
    stays = look(replace(SUE, stays=True), house=planned)
    assert [one.email for one in stays.staying] == ["sue@x.example"]
    assert stays.changes_something
    assert not look(replace(SUE, stays=True), house=there(sue=SUE_THERE)).changes_something


@pytest.mark.parametrize(
    ("first", "second", "leaves", "day"),
    [
        (None, TODAY, False, TODAY),
        (TODAY, None, False, TODAY),
        (TODAY, TODAY, False, TODAY),
    ],
)
def test_a_last_day_in_one_of_two_rows_counts_for_both(
    first: date | None, second: date | None, leaves: bool, day: date
) -> None:
    rows = (replace(SUE, leaves_on=first), replace(SUE, number=5, leaves_on=second))

    plan = look(*rows, house=there(sue=SUE_THERE))

    assert [(one.leaves, one.leaves_on) for one in plan.leaving_later] == [(leaves, day)]
    assert plan.faults == ()


def test_two_last_days_for_one_address_are_a_fault_that_names_the_other_row() -> None:
    rows = (gone(SUE, on=TODAY), replace(gone(SUE, on=TODAY + timedelta(1)), number=9))

    plan = look(*rows, house=there(sue=SUE_THERE))

    assert plan.faults == (TableFault(9, RosterFault.OTHER_DAY, "4"),)


@pytest.mark.parametrize("marked", [0, 1])
def test_a_yes_or_a_no_in_one_of_two_rows_counts_for_both(marked: int) -> None:
    house = there(sue=replace(SUE_THERE, leaves_on=TODAY))
    leaves = [replace(SUE, number=n, leaves=n == marked) for n in (0, 1)]
    stays = [replace(SUE, number=n, stays=n == marked) for n in (0, 1)]

    assert [one.email for one in look(*leaves, house=house).leaving] == ["sue@x.example"]
    assert [one.email for one in look(*stays, house=house).staying] == ["sue@x.example"]


@pytest.mark.parametrize(
    ("row", "limits", "fault"),
    [
        (gone(SUE), RosterLimits(own="sue@x.example"), RosterFault.ONESELF),
        (gone(SUE), RosterLimits(emergency="sue@x.example"), RosterFault.EMERGENCY),
        (gone(SUE, on=TODAY), RosterLimits(own="sue@x.example"), RosterFault.ONESELF),
        (gone(SUE, on=TODAY), RosterLimits(emergency="sue@x.example"), RosterFault.EMERGENCY),
        (SUE, RosterLimits(own="sue@x.example"), None),
        (SUE, RosterLimits(emergency="sue@x.example"), None),
        (gone(SUE), RosterLimits(own="me@x.example", emergency="us@x.example"), None),
    ],
)
def test_no_list_lets_go_whoever_brings_it_or_the_emergency_administrator(
    row: RosterRow, limits: RosterLimits, fault: RosterFault | None
) -> None:
    plan = plan_of([row], (), house=there(sue=SUE_THERE), limits=limits, today=TODAY)

    assert kinds(plan) == ([fault] if fault else [])


@pytest.mark.parametrize("row", [gone(SUE), gone(SUE, on=TODAY)])
def test_who_may_not_be_closed_from_here_is_a_fault_where_they_leave_alone(row: RosterRow) -> None:
    house = there(sue=replace(SUE_THERE, may_be_closed=False))

    assert look(row, house=house).faults == (
        TableFault(4, RosterFault.MAY_NOT_CLOSE, "sue@x.example"),
    )
    assert look(SUE, house=house).faults == ()


def test_who_may_not_be_closed_from_here_keeps_the_last_day_that_is_planned() -> None:
    planned = replace(SUE_THERE, may_be_closed=False, leaves_on=TODAY)
    stays = replace(SUE, stays=True)

    assert kinds(look(stays, house=there(sue=planned))) == [RosterFault.MAY_NOT_CLOSE]
    assert look(stays, house=there(sue=replace(planned, leaves_on=None))).faults == ()
    assert look(SUE, house=there(sue=planned)).faults == ()


def test_whoever_brings_a_list_may_stay_by_it() -> None:
    house = there(sue=replace(SUE_THERE, leaves_on=TODAY))
    limits = RosterLimits(own="sue@x.example", emergency="sue@x.example")

    plan = plan_of([replace(SUE, stays=True)], (), house=house, limits=limits, today=TODAY)

    assert (kinds(plan), [one.email for one in plan.staying]) == ([], ["sue@x.example"])


def test_whoever_has_left_is_not_brought_in_again_by_a_list() -> None:
    house = there(sue=replace(SUE_THERE, is_active=False))

    assert look(SUE, house=house).faults == (TableFault(4, RosterFault.CLOSED, "sue@x.example"),)
    assert look(gone(SUE), house=house).faults == ()
    assert look(gone(SUE), house=house).leaving == ()


def test_the_last_administrators_cannot_all_leave_by_one_list() -> None:
    admin = KnownPerson(frozenset({Role.ADMIN}), frozenset(), frozenset())
    house = replace(
        there(ada=admin, bo=admin), administrators=frozenset({"ada@x.example", "bo@x.example"})
    )
    ada = RosterRow(2, "ada@x.example", "", "", frozenset(), leaves=True)
    bo = replace(ada, number=3, email="bo@x.example")

    assert look(ada, house=house).faults == ()
    assert look(bo, ada, house=house).faults == (
        TableFault(2, RosterFault.LAST_ADMINISTRATOR, "ada@x.example"),
        TableFault(3, RosterFault.LAST_ADMINISTRATOR, "bo@x.example"),
    )


def test_whoever_a_whole_list_does_not_name_leaves_unless_a_list_may_not_close_the_account() -> (
    None
):
    named = {
        name: replace(SUE_THERE, given_name=name.title(), surname="Ito")
        for name in ("ann", "bea", "cid", "dan", "eve")
    }
    named["bea"] = replace(named["bea"], may_be_closed=False)
    named["cid"] = replace(named["cid"], roles=frozenset({Role.ADMIN}))
    house = there(**named)
    house = replace(house, measured=frozenset(house.people))
    limits = RosterLimits(own="dan@x.example")
    eve = replace(SUE, email="eve@x.example", given_name="Eve")

    plan = plan_of([eve], (), house=house, limits=limits, today=TODAY)

    (ann,) = plan.missing
    assert (ann.email, ann.row, ann.is_missing, ann.leaves) == ("ann@x.example", 0, True, True)
    assert plan.leaving == plan.missing
    assert plan.spared == ("Bea Ito", "Cid Ito", "Dan Ito")
    assert (plan.measured, plan.unchanged, plan.is_braked) == (5, 1, True)
