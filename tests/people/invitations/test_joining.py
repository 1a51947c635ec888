"""Who has joined, whose link has expired, and links for everybody as a sheet to print."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Letter, Person
from tandem.people.accounts.actions import create_person
from tandem.people.invitations import actions
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.terms import AuditAct, Issuer, Role
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in
from tests.moments import SetClock

LINK = re.compile(r"<code>(http[^<]*/invite/[^<]+)</code>")


def bring_in(session: Session, clock: SetClock, *names: str) -> None:
    """People with a role who are not here yet."""
    for name in names:
        create_person(
            session, f"{name.lower()}@firm.example", given_name=name, surname="Zeta",
            roles=[Role.REP], time_zone="UTC", now=clock.now,
        )  # fmt: skip
    session.commit()


def sheet(browser: BrowserClient, page: str, address: str) -> TestResponse:
    """Press the button that makes the sheet."""
    return browser.post(address, data={"form_id": form_id_in(browser.get(page))})


def test_ada_sees_who_has_joined_and_whose_link_has_expired(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    bring_in(session, clock, "Ivo", "Mia", "Noa")
    ada = browser_of(cast.ada)
    sheet(ada, "/admin/joining", "/admin/joining/links")
    clock.set_to(clock.now + timedelta(days=15))
    bring_in(session, clock, "Pia")

    page = browser_of(cast.ada).get("/admin/joining").text

    assert "4 people aren’t here yet" in page
    assert page.count("the link expired on") == 3
    assert page.count("no link yet") == 1


def test_who_joined_lately_is_named_and_who_joined_long_ago_is_not(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    bring_in(session, clock, "Ivo", "Mia")
    for name, ago in (("ivo", timedelta(59)), ("mia", timedelta(60))):
        query = update(Person).where(Person.email == f"{name}@firm.example")
        session.execute(query.values(joined_at=clock.now - ago))
    session.commit()

    page = browser_of(cast.ada).get("/admin/joining").text

    assert "Ivo Zeta" in page
    assert "Mia Zeta" not in page


def test_the_page_asks_as_much_however_many_people_wait(
    engine: Engine, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ada = browser_of(cast.ada)
    bring_in(session, clock, "Ivo")
    ada.get("/admin/joining")
    with counted_queries(engine) as few:
        ada.get("/admin/joining")
    bring_in(session, clock, *(f"Ivo{number}" for number in range(20)))

    with counted_queries(engine) as many:
        ada.get("/admin/joining")

    assert len(many) == len(few)


def test_a_sheet_has_a_strip_and_a_working_link_for_each_and_the_log_says_so(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    bring_in(session, clock, "Ivo", "Mia")

    page = sheet(browser_of(cast.ada), "/admin/joining", "/admin/joining/links")

    links = LINK.findall(page.text)
    assert (len(set(links)), page.text.count("strips__picture")) == (2, 2)
    assert all(name in page.text for name in ("Ivo Zeta", "Mia Zeta"))
    assert "no-store" in page.headers["Cache-Control"]
    assert all(app.test_client().get(link).status_code == 200 for link in links)
    made = select(func.count()).where(AuditEntry.act == AuditAct.LINK_TO_JOIN)
    session.rollback()
    assert session.scalar(made) == 2


def test_no_sheet_is_made_twice_by_one_press_nor_where_mail_works(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    bring_in(session, clock, "Ivo")
    ada = browser_of(cast.ada)
    sent = {"form_id": form_id_in(ada.get("/admin/joining"))}
    first = ada.post("/admin/joining/links", data=sent)

    again = ada.post("/admin/joining/links", data=sent)
    app.config["SMTP_URL"] = "smtp://127.0.0.1:9"
    by_mail = sheet(ada, "/admin/joining", "/admin/joining/links")

    assert (first.status_code, again.status_code, by_mail.status_code) == (200, 303, 303)
    assert LINK.findall(again.text + by_mail.text) == []
    assert "Make a sheet of links" not in ada.get("/admin/joining").text


def test_lee_prints_links_for_those_whom_lee_has_asked_alone(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    for email, by, team in (
        ("ivo@firm.example", cast.lee, cast.north), ("eva@firm.example", cast.olga, cast.south),
    ):  # fmt: skip
        wish = Wish(email, email[:3].title(), "Sol", frozenset({Role.REP}), team_id=team.id)
        issued = IssuedBy(Issuer.LEADER, by.id)
        actions.ask(session, wish, issued, time_zone="UTC", now=clock.now)
    session.commit()
    people = f"/lead/teams/{cast.north.id}/people"

    page = sheet(browser_of(cast.lee), people, f"{people}/links")

    assert len(LINK.findall(page.text)) == 1
    assert "Ivo Sol" in page.text
    assert "Eva Sol" not in page.text
    others = browser_of(cast.olga).post(f"{people}/links", data={"form_id": "x"})
    assert others.status_code == 404
    assert session.scalar(select(func.count(Letter.id))) == 0
