"""What happens when a request is answered in two tabs, or two leaders ask the same person?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, Person, TeamLeader
from tandem.terms import AuditAct
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.invitations.asking import IVO, NEW
from tests.people.invitations.test_answering import asked

__all__ = ["asked"]


def test_a_yes_and_a_no_from_two_tabs_are_one_answer(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    otto, page = browser_of(cast.otto), "/account/requests"
    tabs = [{"form_id": form_id_in(otto.get(page)), "answer": said} for said in ("yes", "no")]

    answers = at_once(*(partial(otto.post, f"{page}/{asked.id}", data=tab) for tab in tabs))

    session.rollback()
    assert [answer.status_code for answer in answers] == [303, 303]
    said = AuditEntry.act.in_({AuditAct.SAID_YES, AuditAct.SAID_NO})
    assert len(session.scalars(select(AuditEntry.id).where(said)).all()) == 1


def test_somebody_whom_two_leaders_ask_at_once_has_one_account(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    address, acts = f"/lead/teams/{cast.north.id}/people", []
    for leader in (browser_of(cast.lee), browser_of(cast.olga)):
        sent = {**NEW, "form_id": form_id_in(leader.get(address))}
        acts.append(partial(leader.post, address, data=sent))

    answers = at_once(*acts)

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(session.scalars(select(Person.id).where(Person.email == IVO)).all()) == 1
