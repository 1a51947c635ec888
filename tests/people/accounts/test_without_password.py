"""An account without a password: it comes in by mail, and nothing is shut to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.models.timing import moment_of
from tandem.people.accounts import actions
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy
from tandem.terms import Issuer
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.accounts.test_mail_link import SENT, ask, is_in, newest
from tests.postbox import Postbox

NAMES = {"given_name": "Sam", "surname": "Adeyemi", "time_zone": "UTC"}
NEW = {"new_password": "a long sentence", "repeat_password": "a long sentence"}
LONG_AGO = timedelta(minutes=31)


@pytest.fixture
def invited(session: Session, cast: Cast) -> str:
    """Sam's invitation."""
    cast.sam.password_hash = cast.sam.joined_at = None
    _, token = invitations.let_in(
        session, cast.sam, IssuedBy(Issuer.COMMAND), now=moment_of(session)
    )
    session.commit()
    return f"/invite/{token}"


@pytest.fixture
def sam(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser, postbox: Postbox
) -> BrowserClient:
    """Sam has no password and came in by a letter."""
    cast.sam.password_hash = None
    session.commit()
    own = browser_of(None)
    ask(own)
    own.post(newest(postbox)[0])
    return own


def test_an_invitation_needs_no_password(
    mailing: Flask, invited: str, session: Session, cast: Cast, browser_of: Browser
) -> None:
    own = browser_of(None)

    answer = own.post(invited, data=NAMES)

    session.refresh(cast.sam)
    assert answer.status_code == 303
    assert is_in(own)
    assert (cast.sam.password_hash, cast.sam.has_joined) == (None, True)


def test_whoever_likes_a_password_sets_one_with_the_invitation(
    mailing: Flask, invited: str, session: Session, cast: Cast, browser_of: Browser
) -> None:
    own = browser_of(None)

    short = own.post(invited, data={**NAMES, "new_password": "short", "repeat_password": "short"})
    right = own.post(invited, data={**NAMES, **NEW})

    session.refresh(cast.sam)
    assert (short.status_code, right.status_code) == (400, 303)
    assert actions.password_fits("a long sentence", cast.sam.password_hash)


def test_where_no_mail_is_sent_an_invitation_asks_for_a_password(
    invited: str, browser_of: Browser
) -> None:
    own = browser_of(None)

    assert own.post(invited, data=NAMES).status_code == 400
    assert not is_in(own)


def test_whoever_was_invited_and_lost_the_letter_comes_in_by_a_link(
    mailing: Flask, invited: str, session: Session, cast: Cast, browser_of: Browser,
    postbox: Postbox,
) -> None:  # fmt: skip
    own = browser_of(None)
    ask(own)

    own.post(newest(postbox)[0])

    session.refresh(cast.sam)
    assert is_in(own)
    assert cast.sam.has_joined
    assert browser_of(None).post(invited, data=NAMES).status_code == 404


@pytest.mark.parametrize("password", ["", "a long sentence", "none", "None"])
def test_no_password_fits_such_an_account(
    sam: BrowserClient, browser_of: Browser, password: str
) -> None:
    other = browser_of(None)

    page = other.post("/login", data={"email": "sam@example.com", "password": password})

    assert is_in(sam)
    assert 'name="password"' in page.text
    assert not is_in(other)


def test_after_half_an_hour_it_is_a_letter_that_shows_who_sits_there(
    sam: BrowserClient, clock: SetClock, postbox: Postbox
) -> None:
    clock.set_to(clock.now + LONG_AGO)
    asked = sam.post("/account/mail-address", data={"email": "samuel@example.com"})
    ask(sam, to="?next=/account/mail-address")

    answer = sam.post(SENT, data={"code": newest(postbox)[1]})

    assert asked.status_code == 401
    assert "Your password</label>" not in asked.text
    assert "Send me a link</button>" in asked.text
    assert answer.location == "/account/mail-address"
    assert sam.post("/account/mail-address", data={"email": "samuel@example.com"}).status_code < 400


def test_a_first_password_asks_for_none(
    sam: BrowserClient, session: Session, cast: Cast, clock: SetClock
) -> None:
    page = sam.get("/account").text
    sam.post("/account/password/new", data=NEW)

    session.refresh(cast.sam)
    assert "Your present password" not in page
    assert actions.password_fits("a long sentence", cast.sam.password_hash)
    assert is_in(sam)
    clock.set_to(clock.now + LONG_AGO)
    assert sam.get("/account/password/new").location.startswith("/login/again")


def test_whoever_has_a_password_cannot_set_a_first_one(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(cast.sam).post("/account/password/new", data=NEW)

    session.refresh(cast.sam)
    assert cast.sam.password_hash == "not a hash"


def test_erasing_asks_for_a_fresh_sign_in_instead_of_a_password(
    sam: BrowserClient, session: Session, cast: Cast, clock: SetClock
) -> None:
    fields = {"form_id": form_id_in(sam.get("/account/erase")), "is_sure": "y"}
    moment = clock.now
    clock.set_to(moment + LONG_AGO)
    late = sam.post("/account/erase", data=fields)
    clock.set_to(moment)

    answer = sam.post("/account/erase", data=fields)

    session.refresh(cast.sam)
    assert (late.status_code, answer.status_code) == (401, 303)
    assert session.get_one(Person, cast.sam.id).is_erased


def test_where_there_is_no_way_left_the_page_says_who_helps(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    cast.sam.password_hash = None
    session.commit()

    page = browser_of(cast.sam).get("/login/again").text

    assert "An administrator can make a link for you" in page


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 400)])
def test_a_first_password_that_is_too_short_is_refused(
    sam: BrowserClient, method: str, status: int
) -> None:
    sent = {"new_password": "short", "repeat_password": "short"}

    answer = sam.open("/account/password/new", method=method, data=sent)

    assert answer.status_code == status


def test_where_nobody_comes_in_by_a_password_none_is_set(
    mailing: Flask, sam: BrowserClient, session: Session, cast: Cast
) -> None:
    mailing.config.update(PASSWORDS=False, EMERGENCY_ADMIN="ada@example.com")

    answer = sam.post("/account/password/new", data=NEW)

    session.refresh(cast.sam)
    assert answer.location == "/account#new-password"
    assert cast.sam.password_hash is None
