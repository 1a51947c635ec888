"""Which pairs does a table of people name, and who sits in which seat?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.people.roster.house import House, KnownPerson
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
    after,
    gone,
    kinds,
    look,
    there,
)


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


@pytest.mark.parametrize(
    ("mine", "theirs", "pair"),
    [
        (REP, SUPPORT, ("sam@x.example", "sue@x.example")),
        (SUPPORT, REP, ("sue@x.example", "sam@x.example")),
        (REP | SUPPORT, SUPPORT, ("sam@x.example", "sue@x.example")),
        (SUPPORT, REP | SUPPORT, ("sue@x.example", "sam@x.example")),
        (REP | SUPPORT, REP, ("sue@x.example", "sam@x.example")),
        (REP | SUPPORT, REP | SUPPORT, ("sam@x.example", "sue@x.example")),
    ],
)
def test_the_seats_of_a_pair_follow_from_the_roles_of_the_two(
    mine: frozenset[Role], theirs: frozenset[Role], pair: tuple[str, str]
) -> None:
    sam = replace(SAM, roles=mine, partner="sue@x.example")

    (found,) = look(sam, replace(SUE, roles=theirs), house=NORTH).pairs

    assert (found.rep, found.support, found.team, found.row) == (*pair, "North", 3)


@pytest.mark.parametrize(
    ("mine", "theirs", "pair"),
    [
        (SUPPORT, SUPPORT, ("sam@x.example", "sue@x.example")),
        (SUPPORT, REP, ("sue@x.example", "sam@x.example")),
        (SUPPORT, REP | SUPPORT, ("sue@x.example", "sam@x.example")),
        (REP, REP | SUPPORT, ("sam@x.example", "sue@x.example")),
    ],
)
def test_who_is_a_rep_already_sits_where_the_row_says_or_else_where_it_fits(
    mine: frozenset[Role], theirs: frozenset[Role], pair: tuple[str, str]
) -> None:
    sam = replace(SAM, roles=mine, partner="sue@x.example")
    house = there(sam=KnownPerson(REP, frozenset({"North"}), frozenset()))

    (found,) = look(sam, replace(SUE, roles=theirs), house=house).pairs

    assert (found.rep, found.support) == pair


@pytest.mark.parametrize(
    ("sam", "known", "fault"),
    [
        (replace(SAM, partner="sam@x.example"), SUE_THERE, RosterFault.SAME_PERSON),
        (replace(SAM, partner="no@x.example"), SUE_THERE, RosterFault.UNKNOWN_PARTNER),
        (
            replace(SAM, partner="sue@x.example"),
            replace(SUE_THERE, teams=frozenset({"South"})),
            RosterFault.UNKNOWN_PARTNER,
        ),
        (
            replace(SAM, partner="sue@x.example"),
            replace(SUE_THERE, is_active=False),
            RosterFault.PARTNER_LEAVES,
        ),
        (
            replace(SAM, partner="sue@x.example"),
            replace(SUE_THERE, roles=LEADER),
            RosterFault.NO_PAIR,
        ),
        (replace(SAM, partner="sue@x.example"), SUE_THERE, None),
    ],
)
def test_a_partner_who_is_there_must_be_in_the_team_and_able_to_take_the_other_seat(
    sam: RosterRow, known: KnownPerson, fault: RosterFault | None
) -> None:
    plan = look(sam, house=there(sue=known))

    assert kinds(plan) == ([fault] if fault else [])
    assert len(plan.pairs) == (0 if fault else 1)


def test_whoever_leaves_is_no_partner_in_whichever_row_it_says_so() -> None:
    sam = replace(SAM, partner="sue@x.example")

    for rows in ((sam, gone(SUE)), (sam, SUE, gone(replace(SAM, number=8)))):
        found = kinds(look(*rows, house=there(sue=SUE_THERE, sam=SUE_THERE)))
        assert found == [RosterFault.PARTNER_LEAVES]
    assert look(gone(sam), house=there(sam=SUE_THERE)).faults == ()


@pytest.mark.parametrize(
    ("sam", "sue", "is_later"),
    [
        (KnownPerson(REP, frozenset(), frozenset()), SUE_THERE, False),
        (KnownPerson(SUPPORT, frozenset(), frozenset()), SUE_THERE, True),
        (KnownPerson(REP, frozenset(), frozenset()), replace(SUE_THERE, roles=REP), True),
        (None, SUE_THERE, True),
        (KnownPerson(REP, frozenset(), frozenset()), None, True),
    ],
)
def test_a_leader_proposes_a_pair_at_once_where_both_have_their_seats(
    sam: KnownPerson | None, sue: KnownPerson | None, is_later: bool
) -> None:
    people = {name: known for name, known in (("sam", sam), ("sue", sue)) if known}
    rows = (replace(SAM, partner="sue@x.example"), SUE)

    plan = look(*rows, house=there(**people), team="North")

    assert (len(plan.pairs), len(plan.later)) == ((0, 1) if is_later else (1, 0))
    partners = [plan.partner_of(f"{who}@x.example") for who in ("sam", "sue", "ona")]
    assert partners == (["sue@x.example", "sam@x.example", ""] if is_later else ["", "", ""])
    assert look(*rows, house=there(**people)).later == ()


def test_a_pair_that_ended_and_lives_again_is_no_longer_one_that_ended() -> None:
    two = frozenset({frozenset({"sam@x.example", "sue@x.example"})})
    rows = (replace(SAM, partner="sue@x.example"), SUE)

    for living, ended, number in ((two, two, 0), (frozenset(), two, 1), (two, frozenset(), 0)):
        plan = look(*rows, house=replace(NORTH, living=living, ended=ended))
        assert (len(plan.ended_before), plan.pairs) == (number, ())
