"""Links that let somebody in: once, and only for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.models import Letter, Person, Ticket
from tandem.models.timing import moment_of
from tandem.people.accounts import actions
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy
from tandem.terms import Issuer, PairState
from tests.cast import Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock

PASSWORDS = {"new_password": "a long sentence", "repeat_password": "a long sentence"}
JOIN = {"given_name": "Sam", "surname": "Adeyemi", "time_zone": "Europe/Rome", **PASSWORDS}


def link(session: Session, person: Person, purpose: str) -> str:
    """A fresh link's address. Whoever is invited is not here yet."""
    if purpose == "invite":
        person.password_hash = person.joined_at = None
        by = IssuedBy(Issuer.COMMAND)
        _, token = invitations.let_in(session, person, by, now=moment_of(session))
        session.commit()
        return f"/invite/{token}"
    token = actions.issue_ticket(session, purpose, person_id=person.id, now=moment_of(session))
    session.commit()
    return f"/{purpose}/{token}"


def test_an_invitation_lets_in_once(session: Session, cast: Cast, browser_of: Browser) -> None:
    address = link(session, cast.sam, "invite")
    browser = browser_of(None)

    first = browser.post(address, data=JOIN)

    assert first.status_code == 303
    assert "Sam Adeyemi" in browser.get("/").text
    assert browser_of(None).post(address, data=JOIN).status_code == 404


def test_whoever_joins_in_a_seat_is_asked_once_how_they_like_to_work(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    rep, leader = browser_of(None), browser_of(None)
    session.merge(cast.other_pair).state = PairState.ENDED
    session.commit()

    asked = rep.post(link(session, cast.otto, "invite"), data=JOIN, follow_redirects=True)
    joined = leader.post(link(session, cast.lee, "invite"), data=JOIN)

    assert asked.request.path == "/account/working"
    assert "Do you like working with your opposite?" in asked.text
    assert "nobody reads your answers" in asked.text
    assert ">Not now</a>" in asked.text
    assert joined.location == "/"


def test_whoever_joins_with_a_partner_is_not_asked_how_they_like_to_work(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    joined = browser_of(None).post(link(session, cast.sam, "invite"), data=JOIN)

    assert joined.location == "/"


def test_an_invitation_sets_name_zone_and_password(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(None).post(link(session, cast.sam, "invite"), data={**JOIN, "given_name": "Samuel"})

    session.refresh(cast.sam)
    assert (cast.sam.given_name, cast.sam.time_zone) == ("Samuel", "Europe/Rome")
    assert actions.password_fits("a long sentence", cast.sam.password_hash)


def test_a_password_of_two_hundred_signs_is_taken_whole(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    sentence = ("Ruhe, Kraft und ein Rahmen. " * 8)[:200]
    sent = {"new_password": sentence, "repeat_password": sentence}

    browser_of(None).post(link(session, cast.sam, "password"), data=sent)

    session.refresh(cast.sam)
    assert actions.password_fits(sentence, cast.sam.password_hash)
    assert not actions.password_fits(sentence[:-1], cast.sam.password_hash)


@pytest.mark.parametrize("purpose", ["invite", "password"])
def test_an_old_link_is_refused_kindly(
    session: Session, cast: Cast, browser_of: Browser, purpose: str, clock: SetClock
) -> None:
    address = link(session, cast.sam, purpose)
    session.execute(update(Ticket).values(expires_at=clock.now - timedelta(seconds=1)))
    session.commit()

    answer = browser_of(None).get(address)

    assert answer.status_code == 404
    assert "This link has ended" in answer.text


@pytest.mark.parametrize(("purpose", "sent"), [("invite", JOIN), ("password", PASSWORDS)])
def test_a_link_that_was_used_is_refused_kindly(
    session: Session, cast: Cast, browser_of: Browser, purpose: str, sent: dict[str, str]
) -> None:
    address = link(session, cast.sam, purpose)
    browser_of(None).post(address, data=sent)

    answer = browser_of(None).get(address)

    assert answer.status_code == 404
    assert "This link has ended" in answer.text


def test_a_fresh_link_ends_the_one_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    before, fresh = link(session, cast.sam, "invite"), link(session, cast.sam, "invite")

    assert browser_of(None).get(before).status_code == 404
    assert browser_of(None).get(fresh).status_code == 200


def test_a_link_for_a_password_is_no_invitation(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = link(session, cast.sam, "password")

    assert browser_of(None).get(address).status_code == 200
    assert browser_of(None).get(address.replace("/password/", "/invite/")).status_code == 404


def test_a_new_password_ends_every_other_session(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    elsewhere = browser_of(cast.sam)

    browser_of(None).post(link(session, cast.sam, "password"), data=PASSWORDS)

    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"new_password": "short", "repeat_password": "short"}, "at least 10 characters"),
        ({**PASSWORDS, "repeat_password": "another one"}, "The two passwords differ"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_good(
    session: Session, cast: Cast, browser_of: Browser, sent: dict[str, str], message: str
) -> None:
    address = link(session, cast.sam, "password")

    answer = browser_of(None).post(address, data=sent)

    assert answer.status_code == 400
    assert message in answer.text
    assert browser_of(None).get(address).status_code == 200


def test_forgotten_says_the_same_whether_there_is_an_account(
    app: Flask, cast: Cast, browser_of: Browser
) -> None:
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")

    there = browser_of(None).post("/password/forgotten", data={"email": "sam@example.com"})
    nobody = browser_of(None).post("/password/forgotten", data={"email": "no@example.com"})

    assert (there.status_code, there.text) == (nobody.status_code, nobody.text)


def test_forgotten_puts_one_letter_with_a_link_into_the_outbox(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")

    browser_of(None).post("/password/forgotten", data={"email": "Sam@example.com"})
    browser_of(None).post("/password/forgotten", data={"email": "no@example.com"})
    wait_for_letters()

    letter = session.scalars(select(Letter)).one()
    assert letter.recipient == "sam@example.com"
    assert "https://tandem.example.com/password/" in letter.text


def test_only_who_has_an_account_that_is_open_gets_a_link(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    cast.sam.is_active = False
    session.commit()

    for who in ("sam", "sue"):
        browser_of(None).post("/password/forgotten", data={"email": f"{who}@example.com"})
    wait_for_letters()

    assert session.scalars(select(Letter.person_id)).all() == [cast.sue.id]


def test_the_first_account_is_made_once(session: Session, cast: Cast, browser_of: Browser) -> None:
    token = actions.issue_ticket(session, "setup", person_id=None, now=moment_of(session))
    session.commit()

    assert browser_of(None).get(f"/setup/{token}").status_code == 404


def test_a_password_without_a_name_makes_no_first_account(
    app: Flask, session: Session, browser_of: Browser
) -> None:
    token = actions.issue_ticket(session, "setup", person_id=None, now=moment_of(session))
    session.commit()
    sent = dict.fromkeys(("new_password", "repeat_password"), "a long sentence")

    assert browser_of(None).post(f"/setup/{token}", data=sent).status_code == 400
