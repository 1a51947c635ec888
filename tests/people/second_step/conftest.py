"""Sam has a real password and, where a test asks for it, an app whose key the test knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyotp
import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import RecoveryCode
from tandem.people.accounts import actions as accounts
from tandem.people.second_step import actions, sealing
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.moments import SetClock

PASSWORD = "a long sentence"
STEP = "/login/second-step"


@dataclass(frozen=True)
class Phone:
    """An app with its key, and the codes on paper."""

    key: str
    codes: list[str]
    clock: SetClock

    def code(self) -> str:
        """What it shows now."""
        return str(pyotp.TOTP(self.key).at(self.clock.now))


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Sam and Sue have a real password."""
    for person in (cast.sam, cast.sue):
        accounts.set_password(session, person, accounts.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


@pytest.fixture
def phone(app: Flask, session: Session, with_password: Cast, clock: SetClock) -> Phone:
    """Sam's app and recovery codes."""
    key = pyotp.random_base32()
    with app.app_context():
        sealed = sealing.seal(key)
    codes = actions.set_app(session, with_password.sam, sealed, step=0, now=NOW)
    session.commit()
    return Phone(key, codes, clock)


def sign_in(browser: BrowserClient, who: str = "sam", to: str = "") -> TestResponse:
    """Type mail address and password."""
    return browser.post(f"/login{to}", data={"email": f"{who}@example.com", "password": PASSWORD})


def is_in(browser: BrowserClient) -> bool:
    """Does this browser open somebody's page?"""
    return browser.get("/").status_code == 200


def field_of(page: TestResponse, name: str) -> str:
    """What a hidden field of a page holds."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]+)"', page.text)
    assert found
    return found[1]


def codes_left(session: Session) -> int:
    """How many recovery codes were not used."""
    session.rollback()
    return session.query(RecoveryCode).filter_by(used_at=None).count()
