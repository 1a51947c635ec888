"""Which rows of one account may stand beside those of the other?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation, Pair, Person
from tandem.terms import InvitationAnswer, Issuer
from tandem.trust.joining import actions
from tandem.trust.joining.moving import TwoAccounts
from tests.cast import NOW, House, person

NO: dict[str, Any] = {"answer": InvitationAnswer.NO, "answered_at": NOW}


@pytest.fixture
def wide() -> bool:
    """Sam has more than one pair."""
    return True


def ask_otto(session: Session, cast: House, leader: Person, **fields: Any) -> Invitation:
    """A leader asks Otto to join North."""
    row = Invitation(
        person_id=cast.otto.id, team_id=cast.north.id, by_id=leader.id, issuer=Issuer.LEADER,
        email=cast.otto.email, given_name="Otto", surname="Berg", role_names="rep",
        at=NOW, sent_at=NOW, expires_at=NOW, **fields,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    ("of_who_stays", "of_who_goes", "moves"),
    [({}, {}, False), (NO, {}, True), ({}, NO, True), (NO, NO, True)],
)
def test_of_two_that_ask_the_same_person_one_stays_behind_only_while_both_are_open(
    session: Session, cast: House, of_who_stays: dict[str, Any], of_who_goes: dict[str, Any],
    moves: bool,
) -> None:  # fmt: skip
    ask_otto(session, cast, cast.lia, **of_who_stays)
    row = ask_otto(session, cast, cast.lee, **of_who_goes)

    actions.join(session, TwoAccounts(cast.lia.id, cast.lee.id), by_id=cast.ada.id, now=NOW)

    assert row.by_id == (cast.lia.id if moves else cast.lee.id)


def test_what_was_read_before_is_known_as_it_is_now(session: Session, cast: House) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    pairs = session.scalars(select(Pair).where(Pair.rep_id == cast.sam.id)).all()

    actions.join(session, TwoAccounts(double.id, cast.sam.id), by_id=cast.ada.id, now=NOW)

    assert {pair.rep_id for pair in pairs} == {double.id}
