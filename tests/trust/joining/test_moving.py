"""Which rows of one account may stand beside those of the other?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Completion, Invitation, Pair, Person, Revision
from tandem.terms import AuditAct, InvitationAnswer, Issuer
from tandem.trust.joining import actions
from tandem.trust.joining.moving import TwoAccounts
from tests.cast import NOW, House, person
from tests.lessons import lesson, serve

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


@pytest.mark.parametrize(("is_active", "closings"), [(True, 1), (False, 0)])
def test_an_account_that_was_closed_before_is_not_closed_anew(
    session: Session, cast: House, is_active: bool, closings: int
) -> None:
    cast.rex.is_active = is_active

    actions.join(session, TwoAccounts(cast.lia.id, cast.rex.id), by_id=cast.ada.id, now=NOW)

    session.flush()
    acts = select(AuditEntry.id).where(AuditEntry.act == AuditAct.CLOSED)
    assert len(session.scalars(acts).all()) == closings


@pytest.mark.parametrize(("has_other", "numbers"), [(False, [3]), (True, [1, 2])])
def test_what_both_have_done_is_numbered_anew_and_what_one_has_done_is_not(
    session: Session, cast: House, has_other: bool, numbers: list[int]
) -> None:
    serve(session, lesson())
    stays, goes = cast.lia.id, cast.rex.id
    done = [(stays, 3), (goes, 1)] if has_other else [(stays, 3)]
    revision, module_id = session.execute(select(Revision.id, Revision.module_id)).one()
    session.add_all(
        Completion(
            person_id=who, module_id=module_id, revision_id=revision, number=number,
            how="steps", at=NOW,
        )
        for who, number in done
    )  # fmt: skip

    actions.join(session, TwoAccounts(stays, goes), by_id=cast.ada.id, now=NOW)

    query = select(Completion.number).where(Completion.person_id == stays)
    assert sorted(session.scalars(query)) == numbers


def test_what_was_read_before_is_known_as_it_is_now(session: Session, cast: House) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    pairs = session.scalars(select(Pair).where(Pair.rep_id == cast.sam.id)).all()

    actions.join(session, TwoAccounts(double.id, cast.sam.id), by_id=cast.ada.id, now=NOW)

    assert {pair.rep_id for pair in pairs} == {double.id}
