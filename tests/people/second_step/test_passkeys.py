"""Whom does a passkey let in, once the password was typed?"""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Passkey
from tandem.people.second_step.actions import NewPasskey, add_passkey
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.passkeys import SoftKey
from tests.people.second_step.conftest import STEP, Phone, is_in, sign_in

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
