"""May a link open an account that nobody has joined yet?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.people.invitations.actions import role_names
from tandem.people.invitations.rules import Rights, may_let_in
from tandem.terms import SEATS, Issuer, Role

NORTH, SOUTH = 1, 2
NOTHING = Rights(frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    "rights",
    [
        NOTHING,
        replace(NOTHING, roles=frozenset(SEATS)),
        replace(NOTHING, teams=frozenset({NORTH})),
        Rights(frozenset({Role.REP}), frozenset({NORTH}), frozenset()),
    ],
)
def test_a_leaders_link_opens_what_the_leader_could_give(rights: Rights) -> None:
    assert may_let_in(Issuer.LEADER, rights, team_id=NORTH)


@pytest.mark.parametrize(
    "rights",
    [
        replace(NOTHING, roles=frozenset({Role.TRAINER})),
        replace(NOTHING, roles=frozenset({Role.REP, Role.LEADER})),
        replace(NOTHING, teams=frozenset({SOUTH})),
        replace(NOTHING, teams=frozenset({NORTH, SOUTH})),
        replace(NOTHING, leads=frozenset({NORTH})),
        replace(NOTHING, is_of_directory=True),
    ],
)
@pytest.mark.parametrize("issuer", Issuer)
def test_an_account_that_holds_more_is_opened_by_administrators_and_commands_alone(
    rights: Rights, issuer: Issuer
) -> None:
    assert may_let_in(issuer, rights, team_id=NORTH) is (issuer is not Issuer.LEADER)


@pytest.mark.parametrize("others", [{7}, {None}, {7, 8}])
@pytest.mark.parametrize("issuer", Issuer)
def test_while_another_invites_a_leaders_link_opens_nothing(
    others: set[int | None], issuer: Issuer
) -> None:
    may = may_let_in(issuer, NOTHING, team_id=NORTH, others=others)

    assert may is (issuer is not Issuer.LEADER)


def test_roles_are_kept_in_one_order() -> None:
    assert role_names([Role.ADMIN, Role.SUPPORT, Role.REP]) == "rep,support,admin"
    assert role_names([]) == ""
