"""How does an administrator mend a name, or the address of somebody who hasn’t joined?"""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Person
from tandem.people.accounts.actions import issue_ticket
from tandem.terms import AuditAct
from tests.cast import NOW, Cast, person
from tests.conftest import Browser
from tests.lessons import form_id_in


def mend(browser: FlaskClient, who: Person, given_name: str, surname: str) -> TestResponse:
    """Send the form."""
    address = f"/admin/people/{who.id}/name"
    sent = {"form_id": form_id_in(browser.get(address)), "given_name": given_name}
    return browser.post(address, data={**sent, "surname": surname})


def test_a_name_is_mended_with_who_did_it_and_the_person_is_told(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    answer = mend(browser_of(cast.ada), cast.sam, "Samuel", "Adeyemi-Cole")

    session.refresh(cast.sam)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.NAME_MENDED)).one()
    assert answer.status_code == 303
    assert cast.sam.name == "Samuel Adeyemi-Cole"
    assert (entry.actor_id, entry.subject_id) == (cast.ada.id, cast.sam.id)
    assert "corrected the name" in browser_of(cast.sam).get("/").text


def test_an_empty_name_is_refused(session: Session, cast: Cast, browser_of: Browser) -> None:
    answer = mend(browser_of(cast.ada), cast.sam, "", "Adeyemi")

    session.refresh(cast.sam)
    assert answer.status_code == 400
    assert cast.sam.given_name == "Sam"


def test_the_same_name_again_is_no_act(session: Session, cast: Cast, browser_of: Browser) -> None:
    answer = mend(browser_of(cast.ada), cast.sam, cast.sam.given_name, cast.sam.surname)

    assert answer.status_code == 303
    acts = select(AuditEntry.act).where(AuditEntry.subject_id == cast.sam.id)
    assert AuditAct.NAME_MENDED not in session.scalars(acts).all()


def test_nobody_but_an_administrator_mends_a_name(cast: Cast, browser_of: Browser) -> None:
    assert browser_of(cast.lee).get(f"/admin/people/{cast.sam.id}/name").status_code == 403


def test_a_link_that_went_to_a_wrong_address_opens_nothing_once_it_is_mended(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    jo = person(session, "Jo", "Gru")
    jo.password_hash = jo.joined_at = None
    session.flush()
    token = issue_ticket(session, "invite", person_id=jo.id, now=NOW)
    session.commit()
    address = f"/admin/people/{jo.id}/mail-address"
    browser = browser_of(cast.ada)

    answer = browser.post(address, data={"email": "jo@firm.example"}, follow_redirects=True)

    session.refresh(jo)
    assert jo.email == "jo@firm.example"
    assert "Make a fresh invitation link" in answer.text
    assert browser_of(None).get(f"/invite/{token}").status_code in {404, 410}
