"""What does somebody read of their second step, and where it is asked for?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, render_template
from sqlalchemy.orm import Session

from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.people.second_step.conftest import STEP, Phone, sign_in
from tests.people.second_step.test_setting_up import HOME, passkey
from tests.written import AsBefore


@pytest.fixture
def keys(session: Session, with_password: Cast) -> None:
    """Sam has two passkeys, of which one was used."""
    with_password.sam.has_second_step = True
    passkey(session, with_password.sam.id, "Blue key", None)
    passkey(session, with_password.sam.id, "Laptop", NOW + timedelta(days=2))


@pytest.fixture
def waiting(with_password: Cast, browser_of: Browser) -> BrowserClient:
    """A browser in which Sam is to type the password."""
    return browser_of(None)


def test_keys_and_their_days_are_told_with_how_many_codes_are_left(
    with_password: Cast, keys: None, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(with_password.sam).get(HOME).text)


def test_an_app_stands_above_the_keys(
    with_password: Cast, phone: Phone, keys: None, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(with_password.sam).get(HOME).text)


def test_who_has_a_key_is_asked_for_it_first_and_keeps_what_was_written(
    keys: None, waiting: BrowserClient, page_as_before: AsBefore
) -> None:
    sign_in(waiting)

    page_as_before(waiting.post(STEP, data={"kept": "what was written"}).text)


def test_a_wrong_code_of_an_app_is_told_beside_its_field(
    phone: Phone, waiting: BrowserClient, page_as_before: AsBefore
) -> None:
    sign_in(waiting)

    page_as_before(waiting.post(STEP, data={"code": "000000"}).text)


def test_recovery_codes_are_shown_once_to_be_kept(app: Flask, page_as_before: AsBefore) -> None:
    with app.test_request_context(f"{HOME}/codes", method="POST"):
        page_as_before(render_template("people/second_step/codes.html", codes=["abcd", "efgh"]))
