"""What does somebody read who is invited, alone, with a partner, or inside?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation
from tandem.models.timing import moment_of
from tandem.people.invitations import actions
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.terms import Issuer, Role
from tests.cast import House
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.accounts.test_ways_in_shown import WAYS
from tests.people.invitations.asking import ask
from tests.written import AsBefore

IVO = "ivo@example.com"


def invitation(session: Session, cast: House, issuer: Issuer, **fields: Any) -> str:
    """Ivo is new, and invited: the address of the link."""
    by = {Issuer.LEADER: cast.lee.id, Issuer.ADMIN: cast.ada.id, Issuer.COMMAND: None}[issuer]
    facts = {"roles": frozenset({Role.REP, Role.SUPPORT}), **fields}
    wish = Wish(IVO, "Ivo", "Sol", **facts)
    invite = actions.ask if issuer is Issuer.LEADER else actions.invite_at_once
    made = invite(session, wish, IssuedBy(issuer, by), time_zone="UTC", now=moment_of(session))
    session.commit()
    return f"/invite/{made.token}"


@pytest.mark.parametrize("issuer", Issuer)
def test_who_is_invited_reads_by_whom_and_as_what(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore, issuer: Issuer
) -> None:
    team_id = cast.north.id if issuer is Issuer.LEADER else None

    page_as_before(browser_of(None).get(invitation(session, cast, issuer, team_id=team_id)).text)


@pytest.mark.parametrize("ways", ["letter", "password or provider", "every way"])
def test_who_is_invited_needs_no_password_where_there_is_another_way(
    app: Flask, session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore,
    ways: str,
) -> None:  # fmt: skip
    app.config.update(WAYS[ways])
    address = invitation(session, cast, Issuer.ADMIN)

    page_as_before(browser_of(None).get(address).text)


@pytest.mark.parametrize("ways", ["password", "every way"])
@pytest.mark.parametrize("repeated", ["short", "another"])
def test_a_password_that_will_not_do_is_told_where_it_was_typed(
    app: Flask, session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore,
    ways: str, repeated: str,
) -> None:  # fmt: skip
    app.config.update(WAYS[ways])
    first = {"short": "short", "another": "a long sentence"}[repeated]
    sent = {"given_name": "", "new_password": first, "repeat_password": repeated}

    page_as_before(browser_of(None).post(invitation(session, cast, Issuer.ADMIN), data=sent).text)


@pytest.mark.parametrize("says_no", [False, True])
def test_two_who_have_agreed_read_with_whom_and_may_say_no(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore, says_no: bool
) -> None:
    both: dict[str, Any] = {"team_id": cast.north.id, "has_agreed": True}
    bo = Wish("bo@example.com", "Bo", "Yolo", frozenset({Role.REP}), partner=IVO, **both)
    actions.ask(
        session, bo, IssuedBy(Issuer.LEADER, cast.lee.id), time_zone="UTC", now=moment_of(session)
    )
    roles = frozenset({Role.SUPPORT})
    address = invitation(session, cast, Issuer.LEADER, roles=roles, partner=bo.email, **both)
    visitor = browser_of(None)

    page = visitor.post(f"{address}/no") if says_no else visitor.get(address)

    page_as_before(page.text)


@pytest.mark.parametrize("answer", ["", "yes", "no", "withdrawn"])
def test_who_has_an_account_reads_inside_what_was_asked_and_said(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore, answer: str
) -> None:
    ask(browser_of(cast.lee), cast.north.id, email=cast.otto.email, role="support")
    (row,) = session.scalars(select(Invitation))
    otto, address = browser_of(cast.otto), "/account/requests"
    sent = {"form_id": form_id_in(otto.get(address)), "answer": answer}
    if answer == "withdrawn":
        asked = f"/lead/teams/{cast.north.id}/invitations/{row.id}"
        browser_of(cast.lee).post(f"{asked}/withdraw")
    elif answer:
        otto.post(f"{address}/{row.id}", data=sent)

    page_as_before(otto.get(address).text)


def test_a_link_beside_an_open_invitation_says_which_one_lets_in(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore
) -> None:
    address = invitation(session, cast, Issuer.LEADER, team_id=cast.north.id)
    invitation(session, cast, Issuer.ADMIN)

    page_as_before(browser_of(None).get(address).text)
