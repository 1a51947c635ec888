"""In which zone and language does somebody begin who has chosen nothing yet?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.people.accounts.actions import issue_ticket
from tandem.people.invitations.actions import IssuedBy, Wish, invite_at_once
from tandem.terms import Issuer, Role
from tandem.web.regions import PRINCIPAL, zone_to_begin_with, zones_of
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.moments import SetClock


@pytest.mark.parametrize(
    ("wanted", "known", "zone"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "", "Europe/Vienna"),
        ("de", "", "Europe/Berlin"),
        ("en", "", "America/New_York"),
        ("zh-Hant-TW", "", "Asia/Taipei"),
        ("", "", "UTC"),
        ("*", "", "UTC"),
        ("de-1a", "", "Europe/Berlin"),
        ("xx-ZZ", "", "UTC"),
        ("en", "Europe/Berlin", "Europe/Berlin"),
        ("en-US", "America/Denver", "America/Denver"),
        ("pl-PL", "Europe/Berlin", "Europe/Warsaw"),
    ],
)
def test_the_wanted_language_says_a_sensible_zone(
    app: Flask, wanted: str, known: str, zone: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": wanted}):
        assert zone_to_begin_with(known=known) == zone


def test_every_principal_zone_is_one_of_its_country() -> None:
    assert [key for key, zone in PRINCIPAL.items() if zone not in zones_of(key)] == []


def chosen(text: str, name: str) -> str:
    """What is chosen in a list of a page."""
    listed = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
    assert listed
    found = re.search(r'<option selected value="([^"]+)"', listed[0])
    assert found
    return found[1]


def setup_address(session: Session) -> str:
    """The link of an empty site."""
    token = issue_ticket(session, "setup", person_id=None, now=NOW)
    session.commit()
    return f"/setup/{token}"


def test_whoever_sets_up_begins_in_the_zone_and_language_of_the_browser(
    session: Session, browser_of: Browser, clock: SetClock
) -> None:
    clock.now = NOW
    page = browser_of(None).get(
        setup_address(session), headers={"Accept-Language": "de-CH,de;q=0.8"}
    )

    assert chosen(page.text, "time_zone") == "Europe/Zurich"
    assert chosen(page.text, "language") == "de"
    assert "data-own-zone" in page.text


def test_what_whoever_sets_up_chooses_is_kept(
    session: Session, browser_of: Browser, clock: SetClock
) -> None:
    clock.now = NOW
    sent = {
        "given_name": "Lee", "surname": "Moreau", "email": "lee@example.com",
        "time_zone": "Asia/Tokyo", "language": "de", "new_password": "a short sentence",
        "repeat_password": "a short sentence",
    }  # fmt: skip

    browser_of(None).post(setup_address(session), data=sent, headers={"Accept-Language": "en-US"})

    session.rollback()
    row = session.execute(select(Person.time_zone, Person.language)).one()
    assert tuple(row) == ("Asia/Tokyo", "de")


def test_a_refused_form_keeps_what_was_chosen(
    session: Session, browser_of: Browser, clock: SetClock
) -> None:
    clock.now = NOW
    page = browser_of(None).post(
        setup_address(session), data={"time_zone": "Asia/Tokyo", "language": "de"}
    )

    assert page.status_code == 400
    assert chosen(page.text, "time_zone") == "Asia/Tokyo"
    assert "data-own-zone" not in page.text


def invited(session: Session, cast: Cast) -> str:
    """The address of an invitation, made by somebody in Berlin."""
    wish = Wish("ivo@example.com", "Ivo", "Sol", frozenset({Role.REP}))
    by = IssuedBy(Issuer.ADMIN, cast.ada.id)
    made = invite_at_once(session, wish, by, time_zone="Europe/Berlin", now=NOW)
    session.commit()
    return f"/invite/{made.token}"


def join(browser: FlaskClient, address: str, **fields: str) -> None:
    """Take an invitation up."""
    sent = {"given_name": "Ivo", "surname": "Sol", "new_password": "a short sentence"}
    browser.post(address, data={**sent, "repeat_password": "a short sentence", **fields})


def test_whoever_is_invited_begins_in_the_zone_and_language_of_the_browser(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    clock.now = NOW
    address, browser = invited(session, cast), browser_of(None)

    page = browser.get(address, headers={"Accept-Language": "de-AT"}).text
    plain = browser.get(address, headers={"Accept-Language": "en"}).text

    assert (chosen(page, "time_zone"), chosen(page, "language")) == ("Europe/Vienna", "de")
    assert (chosen(plain, "time_zone"), chosen(plain, "language")) == ("Europe/Berlin", "en")


def test_what_whoever_is_invited_chooses_is_kept(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    clock.now = NOW
    join(browser_of(None), invited(session, cast), time_zone="America/Lima", language="de")

    session.rollback()
    query = select(Person.time_zone, Person.language).where(Person.email == "ivo@example.com")
    assert tuple(session.execute(query).one()) == ("America/Lima", "de")
