"""What becomes of somebody whose role needs a second step?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.web.settings import WrongSetting, checked
from tests.cast import Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock


@pytest.fixture
def asked(app: Flask) -> Iterator[Flask]:
    """Administrators and trainers need one, after two weeks."""
    app.config["SECOND_STEP_ROLES"] = "admin, trainer"
    yield app
    app.config["SECOND_STEP_ROLES"] = ""


def test_nobody_is_shut_out_unwarned(
    asked: Flask, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ada = browser_of(cast.ada)

    page = ada.get("/admin/")
    wait_for_letters()

    assert page.status_code == 200
    assert "Your role needs a second step at sign-in. Until 8 Dec 2026" in " ".join(
        page.text.split()
    )
    clock.set_to(clock.now + timedelta(days=13, hours=23))
    assert ada.get("/admin/").status_code == 200


def test_after_two_weeks_the_page_that_sets_it_up_is_the_one_that_opens(
    asked: Flask, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ada = browser_of(cast.ada)
    ada.get("/admin/")
    wait_for_letters()
    clock.set_to(clock.now + timedelta(days=14))

    for page in ("/admin/", "/", "/account"):
        assert ada.get(page).location == "/account/second-step"
    for page in ("/account/second-step", "/account/second-step/app", "/privacy"):
        assert ada.get(page).status_code == 200
    assert ada.post("/logout").status_code == 302


def test_whoever_has_one_and_whoever_needs_none_notices_nothing(
    asked: Flask, cast: Cast, browser_of: Browser, session: Session, clock: SetClock
) -> None:
    cast.ada.has_second_step = True
    session.commit()
    for person in (cast.ada, cast.sam):
        assert "needs a second step" not in browser_of(person).get("/").text
    clock.set_to(clock.now + timedelta(days=60))

    assert browser_of(cast.ada).get("/admin/").status_code == 200
    assert browser_of(cast.sam).get("/").status_code == 200


def test_a_role_that_does_not_exist_is_named_when_the_site_starts(app: Flask) -> None:
    with pytest.raises(WrongSetting, match=r"SECOND_STEP_ROLES.*there are rep, support, leader"):
        checked({**app.config, "SECOND_STEP_ROLES": "boss"})
