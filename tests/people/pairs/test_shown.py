"""How does a pair look that is shown: who comes first, in which seat, and may it be read?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.people.pairs import actions, queries
from tandem.people.pairs.actions import RestoredPair
from tandem.people.pairs.queries import ShownPair
from tandem.people.pairs.undoable import packed, unpacked
from tandem.terms import AuditAct, PairState, Role
from tests.cast import NOW

ADA = queries.partner_in((1, "Ada", "Zoll", True), Role.REP)
BO = queries.partner_in((2, "", "Abel", False), Role.SUPPORT)
PAIR = ShownPair(5, 7, "North", False, PairState.ACTIVE, ADA, BO)


def test_the_two_stand_by_surname_whatever_their_seats() -> None:
    swapped = replace(PAIR, rep=replace(BO, role=Role.REP), support=replace(ADA, role=Role.SUPPORT))

    assert [partner.id for partner in PAIR.partners] == [2, 1]
    assert [partner.id for partner in swapped.partners] == [2, 1]


def test_pairs_stand_by_the_first_surname_then_the_second_then_their_number() -> None:
    other = queries.partner_in((3, "Cy", "Yard", True), Role.REP)
    pairs = [
        replace(PAIR, id=9),
        PAIR,
        replace(PAIR, id=3, support=other),
        replace(PAIR, rep=other),
    ]

    found = [(pair.id, pair.rep.id) for pair in sorted(pairs, key=queries.by_names)]

    assert found == [(5, 3), (5, 1), (9, 1), (3, 1)]


def test_each_seat_is_known_by_its_role_and_each_role_by_who_sits_there() -> None:
    assert (PAIR.in_seat(Role.REP), PAIR.in_seat(Role.SUPPORT)) == (ADA, BO)
    assert (PAIR.role_of(1), PAIR.role_of(2)) == (Role.REP, Role.SUPPORT)


def test_somebody_without_a_given_name_is_called_by_the_whole_one() -> None:
    assert (ADA.name, ADA.given_name, ADA.is_active) == ("Ada Zoll", "Ada", True)
    assert (BO.name, BO.given_name, BO.is_active) == ("Abel", "Abel", False)


@pytest.mark.parametrize(
    ("state", "again", "is_anew", "is_open"),
    [
        (PairState.PROPOSED, True, True, True),
        (PairState.PROPOSED, False, False, False),
        (PairState.ACTIVE, True, False, True),
        (PairState.ENDED, True, False, True),
        (PairState.PAUSED, False, False, True),
    ],
)
def test_two_who_are_proposed_anew_read_on_and_two_who_are_new_do_not_yet(
    state: PairState, again: bool, is_anew: bool, is_open: bool
) -> None:
    pair = replace(PAIR, state=state, again_at=NOW if again else None)

    assert (pair.is_proposed_anew, pair.is_open) == (is_anew, is_open)


@pytest.mark.parametrize(
    "before",
    [
        RestoredPair(5, PairState.ACTIVE),
        RestoredPair(5, PairState.PAUSED, date(2026, 3, 9), "Europe/Berlin"),
        RestoredPair(5, PairState.PROPOSED, None, "UTC"),
    ],
)
def test_a_pair_as_it_was_goes_into_an_address_and_comes_back(before: RestoredPair) -> None:
    assert unpacked(packed(before)) == before


@pytest.mark.parametrize(
    ("before", "after", "act"),
    [
        (PairState.PROPOSED, PairState.ACTIVE, AuditAct.PAIR_BEGAN),
        (PairState.PAUSED, PairState.ACTIVE, AuditAct.PAIR_RESUMED),
        (PairState.ACTIVE, PairState.PAUSED, AuditAct.PAIR_PAUSED),
        (PairState.ACTIVE, PairState.ENDED, AuditAct.PAIR_ENDED),
        (PairState.PROPOSED, PairState.ENDED, AuditAct.PAIR_ENDED),
    ],
)
def test_the_log_calls_a_change_by_where_it_leads_and_a_beginning_by_where_it_was(
    before: PairState, after: PairState, act: AuditAct
) -> None:
    assert actions.act_of(before, after) is act
