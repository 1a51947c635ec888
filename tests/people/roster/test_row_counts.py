"""Do the counts of rows add up, whatever is wrong with them?"""

from __future__ import annotations

from tandem.people.roster.house import House, RosterLimits
from tandem.people.roster.plan import RosterPlan, plan_of
from tandem.people.roster.row_counts import RowCounts, SaidAgain, counts_of
from tandem.people.roster.table import Roster, RosterFault, read_roster
from tests.people.roster.plans import TODAY

HEAD = "email,given name,surname,role,team,partner\n"


def looked_at(text: str, *, team: str = "") -> tuple[Roster, RosterPlan]:
    """A list, and what it changes in a house with one team."""
    roster, house = read_roster((HEAD + text).encode()), House(people={}, teams={"North": 1})
    limits = RosterLimits(team)
    plan = plan_of(roster.all_read, roster.faults, house=house, limits=limits, today=TODAY)
    return roster, plan


def test_every_fault_that_is_shown_is_counted_with_its_row() -> None:
    text = (
        "al@x.example,Al,Ab,rep,North,\n"
        "bo@x.example,Bo,Ba,boss,North,\n"
        "cy@x.example,Cy,Ca,rep,South,\n"
        "total 3,,,,,\n"
    )

    roster, plan = looked_at(text, team="North")
    counts = counts_of(roster, plan.faults)

    assert [fault.row for fault in plan.faults] == [3, 4]
    assert counts == RowCounts(people=1, again=(), faulty=2, about_nobody=2)
    assert roster.number_of_rows == 5


def test_whoever_stands_in_the_list_again_is_named_and_counted_once() -> None:
    row = "al@x.example,Al,Ab,rep,North,\n"

    roster, plan = looked_at(row + "bo@x.example,Bo,Ba,support,North,\n" + row)
    counts = counts_of(roster, plan.faults)

    assert counts.again == (SaidAgain(4, 2, "al@x.example"),)
    assert counts.people == len(plan.new) == 2


def test_a_row_that_could_not_be_read_whole_is_looked_at_in_its_house_too() -> None:
    _, plan = looked_at("al@x.example,,Ab,boss,South,\n", team="North")

    kinds = [fault.kind for fault in plan.faults]
    assert kinds == [RosterFault.NO_GIVEN_NAME, RosterFault.OTHER_TEAM, RosterFault.UNKNOWN_ROLE]


def test_nothing_is_said_that_may_be_wrong_only_because_a_role_is_unclear() -> None:
    _, plan = looked_at(
        "lea@x.example,Lea,Ito,leedr,West,\n"
        "al@x.example,Al,Ab,rep,West,bo@x.example\n"
        "bo@x.example,Bo,Ba,suppert,West,\n"
    )

    assert [fault.kind for fault in plan.faults] == [RosterFault.UNKNOWN_ROLE] * 2


def test_a_leader_whose_name_is_missing_leads_the_new_team() -> None:
    _, plan = looked_at("lea@x.example,,Ito,leader,West,\nal@x.example,Al,Ab,rep,West,\n")

    assert [fault.kind for fault in plan.faults] == [RosterFault.NO_GIVEN_NAME]
