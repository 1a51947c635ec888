"""Which rights can an administrator take, and what becomes of an account that is closed already?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, PersonRole, TeamLeader
from tandem.terms import AuditAct, Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import agree
from tests.lessons import form_id_in


def give(browser: FlaskClient, person_id: int, *roles: Role, **fields: str) -> TestResponse:
    """Send the form of somebody's roles."""
    address = f"/admin/people/{person_id}"
    sent: dict[str, Any] = {
        "form_id": form_id_in(browser.get(address)),
        "roles": [*roles],
        **fields,
    }
    return agree(browser, browser.post(address, data=sent))


@pytest.fixture
def two_administrators(session: Session, cast: Cast) -> Cast:
    """Lee administers the site beside Ada."""
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    session.commit()
    return cast


@pytest.mark.parametrize(
    ("emergency", "status"),
    [("", 303), ("ada@example.com", 303), ("lee@example.com", 400)],
)
def test_the_emergency_administrator_stays_one(
    app: Flask, two_administrators: Cast, browser_of: Browser, emergency: str, status: int
) -> None:
    app.config["EMERGENCY_ADMIN"] = emergency
    lee = two_administrators.lee.id

    answer = give(browser_of(two_administrators.ada), lee, Role.LEADER, is_active="y")

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("roles", "is_active"), [([Role.TRAINER], True), ([Role.TRAINER, Role.ADMIN], False)]
)
def test_whoever_could_not_administer_anyway_can_be_given_other_roles(
    app: Flask, two_administrators: Cast, session: Session, browser_of: Browser,
    roles: list[Role], is_active: bool,
) -> None:  # fmt: skip
    tess = two_administrators.tess
    app.config["EMERGENCY_ADMIN"] = tess.email
    tess.role_rows, tess.is_active = [PersonRole(role=role) for role in roles], is_active
    session.commit()

    answer = give(browser_of(two_administrators.ada), tess.id, Role.REP)

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("role", "is_led_by_another", "is_said"),
    [(Role.TRAINER, False, True), (Role.LEADER, False, False), (Role.TRAINER, True, False)],
)
def test_whoever_takes_the_role_from_the_only_leader_reads_which_team_it_is(
    session: Session, cast: Cast, browser_of: Browser, role: Role, is_led_by_another: bool,
    is_said: bool,
) -> None:  # fmt: skip
    if is_led_by_another:
        session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
        session.commit()
    ada = browser_of(cast.ada)

    said = ada.get(give(ada, cast.olga.id, role, is_active="y").location).text

    assert ("Nobody leads these teams now: South." in said) is is_said
    session.rollback()
    noted = select(AuditEntry.team_id).where(AuditEntry.act == AuditAct.TEAM_LEADERLESS)
    assert session.scalars(noted).all() == ([cast.south.id] if is_said else [])


def test_a_closed_account_is_not_closed_again_with_other_roles(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    first = give(ada, cast.sam.id, Role.REP)
    second = give(ada, cast.sam.id, Role.SUPPORT)

    assert ("undo=" in first.location, "undo=" in second.location) == (True, False)
    closed = select(AuditEntry.subject_id).where(AuditEntry.act == AuditAct.CLOSED)
    assert session.scalars(closed).all() == [cast.sam.id]


def test_where_nobody_comes_in_by_a_password_whoever_is_invited_gets_a_link_all_the_same(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    app.config.update(PASSWORDS=False, EMERGENCY_ADMIN="ada@example.com")
    cast.sam.joined_at = None
    session.commit()
    ada = browser_of(cast.ada)

    for person in (cast.sam, cast.sue):
        page = f"/admin/people/{person.id}"
        ada.post(f"{page}/link", data={"form_id": form_id_in(ada.get(page))})

    session.rollback()
    linked = select(AuditEntry.act, AuditEntry.subject_id)
    assert session.execute(linked).all() == [(AuditAct.LINK_TO_JOIN, cast.sam.id)]


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_nobody_is_invited_by_mail_where_none_is_sent_or_by_an_old_page(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, is_reloaded: bool
) -> None:
    cast.sam.joined_at = None
    session.commit()
    ada = browser_of(cast.ada)
    form_id = form_id_in(ada.get("/admin/")) if is_reloaded else "any"
    app.config["SMTP_URL"] = "" if is_reloaded else "smtp://127.0.0.1:1"

    answer = ada.post("/admin/invite-all", data={"form_id": form_id}, follow_redirects=True)

    assert "Nothing was sent." in answer.text
    assert session.scalars(select(AuditEntry)).all() == []
