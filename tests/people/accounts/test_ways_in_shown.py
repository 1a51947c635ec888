"""What does somebody read who comes in, by each way that a site offers?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import SignIn
from tandem.models.timing import moment_of
from tandem.people.accounts import actions
from tandem.web.provider_settings import Provider
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.accounts.test_links import link
from tests.people.accounts.test_mail_link import SENT, ask, newest
from tests.people.second_step.conftest import PASSWORD, STEP, field_of, sign_in
from tests.postbox import Postbox
from tests.written import AsBefore

ACME = Provider(
    name="acme", title="Acme", issuer="https://acme.example.com", client_id="tandem",
    client_secret="a secret",
)  # fmt: skip
BY_MAIL = {"SMTP_URL": "smtp://127.0.0.1:1", "BASE_URL": "https://tandem.example.com"}
WITHOUT_PASSWORDS: dict[str, Any] = {"PASSWORDS": False, "EMERGENCY_ADMIN": "ada@example.com"}
WAYS: dict[str, dict[str, Any]] = {
    "password": {},
    "password or letter": BY_MAIL,
    "password or provider": {"PROVIDERS": (ACME,)},
    "letter": {**BY_MAIL, **WITHOUT_PASSWORDS},
    "provider": {"PROVIDERS": (ACME,), **WITHOUT_PASSWORDS},
    "provider or letter": {"PROVIDERS": (ACME,), **BY_MAIL, **WITHOUT_PASSWORDS},
    "every way": {"PROVIDERS": (ACME,), **BY_MAIL},
}
each_way = pytest.mark.parametrize("ways", WAYS)


@each_way
def test_who_signs_in_is_offered_the_ways_of_the_site(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str
) -> None:
    app.config.update(WAYS[ways])

    page_as_before(browser_of(None).get("/login?next=/account").text)


@pytest.mark.parametrize("ways", ["letter", "provider"])
def test_the_administrator_for_emergencies_finds_the_password_open(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str
) -> None:
    app.config.update(WAYS[ways])

    page_as_before(browser_of(None).get("/login?way=emergency").text)


def test_who_mistypes_a_password_finds_the_form_open(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    app.config.update(WAYS["every way"])

    page_as_before(sign_in(browser_of(None)).text)


@each_way
def test_who_was_signed_out_meanwhile_is_offered_the_ways_of_the_site(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str
) -> None:
    app.config.update(WAYS[ways])
    form_id = form_id_in(browser_of(cast.lee).get("/lead/teams/new"))

    lost = browser_of(None).post("/lead/teams/new", data={"form_id": form_id, "name": "West"})

    page_as_before(lost.text)


@each_way
@pytest.mark.parametrize("has_password", [True, False])
def test_who_is_to_show_that_it_is_them_does_so_by_a_way_they_have(
    app: Flask, session: Session, cast: Cast, browser_of: Browser,
    page_as_before: AsBefore, ways: str, has_password: bool,
) -> None:  # fmt: skip
    app.config.update(WAYS[ways])
    cast.sam.password_hash = "not a hash" if has_password else None
    comes_by = {"provider": "acme"} if "PROVIDERS" in WAYS[ways] else {}
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get("/account"))
    session.execute(update(SignIn).values(proved_at=NOW - timedelta(days=1), **comes_by))
    session.commit()

    page_as_before(sam.post("/account/second-step/codes", data={"form_id": form_id}).text)


@pytest.mark.parametrize("ways", ["password", "password or letter", "letter"])
@pytest.mark.parametrize("email", ["", "nobody@example.com"])
def test_who_has_forgotten_a_password_is_told_what_to_do(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str, email: str
) -> None:
    app.config.update(WAYS[ways])

    page_as_before(browser_of(None).post("/password/forgotten", data={"email": email}).text)


@pytest.mark.parametrize("ways", ["password", "password or letter", "letter"])
def test_a_link_is_promised_only_where_mail_leaves(
    app: Flask, browser_of: Browser, page_as_before: AsBefore, ways: str
) -> None:
    app.config.update(WAYS[ways])

    page_as_before(browser_of(None).get("/password/forgotten").text)


@pytest.mark.parametrize("ways", ["password", "letter"])
@pytest.mark.parametrize("email", ["", "nobody@example.com"])
def test_who_asks_for_a_link_is_told_where_to_look(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str, email: str
) -> None:
    app.config.update(WAYS[ways])
    sent = {"email": email}

    page = browser_of(None).post("/login/link?next=/account", data=sent, follow_redirects=True)

    page_as_before(page.text)


def test_a_wrong_code_is_told_beside_its_field(
    mailing: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    visitor = browser_of(None)
    ask(visitor)

    page_as_before(visitor.post(SENT, data={"code": "aaaa-aaaa"}).text)


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_the_link_of_a_letter_opens_by_a_button_in_the_browser_that_asked(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox, page_as_before: AsBefore,
    is_elsewhere: bool,
) -> None:  # fmt: skip
    here, elsewhere = browser_of(None), browser_of(None)
    ask(here)
    address, _ = newest(postbox)
    ask(elsewhere, "nobody")

    page_as_before((elsewhere if is_elsewhere else here).get(address).text)


@pytest.fixture
def lost(session: Session, cast: Cast, browser_of: Browser) -> tuple[BrowserClient, str]:
    """A browser from which Sam was signed out while writing, and what its page keeps."""
    actions.set_password(session, cast.sam, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    form_id = form_id_in(browser_of(cast.sam).get("/account"))
    visitor = browser_of(None)
    sent = visitor.post("/account", data={"form_id": form_id, "given_name": "Samuel"})
    return visitor, field_of(sent, "kept")


def test_what_was_written_waits_while_a_letter_comes(
    app: Flask, lost: tuple[BrowserClient, str], page_as_before: AsBefore
) -> None:
    app.config.update(BY_MAIL)
    visitor, kept = lost

    sent = visitor.post("/login/link", data={"email": "sam@example.com", "kept": kept})

    page_as_before(sent.text)


@pytest.mark.parametrize("is_asked", [False, True])
def test_who_has_two_steps_keeps_what_was_written_over_both(
    session: Session, cast: Cast, lost: tuple[BrowserClient, str], page_as_before: AsBefore,
    is_asked: bool,
) -> None:  # fmt: skip
    cast.sam.has_second_step = True
    session.commit()
    visitor, kept = lost
    fields = {"email": "sam@example.com", "password": PASSWORD, "kept": kept}

    page = visitor.post("/login", data=fields)

    page_as_before((visitor.post(STEP, data={"kept": kept}) if is_asked else page).text)


def test_who_signs_in_again_sends_with_one_press_what_was_written(
    lost: tuple[BrowserClient, str], page_as_before: AsBefore
) -> None:
    visitor, kept = lost
    fields = {"email": "sam@example.com", "password": PASSWORD, "kept": kept}

    page_as_before(visitor.post("/login", data=fields).text)


def test_a_link_for_a_password_asks_for_it_twice(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    address = link(session, cast.sam, "password")
    new = {"new_password": "a long sentence", "repeat_password": "another sentence"}

    page_as_before(browser_of(None).post(address, data=new).text)


def test_a_link_that_has_ended_leads_to_the_sign_in(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    address = link(session, cast.sam, "password")
    link(session, cast.sam, "password")

    page_as_before(browser_of(None).get(address).text)


def test_the_first_of_a_site_makes_an_account_of_their_own(
    app: Flask, session: Session, browser_of: Browser, page_as_before: AsBefore
) -> None:
    token = actions.issue_ticket(session, "setup", person_id=None, now=moment_of(session))
    session.commit()

    page_as_before(browser_of(None).post(f"/setup/{token}", data={"given_name": "Ada"}).text)
