"""What becomes of a form whose sender was signed out, or whose page is old?"""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Team
from tandem.people.accounts import actions
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock

PASSWORD = "a long sentence"


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Lee and Olga have real passwords."""
    for who in (cast.lee, cast.olga):
        actions.set_password(session, who, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def hidden(text: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found
    return html.unescape(found[1])


def test_a_session_that_ended_while_writing_loses_nothing(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(with_password.lee).get("/lead/teams/new"))
    sent = {"form_id": form_id, "name": "What Lee wrote"}
    signed_out = browser_of(None)

    page = signed_out.post("/lead/teams/new", data=sent)
    again = signed_out.post(
        "/login",
        data={"email": "lee@example.com", "password": PASSWORD, "kept": hidden(page.text, "kept")},
    )
    fields = {name: hidden(again.text, name) for name in ("form_id", "name")}
    signed_out.post("/lead/teams/new", data=fields)

    assert page.status_code == 401
    assert "Nothing was lost" in again.text
    assert session.scalars(select(Team.name).where(Team.name == "What Lee wrote")).one()


def test_a_kept_form_is_not_handed_to_somebody_else(
    with_password: Cast, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(with_password.lee).get("/lead/teams/new"))
    signed_out = browser_of(None)
    page = signed_out.post("/lead/teams/new", data={"form_id": form_id, "name": "Lee's own"})

    answer = signed_out.post(
        "/login",
        data={"email": "olga@example.com", "password": PASSWORD, "kept": hidden(page.text, "kept")},
    )

    assert "Lee&#39;s own" not in answer.text
    assert answer.location == "/"


@pytest.mark.parametrize(
    ("later", "is_there"),
    [(timedelta(hours=24), True), (timedelta(hours=24, seconds=1), False)],
)
def test_a_kept_form_is_there_for_a_day(
    with_password: Cast, browser_of: Browser, clock: SetClock, later: timedelta, is_there: bool
) -> None:
    form_id = form_id_in(browser_of(with_password.lee).get("/lead/teams/new"))
    signed_out = browser_of(None)
    page = signed_out.post("/lead/teams/new", data={"form_id": form_id, "name": "What Lee wrote"})

    clock.go_on(later)
    kept = hidden(page.text, "kept")
    sent = {"email": "lee@example.com", "password": PASSWORD, "kept": kept}
    answer = signed_out.post("/login", data=sent)

    assert ("What Lee wrote" in answer.text) is is_there


def test_a_password_is_never_kept_in_a_page(with_password: Cast, browser_of: Browser) -> None:
    form_id = form_id_in(browser_of(with_password.lee).get("/account"))
    written = {"form_id": form_id, "given_name": "NO-SECRET", "password": "SECRET-WORD"}
    signed_out = browser_of(None)

    kept = hidden(signed_out.post("/account", data=written).text, "kept")
    sent = {"email": "lee@example.com", "password": PASSWORD, "kept": kept}
    page = signed_out.post("/login", data=sent).text

    assert "NO-SECRET" in page
    assert "SECRET-WORD" not in page


def test_a_form_with_an_old_token_is_offered_again(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(cast.lee).get("/lead/teams/new"))

    page = browser_of(cast.lee).post(
        "/lead/teams/new", data={"form_id": form_id, "name": "Kept", "csrf_token": "old"}
    )

    assert page.status_code == 400
    assert hidden(page.text, "name") == "Kept"
    assert session.scalars(select(Team).where(Team.name == "Kept")).all() == []


def test_a_form_from_elsewhere_records_nothing(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    elsewhere = browser_of(cast.lee)
    elsewhere.sends_token = False

    page = elsewhere.post("/lead/teams/new", data={"name": "Forged"})

    assert page.status_code == 400
    assert "Forged" not in page.text
    assert session.scalars(select(Team).where(Team.name == "Forged")).all() == []


def test_somebody_elses_form_is_refused(session: Session, cast: Cast, browser_of: Browser) -> None:
    form_id = form_id_in(browser_of(cast.lee).get("/lead/teams/new"))

    page = browser_of(cast.olga).post("/lead/teams/new", data={"form_id": form_id, "name": "X"})

    assert page.status_code == 400
    assert "This form is out of date" in page.text


def test_a_form_kept_over_the_sign_in_is_taken_at_the_first_press(
    app: Flask, session: Session, with_password: Cast, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(with_password.lee).get("/lead/teams/new"))
    signed_out = browser_of(None)
    page = signed_out.post("/lead/teams/new", data={"form_id": form_id, "name": "Kept"})
    signed_out.sends_token = False

    words = {"email": "lee@example.com", "password": PASSWORD, "kept": hidden(page.text, "kept")}
    token = hidden(page.text, "csrf_token")
    again = signed_out.post("/login", data={**words, "csrf_token": token})
    fields = {name: hidden(again.text, name) for name in ("form_id", "name", "csrf_token")}
    signed_out.post("/lead/teams/new", data=fields)

    assert session.scalars(select(Team.name).where(Team.name == "Kept")).one()
