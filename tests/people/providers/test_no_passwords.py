"""A site without passwords: one administrator comes in by theirs when nothing else works."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import PersonRole
from tandem.models.timing import moment_of
from tandem.people.accounts import actions
from tandem.terms import Role
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.forms import forms_in
from tests.lessons import form_id_in
from tests.people.providers.conftest import Trust
from tests.people.providers.forger import Forger
from tests.postbox import Postbox

PASSWORD = "a long sentence"


@pytest.fixture
def site(app: Flask, session: Session, cast: Cast, provider: Forger, trust: Trust) -> Cast:
    """Ada is the one for emergencies; Sam and Tess have passwords from before."""
    trust(provider)
    app.config.update(PASSWORDS=False, EMERGENCY_ADMIN="ada@example.com")
    for person in (cast.ada, cast.sam, cast.tess):
        actions.set_password(session, person, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def tries(browser: BrowserClient, who: str) -> bool:
    """Type mail address and password: does that let somebody in?"""
    sent: dict[str, Any] = {"email": f"{who}@example.com", "password": PASSWORD}
    return browser.post("/login?way=emergency", data=sent).status_code == 302


def test_only_the_emergency_administrator_comes_in_by_a_password(
    site: Cast, browser_of: Browser
) -> None:
    assert tries(browser_of(None), "ada")
    assert not tries(browser_of(None), "sam")


def test_the_address_alone_is_not_enough_it_takes_the_role(
    app: Flask, site: Cast, browser_of: Browser
) -> None:
    app.config["EMERGENCY_ADMIN"] = "tess@example.com"

    assert not tries(browser_of(None), "tess")
    app.config["EMERGENCY_ADMIN"] = "ada@example.com"
    assert tries(browser_of(None), "ada")


def test_the_role_alone_is_not_enough_it_takes_the_address(
    session: Session, site: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=site.tess.id, role=Role.ADMIN))
    session.commit()

    assert not tries(browser_of(None), "tess")


def test_the_page_offers_the_provider_and_no_password(site: Cast, browser_of: Browser) -> None:
    browser = browser_of(None)
    page, emergency = browser.get("/login").text, browser.get("/login?way=emergency").text

    assert "Sign in with Acme" in page
    assert 'name="password"' not in page
    assert "Emergency sign-in" in page
    assert 'name="password"' in emergency


def test_no_link_sets_a_password_any_more(
    mailing: Flask, site: Cast, browser_of: Browser, postbox: Postbox, session: Session
) -> None:
    for who in ("sam", "ada"):
        browser_of(None).post("/password/forgotten", data={"email": f"{who}@example.com"})
    wait_for_letters()
    tokens = [
        actions.issue_ticket(session, "password", person_id=who.id, now=moment_of(session))
        for who in (site.sam, site.ada)
    ]
    session.commit()

    assert [letter["To"] for letter in postbox.letters] == ["ada@example.com"]
    opened = [browser_of(None).get(f"/password/{token}").status_code for token in tokens]
    assert opened == [404, 200]


def test_who_forgot_a_password_is_told_that_none_lets_in_and_not_who_has_an_account(
    mailing: Flask, site: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    page = browser_of(None).get("/password/forgotten").text
    said = {
        browser_of(None).post("/password/forgotten", data={"email": f"{who}@example.com"}).text
        for who in ("sam", "ada", "nobody")
    }

    assert "Nobody comes in by a password here" in page
    assert len(said) == 1
    assert "If this is the administrator for emergencies" in said.pop()


def test_the_account_page_offers_none(site: Cast, browser_of: Browser) -> None:
    assert "Nobody comes in by a password here" in browser_of(site.sam).get("/account").text
    assert "Your present password" in browser_of(site.ada).get("/account").text


def test_whoever_asks_for_a_password_there_is_led_to_the_ways_in(
    site: Cast, browser_of: Browser
) -> None:
    sent = browser_of(None).post("/password/forgotten", data={"email": "sam@example.com"})

    assert '<a href="/login">How to sign in here</a>' in sent.text


def test_a_form_under_way_waits_while_somebody_signs_in_at_the_provider(
    site: Cast, browser_of: Browser
) -> None:
    sent = {"form_id": form_id_in(browser_of(site.lee).get("/lead/teams/new")), "name": "Lee’s own"}
    page = browser_of(None).post("/lead/teams/new", data=sent)
    forms = {form.action: form for form in forms_in(page.text, "/")}

    assert page.status_code == 401
    assert re.search(r'href="/login/with/acme[^"]*" target="_blank">Sign in with Acme', page.text)
    assert "When you are in, come back here." in page.text
    assert {"csrf_token", "kept"} <= {one["name"] for one in forms["/login/kept"].controls}

    answer = browser_of(site.lee).post(
        "/login/kept", data={"kept": forms["/login/kept"].value("kept")}
    )

    assert "Lee’s own" in answer.text
