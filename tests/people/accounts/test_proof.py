"""What asks again who sits there, and does whoever signs in again get on with it?

Every form of administrators and of one’s own account asks, or stands here with the reason why not.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import SignIn
from tandem.people.accounts import actions
from tandem.terms import Role
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock

PASSWORD = "a long sentence"
LONG_AGO = timedelta(minutes=30, seconds=1)


@pytest.fixture
def ada(cast: Cast, session: Session, browser_of: Browser) -> BrowserClient:
    """Ada has just signed in."""
    actions.set_password(session, cast.ada, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    browser = browser_of(None)
    browser.post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    return browser


ASKS = (
    ("GET", "/account/second-step/app"),
    ("GET", "/account/second-step/passkey"),
    ("POST", "/account/second-step/codes"),
    ("POST", "/account/second-step/app/remove"),
    ("POST", "/account/mail-address"),
    ("GET", "/account/everything.zip"),
    ("GET", "/admin/log.csv"),
    ("POST", "/admin/"),
    ("POST", "/admin/people/{sam}"),
    ("POST", "/admin/people/{sam}/rights?open=no"),
    ("POST", "/admin/people/{sam}/link"),
    ("POST", "/admin/people/{sam}/mail-address"),
    ("POST", "/admin/people/{sam}/second-step/remove"),
    ("POST", "/admin/people/{sam}/erase"),
    ("POST", "/admin/import/1"),
    ("POST", "/admin/invite-all"),
    ("POST", "/welcome/sample"),
)

OPENS_NOTHING = "it gives nobody a right, opens and closes no account, and can be changed back"
SHUTS_ONLY = "it shuts a door, and opens none"
ASKS_ITSELF = "its own page asks for the password, and for fresh proof where there is none"
UNDER_WAY = "nothing happens before the look at the list, and that asks"
NOT_ASKED = {
    "accounts.account": OPENS_NOTHING,
    "accounts.change_password": ASKS_ITSELF,
    "accounts.choose_language": OPENS_NOTHING,
    "accounts.notices_read": OPENS_NOTHING,
    "calendar.off": SHUTS_ONLY,
    "calendar.renew": SHUTS_ONLY,
    "contact.change": OPENS_NOTHING,
    "daily.again": "a letter that was written goes to its own reader once more",
    "daily.choice": OPENS_NOTHING,
    "invitations.answer": "a leader asked for it by name, and it gives a seat at most",
    "mail_address.withdraw": SHUTS_ONLY,
    "matching.later": OPENS_NOTHING,
    "matching.style": OPENS_NOTHING,
    "privacy.erase": ASKS_ITSELF,
    "roster.bring_all": UNDER_WAY,
    "roster.columns_all": UNDER_WAY,
    "sign_in.end": SHUTS_ONLY,
    "sign_in.end_others": SHUTS_ONLY,
    "site_look.change": OPENS_NOTHING,
    "site_look.preview": OPENS_NOTHING,
    "site_settings.test_letter": "the letter goes to whoever asks for it",
    "team_names.rename_any": OPENS_NOTHING,
    "teams.remove_sample": "it takes accounts of the sample alone, which can be loaded again",
}


def test_every_form_of_administrators_and_of_ones_account_asks_or_has_a_reason_why_not(
    shared_app: Flask,
) -> None:
    views = shared_app.view_functions
    unasked = {
        rule.endpoint
        for rule in shared_app.url_map.iter_rules()
        if "POST" in (rule.methods or set())
        and (is_for_administrators(views[rule.endpoint]) or rule.rule.startswith("/account"))
        and "POST" not in getattr(views[rule.endpoint], "proof_first", ())
    }

    assert unasked == set(NOT_ASKED)


def is_for_administrators(view: object) -> bool:
    """Is it open to them and to nobody else?"""
    return getattr(view, "open_to", None) == {Role.ADMIN}


@pytest.mark.parametrize(("method", "address"), ASKS)
def test_after_half_an_hour_it_asks_who_sits_there(
    ada: BrowserClient, cast: Cast, clock: SetClock, method: str, address: str
) -> None:
    address = address.format(sam=cast.sam.id)
    before = ada.open(address, method=method)
    clock.set_to(clock.now + LONG_AGO)

    answer = ada.open(address, method=method)

    if method == "GET":
        assert before.status_code == 200
        assert answer.location == f"/login/again?next={address}"
    else:
        assert before.status_code != 401
        assert answer.status_code == 401
        assert "Show that it is you" in answer.text


def test_a_password_shows_for_half_an_hour_who_sits_there(
    ada: BrowserClient, clock: SetClock
) -> None:
    clock.set_to(clock.now + timedelta(minutes=30))

    assert ada.get("/admin/log.csv").status_code == 200


def test_other_pages_do_not_ask(ada: BrowserClient, clock: SetClock) -> None:
    clock.set_to(clock.now + LONG_AGO)

    assert ada.get("/account").status_code == 200
    assert ada.get("/admin/").status_code == 200


def test_what_was_filled_in_is_sent_after_the_password(
    ada: BrowserClient, cast: Cast, clock: SetClock, session: Session
) -> None:
    page = f"/admin/people/{cast.sam.id}"
    fields = {"form_id": form_id_in(ada.get(page)), "roles": ["rep", "trainer"], "is_active": "y"}
    clock.set_to(clock.now + LONG_AGO)

    asked = ada.post(page, data=fields)
    kept = asked.text.split('name="kept" value="')[1].split('"')[0]
    proof = {"email": "ada@example.com", "password": PASSWORD, "kept": kept}
    answer = ada.post("/login", data=proof)
    ada.post(page, data=fields)

    assert "Send it now" in answer.text
    session.expire_all()
    session.refresh(cast.sam, ["role_rows"])
    assert cast.sam.roles == {Role.REP, Role.TRAINER}


def test_whoever_shows_it_is_signed_in_once_and_not_twice(
    ada: BrowserClient, cast: Cast, clock: SetClock, session: Session
) -> None:
    before = ada.signed_session()["_user_id"]
    ada.post("/login", data={"email": "ada@example.com", "password": PASSWORD})

    rows = session.scalars(select(SignIn).where(SignIn.person_id == cast.ada.id)).all()
    assert len(rows) == 1
    assert ada.signed_session()["_user_id"] != before


def test_a_wrong_password_leaves_the_browser_signed_in(ada: BrowserClient, clock: SetClock) -> None:
    clock.set_to(clock.now + LONG_AGO)
    ada.post("/login", data={"email": "ada@example.com", "password": "not it"})

    assert ada.get("/account").status_code == 200
    assert ada.get("/admin/log.csv").status_code == 302


def test_a_right_password_is_never_one_try_too_many(ada: BrowserClient) -> None:
    passwords = [PASSWORD, *(f"another long sentence {number}" for number in range(9))]
    for old, new in pairwise(passwords):
        sent = {"password": old, "new_password": new, "repeat_password": new}

        assert ada.post("/account/password", data=sent).status_code in {302, 303}
