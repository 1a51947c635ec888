"""How does an administrator join two accounts, and who is told?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Completion, Letter, Pair, Person
from tandem.terms import AuditAct, PairState
from tandem.trust.privacy import erasure
from tests.cast import NOW, Cast, pair, person
from tests.conftest import Browser
from tests.lessons import finish, form_id_in, lesson, question, serve


def double_of(session: Session, cast: Cast) -> Person:
    """A second account of Otto, under a slip of his address, in a pair with Sue."""
    row = person(session, "Otto", "Berg")
    row.email = "oto@example.com"
    session.flush()
    pair(session, cast.north, row, cast.sue)
    session.commit()
    return row


def join(browser: FlaskClient, stays: Person, goes: Person) -> TestResponse:
    """Look, and press."""
    address = f"/admin/people/{stays.id}/join/{goes.id}"
    return browser.post(address, data={"form_id": form_id_in(browser.get(address))})


def test_who_is_called_the_same_is_offered(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    double = double_of(session, cast)
    browser = browser_of(cast.ada)

    assert f"/admin/people/{cast.otto.id}/join" in browser.get(f"/admin/people/{cast.otto.id}").text
    page = browser.get(f"/admin/people/{cast.otto.id}/join").text
    assert "oto@example.com" in page
    assert f"/admin/people/{cast.otto.id}/join/{double.id}" in page


def test_another_account_is_found_by_its_address(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.otto.id}/join"

    assert browser.get(f"{address}?email=SUE@example.com").location == f"{address}/{cast.sue.id}"
    missing = browser.get(f"{address}?email=nobody@example.com")
    assert missing.status_code == 404
    assert "There is no account with the address nobody@example.com." in missing.text


def test_an_account_that_is_erased_is_found_by_no_address(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    erasure.erase(session, cast.sue.id, by_id=None, now=NOW)
    session.commit()

    address = f"/admin/people/{cast.otto.id}/join?email={cast.sue.email}"

    assert browser_of(cast.ada).get(address).status_code == 404


def test_the_page_says_what_moves_what_stays_and_that_there_is_no_undo(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson(question("q1")))
    double = double_of(session, cast)
    finish(session, double)

    page = browser_of(cast.ada).get(f"/admin/people/{cast.otto.id}/join/{double.id}").text

    for words in ("What moves", "What stays behind", "Your pairs", "What you did", "be undone"):
        assert words in page


def test_joined_everything_is_the_one_persons_with_who_and_when(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson(question("q1")))
    double = double_of(session, cast)
    finish(session, double)

    answer = join(browser_of(cast.ada), cast.otto, double)

    session.rollback()
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.act == AuditAct.ACCOUNTS_JOINED)
    ).one()
    assert answer.status_code == 303
    assert (entry.actor_id, entry.subject_id, entry.other_id) == (
        cast.ada.id, cast.otto.id, double.id,
    )  # fmt: skip
    assert session.scalars(select(Completion.person_id)).all() == [cast.otto.id]
    living = select(Pair.rep_id).where(Pair.support_id == cast.sue.id)
    assert cast.otto.id in session.scalars(living.where(Pair.state == PairState.ACTIVE)).all()
    assert "joined two accounts" in browser_of(cast.otto).get("/").text
    assert "joined two accounts" in browser_of(cast.ada).get("/admin/log").text


def test_both_addresses_are_told(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    double = double_of(session, cast)

    join(browser_of(cast.ada), cast.otto, double)

    session.rollback()
    letters = session.scalars(select(Letter).order_by(Letter.recipient)).all()
    assert [letter.recipient for letter in letters] == ["oto@example.com", "otto@example.com"]
    assert all("Ada Lind: joined two accounts" in letter.text for letter in letters)


def test_pressed_twice_is_joined_once(session: Session, cast: Cast, browser_of: Browser) -> None:
    double, browser = double_of(session, cast), browser_of(cast.ada)
    address = f"/admin/people/{cast.otto.id}/join/{double.id}"
    sent = {"form_id": form_id_in(browser.get(address))}

    first, second = browser.post(address, data=sent), browser.post(address, data=sent)

    session.rollback()
    acts = select(AuditEntry.id).where(AuditEntry.act == AuditAct.ACCOUNTS_JOINED)
    assert first.location == second.location
    assert len(session.scalars(acts).all()) == 1


def test_what_stands_in_the_way_is_said_and_nothing_moves(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.sam.id}/join/{cast.sue.id}"

    page = browser.get(address)
    answer = browser.post(address, data={"form_id": form_id_in(browser.get("/account"))})

    assert "Nobody can be both halves of a pair" in page.text
    assert answer.status_code == 400
    session.refresh(cast.sue)
    assert cast.sue.is_active


def test_nobody_but_an_administrator_joins_accounts(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = f"/admin/people/{cast.otto.id}/join"
    assert browser_of(cast.ada).get(address).status_code == 200
    for who in (cast.lee, cast.tess, cast.sam):
        assert browser_of(who).get(address).status_code == 403
        assert browser_of(who).post(f"{address}/{cast.ona.id}").status_code == 403


@pytest.mark.parametrize(("who", "partner"), [("sam", "Sue Zhang"), ("sue", "Sam Adeyemi")])
def test_who_has_the_same_partner_twice_is_told_which_pair_to_end(
    session: Session, cast: Cast, browser_of: Browser, who: str, partner: str
) -> None:
    twin = person(session, "Chris", "Twin")
    session.flush()
    two = {"sam": cast.sam, "sue": cast.sue, who: twin}
    pair(session, cast.north, two["sam"], two["sue"])
    session.commit()

    address = f"/admin/people/{getattr(cast, who).id}/join/{twin.id}"
    page = browser_of(cast.ada).get(address).text

    assert f"Both are in a pair with {partner} at the moment." in " ".join(page.split())
