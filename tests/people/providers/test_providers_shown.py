"""What does somebody read on the way to a sign-in provider, back, and out?"""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template
from sqlalchemy.orm import Session

from tandem.models import Identity
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.people.accounts.test_ways_in_shown import ACME, WAYS
from tests.people.providers.conftest import Traveler, Trust
from tests.people.providers.forger import Forger
from tests.written import AsBefore

BACK = "/login/with/acme/back"
WITH_PROVIDER = [name for name, config in WAYS.items() if "PROVIDERS" in config]


@pytest.mark.parametrize("ways", WITH_PROVIDER)
def test_whom_a_provider_does_not_let_in_is_told_what_is_left(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, ways: str
) -> None:
    app.config.update(WAYS[ways])

    page_as_before(browser_of(None).post(BACK, data={"state": "unknown"}).text)


def test_what_a_provider_gives_is_sent_on_by_a_button(
    traveler: Traveler, provider: Forger, trust: Trust, page_as_before: AsBefore
) -> None:
    trust(provider)
    state = re.search(r"[?&]state=([^&]+)", traveler.set_out())
    assert state
    given = f"state={state[1]}&code=a-code&iss=https://acme.example.com&more=left-out"

    page = traveler.browser.get(f"{BACK}?{given}").text

    page_as_before(page.replace(state[1], "the-state"))


@pytest.mark.parametrize(
    ("ways", "has_password", "is_joined"),
    [
        ("password or provider", True, True),
        ("password or provider", False, True),
        ("provider", True, True),
        ("provider or letter", False, True),
        ("provider", False, False),
    ],
)
def test_whose_account_is_joined_may_part_where_there_is_another_way_in(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    ways: str, has_password: bool, is_joined: bool,
) -> None:  # fmt: skip
    app.config.update(WAYS[ways])
    cast.sam.password_hash = "a hash" if has_password else None
    if is_joined:
        issuer = ACME.issuer
        session.add(Identity(person_id=cast.sam.id, issuer=issuer, subject="sam", created_at=NOW))
    session.commit()

    page_as_before(browser_of(cast.sam).get("/account/providers").text)


def test_signing_out_leads_on_to_where_the_provider_ends_it(
    app: Flask, cast: Cast, page_as_before: AsBefore
) -> None:
    page, address = "people/providers/signed_out.html", "https://acme.example.com/end?hint=1"

    with app.test_request_context("/logout"):
        page_as_before(render_template(page, provider=ACME, address=address))
