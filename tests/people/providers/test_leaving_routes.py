"""Who signs out by a provider, and who may part from one?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Identity
from tests.cast import Cast
from tests.conftest import Browser
from tests.people.providers.conftest import Traveler, Trust
from tests.people.providers.forger import Forger


def test_signing_out_by_a_provider_is_for_whoever_came_by_it(
    traveler: Traveler, provider: Forger, trust: Trust, cast: Cast, browser_of: Browser
) -> None:
    trust(provider)
    sam, visitor = browser_of(cast.sam), browser_of(None)

    answers = [browser.post("/login/with/acme/sign-out") for browser in (sam, visitor)]

    assert [answer.location for answer in answers] == ["/login"] * 2
    assert sam.get("/").status_code == 200


@pytest.mark.parametrize("by_mail", [False, True])
def test_whoever_has_no_password_parts_from_a_provider_only_where_letters_let_in(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast,
    mailing: Flask, by_mail: bool,
) -> None:  # fmt: skip
    cast.sam.password_hash = None
    session.commit()
    trust(provider)
    mailing.config["MAIL_LINKS"] = by_mail
    traveler.sign_in(auth_time=int(provider.now))

    traveler.browser.post("/account/providers/part")

    assert (session.scalars(select(Identity)).all() == []) is by_mail
