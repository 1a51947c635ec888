"""Whom does a passkey let in, once the password was typed?"""

from __future__ import annotations

import json
from typing import Any

import cbor2
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn.helpers import bytes_to_base64url

from tandem.models import AuditEntry, Passkey, Person
from tandem.people.second_step.actions import NewPasskey, add_passkey
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.passkeys import SoftKey
from tests.people.second_step.conftest import STEP, Phone, is_in, sign_in

ADD = "/account/second-step/passkey"
DEEP = "[" * 5000
NO_KEY = cbor2.dumps(5)
SITE = "tandem.example.com", "https://tandem.example.com"


@pytest.fixture
def key(app: Flask, session: Session, with_password: Cast) -> SoftKey:
    """Sam has this key; another of his lies in a drawer."""
    app.config["BASE_URL"] = SITE[1]
    own = SoftKey(*SITE)
    for name, made in (("drawer", SoftKey(*SITE)), ("own", own)):
        credential_id = own.id if name == "own" else "ZHJhd2Vy"
        new = NewPasskey(credential_id, made.public, sign_count=0, name=name)
        add_passkey(session, with_password.sam, new, now=NOW)
    session.commit()
    return own


@pytest.fixture
def browser(key: SoftKey, browser_of: Browser) -> BrowserClient:
    """A browser in which Sam has typed the password."""
    own = browser_of(None)
    sign_in(own)
    return own


def test_the_key_that_answers_lets_in_and_counts(
    browser: BrowserClient, key: SoftKey, session: Session
) -> None:
    answer = browser.post(STEP, data={"credential": key.answer(browser.get(STEP).text)})

    assert answer.location == "/"
    assert is_in(browser)
    counts = session.query(Passkey.name, Passkey.sign_count).order_by(Passkey.name)
    assert [tuple(row) for row in counts] == [("drawer", 0), ("own", 1)]


def test_a_key_of_somebody_else_with_the_same_name_lets_nobody_in(browser: BrowserClient) -> None:
    forged = SoftKey(*SITE).answer(browser.get(STEP).text)

    assert browser.post(STEP, data={"credential": forged}).status_code == 400
    assert not is_in(browser)


def test_an_answer_that_does_not_hold_is_not_helped_by_a_code(
    browser: BrowserClient, phone: Phone
) -> None:
    forged = json.dumps({"id": SoftKey.id})

    answer = browser.post(STEP, data={"credential": forged, "code": phone.code()})

    assert answer.status_code == 400
    assert not is_in(browser)


def deep_inside(key: SoftKey) -> str:
    """An answer whose part is nested so deeply that nobody reads it."""
    return key.said({"clientDataJSON": DEEP.encode(), "attestationObject": b"-"})


@pytest.mark.parametrize("answer", [DEEP, "[" * 100_000, f'{{"id": {DEEP}'])
def test_an_answer_that_no_browser_gives_lets_nobody_in(
    browser: BrowserClient, answer: str
) -> None:
    assert browser.post(STEP, data={"credential": answer}).status_code == 400
    assert not is_in(browser)


def test_an_answer_with_an_unreadable_part_lets_nobody_in(
    browser: BrowserClient, key: SoftKey
) -> None:
    browser.get(STEP)

    assert browser.post(STEP, data={"credential": deep_inside(key)}).status_code == 400


@pytest.mark.each_database
def test_a_count_that_is_larger_than_any_is_refused(browser: BrowserClient, key: SoftKey) -> None:
    key.count = 2**31 - 1
    answer = key.answer(browser.get(STEP).text)

    assert browser.post(STEP, data={"credential": answer}).status_code == 400


@pytest.mark.each_database
def test_a_key_that_is_made_is_added(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    app.config["BASE_URL"] = SITE[1]
    sam, key = browser_of(cast.sam), SoftKey(*SITE)

    sam.post(ADD, data={"name": "\u202e", "credential": key.made(sam.get(ADD).text)})

    kept = session.query(Passkey.name, Passkey.credential_id, Passkey.public_key)
    assert kept.all() == [("Passkey", key.id, key.public)]


@pytest.mark.each_database
@pytest.mark.parametrize("otherwise", [{"public": NO_KEY}, {"count": 2**31}, {"id": b"x" * 1024}])
def test_a_key_that_nobody_makes_is_not_added(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, otherwise: dict[str, Any]
) -> None:
    app.config["BASE_URL"] = SITE[1]
    sam, key = browser_of(cast.sam), SoftKey(*SITE)
    key.id = bytes_to_base64url(otherwise.pop("id", b"own"))

    made = key.made(sam.get(ADD).text, **otherwise)

    assert sam.post(ADD, data={"name": "own", "credential": made}).status_code == 400
    assert session.query(Passkey).count() == 0


@pytest.mark.each_database
@pytest.mark.parametrize("whose", ["sam", "sue"])
def test_a_key_that_is_kept_already_is_refused_in_words_and_stays_whose_it_is(
    session: Session, cast: Cast, key: SoftKey, browser_of: Browser, whose: str
) -> None:
    before = session.query(Passkey.id, Passkey.person_id, Passkey.public_key).all()
    person = getattr(cast, whose)
    own, again = browser_of(person), SoftKey(*SITE)

    answer = own.post(ADD, data={"name": "again", "credential": again.made(own.get(ADD).text)})

    assert answer.status_code == 400
    assert "This passkey is kept already" in answer.text
    assert session.query(Passkey.id, Passkey.person_id, Passkey.public_key).all() == before
    assert not session.get_one(Person, cast.sue.id, populate_existing=True).has_second_step
    added = select(AuditEntry.id).where(AuditEntry.act == AuditAct.SECOND_STEP_ADDED)
    assert session.scalars(added).all() == []


@pytest.mark.parametrize("answer", [DEEP, "[" * 100_000, deep_inside(SoftKey(*SITE))])
def test_an_answer_that_no_browser_gives_adds_no_key(
    cast: Cast, browser_of: Browser, answer: str
) -> None:
    sam = browser_of(cast.sam)
    sam.get(ADD)

    assert sam.post(ADD, data={"name": "own", "credential": answer}).status_code == 400
