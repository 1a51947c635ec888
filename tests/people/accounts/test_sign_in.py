"""How does somebody get in?"""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.people.accounts import actions
from tandem.terms import Role
from tandem.web import db
from tests.cast import NOW, Cast, person
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.lessons import counted_queries, form_id_in

PASSWORD = "a long sentence"


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Sam has a real password."""
    actions.set_password(session, cast.sam, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def sign_in(
    browser: FlaskClient, email: str, password: str = PASSWORD, to: str = ""
) -> TestResponse:
    """Fill in the form."""
    return browser.post(f"/login{to}", data={"email": email, "password": password})


@pytest.mark.parametrize("email", ["sam@example.com", " SAM@Example.com "])
def test_sam_signs_in_however_the_address_is_written(
    with_password: Cast, browser_of: Browser, email: str
) -> None:
    browser = browser_of(None)

    assert sign_in(browser, email).location == "/"
    assert "Sam Adeyemi" in browser.get("/").text


def test_no_browser_refuses_an_address_with_an_umlaut(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    with_password.sam.email = "jörg@example.com"
    session.commit()
    browser = browser_of(None)

    (field,) = re.findall(r'<input[^>]* name="email"[^>]*>', browser.get("/login").text)

    assert ' type="text"' in field
    assert ' inputmode="email"' in field
    assert ' autocomplete="username"' in field
    assert sign_in(browser, "Jörg@example.com").location == "/"


def test_no_field_leaves_an_address_to_the_browser() -> None:
    pages = [*Path("templates").rglob("*.html"), *Path("tandem").rglob("*.py")]

    refusing = re.compile(r"type=.email|EmailField\b")
    assert [path for path in pages if refusing.search(path.read_text("utf-8"))] == []


def test_a_wrong_password_and_a_wrong_address_get_the_same_answer(
    with_password: Cast, browser_of: Browser
) -> None:
    wrong = sign_in(browser_of(None), "sam@example.com", "wrong password")
    nobody = sign_in(browser_of(None), "nobody@example.com", "wrong password")

    assert wrong.status_code == nobody.status_code == 400
    page = wrong.text.replace("sam@example.com", "nobody@example.com")
    assert without_tokens(page) == without_tokens(nobody.text)


def test_a_wrong_address_takes_as_long_as_a_wrong_password() -> None:
    # The tests hash quickly (tests/conftest.py); this one is made as a site makes them.
    made = argon2.PasswordHasher().hash("a password")

    def seconds(password_hash: str | None) -> float:
        start = time.perf_counter()
        actions.password_fits("wrong", password_hash)
        return time.perf_counter() - start

    there = min(seconds(made) for _ in range(3))
    nowhere = min(seconds(None) for _ in range(3))

    assert 0.3 < nowhere / there < 3


def test_a_closed_account_cannot_sign_in(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    with_password.sam.is_active = False
    session.commit()

    assert sign_in(browser_of(None), "sam@example.com").status_code == 400


def test_closing_an_account_ends_its_open_sessions(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    assert browser.get("/").status_code == 200
    cast.sam.is_active = False
    session.commit()

    assert browser.get("/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/account", "/account"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("//[", "/"),
        ("/learn/x%0Ay/", "/"),
        ("/%0D/evil.example", "/"),
        ("/%09\\evil.example", "/"),
        ("/learn/%E2%80%A8", "/"),
    ],
)
def test_sign_in_leads_back_only_to_pages_of_this_site(
    with_password: Cast, browser_of: Browser, wanted: str, where: str
) -> None:
    assert sign_in(browser_of(None), "sam@example.com", to=f"?next={wanted}").location == where


@pytest.mark.parametrize(
    "address",
    ["/learn/x%3Fy/", "/learn/x%23y/", "/learn/x%2525y/", "/learn/%C3%BC/?a=%26b", "/learn/a+b/?c"],
)
def test_sign_in_leads_to_the_very_address_that_was_asked_for(
    with_password: Cast, browser_of: Browser, address: str
) -> None:
    browser = browser_of(None)

    to_sign_in = browser.get(address).location

    assert sign_in(browser, "sam@example.com", to=to_sign_in.removeprefix("/login")).location == (
        address
    )


def test_signing_out_takes_a_press_and_works(cast: Cast, browser_of: Browser) -> None:
    browser = browser_of(cast.sam)

    assert browser.get("/logout").status_code == 405
    browser.post("/logout")

    assert browser.get("/").status_code == 302


def test_a_password_is_kept_as_argon2(with_password: Cast) -> None:
    assert (with_password.sam.password_hash or "").startswith("$argon2id$")


def test_who_signs_in_holds_up_nobody_while_the_password_is_looked_at(
    session: Session, with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, goes_on, verify = Event(), Event(), actions.password_fits

    def slowly(password: str, password_hash: str | None) -> bool:
        looks.set()
        assert goes_on.wait(20)
        return verify(password, password_hash)

    monkeypatch.setattr(actions, "password_fits", slowly)
    monkeypatch.setattr(db, "PATIENCE", 0.05)
    lee = browser_of(with_password.lee)
    sent = {"form_id": form_id_in(lee.get("/lead/teams/new")), "name": "West"}

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(sign_in, browser_of(None), "sam@example.com")
        looks.wait(20)
        answer = lee.post("/lead/teams/new", data=sent)
        goes_on.set()

    assert answer.status_code == 303
    assert coming.result().location == "/"


def test_a_password_that_was_changed_meanwhile_lets_nobody_in(
    session: Session, with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = actions.password_fits

    def change_first(password: str, password_hash: str | None) -> bool:
        new_hash = actions.hash_password("another sentence")
        actions.set_password(session, with_password.sam, new_hash, now=NOW)
        session.commit()
        return verify(password, password_hash)

    monkeypatch.setattr(actions, "password_fits", change_first)

    assert sign_in(browser_of(None), "sam@example.com").status_code == 400


def test_a_hash_of_an_older_make_is_renewed_at_the_sign_in(
    session: Session, with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = with_password.sam.password_hash
    newer = argon2.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(actions, "hasher", newer)

    answer = sign_in(browser_of(None), "sam@example.com")

    session.refresh(with_password.sam)
    assert answer.location == "/"
    assert with_password.sam.password_hash != before
    assert actions.password_fits(PASSWORD, with_password.sam.password_hash)


def test_an_empty_site_says_where_the_link_to_its_first_account_is(
    app: Flask, session: Session, browser_of: Browser
) -> None:
    said, visitor = "It was printed where this site was started", browser_of(None)
    before = visitor.get("/login").text
    refused = visitor.post("/login", data={"email": "a@example.com", "password": "wrong"}).text
    person(session, "Ada", "Lind", Role.ADMIN)
    session.commit()

    assert said in before
    assert said in refused
    assert said not in visitor.get("/login").text


def test_the_sign_in_asks_for_accounts_until_there_is_one(
    app: Flask, engine: Engine, cast: Cast, browser_of: Browser
) -> None:
    with counted_queries(engine) as first:
        browser_of(None).get("/login")
    with counted_queries(engine) as second:
        browser_of(None).get("/login")

    assert [sum("FROM person" in text for text in each) for each in (first, second)] == [1, 0]
