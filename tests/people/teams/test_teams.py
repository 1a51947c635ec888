"""How does a leader fill a team, and an administrator give roles?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Invitation, Letter, Pair, Person, PersonRole, Team, TeamMember
from tandem.terms import Role
from tests.cast import Cast, person
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in
from tests.people.invitations.asking import join, link_in

NEW = {"given_name": "Ivo", "surname": "Sol", "email": "Ivo@Example.com", "role": "rep"}


def invite(browser: FlaskClient, address: str, **fields: Any) -> TestResponse:
    """Fill in the form and look at the page that follows."""
    form_id = form_id_in(browser.get(address))
    sent = {"form_id": form_id, **NEW, **fields}
    return browser.post(address, data=sent, follow_redirects=True)


def roles_of(session: Session, somebody: Person) -> set[Role]:
    """The roles that somebody holds."""
    query = select(PersonRole.role).where(PersonRole.person_id == somebody.id)
    return set(session.scalars(query))


def test_lee_invites_and_the_link_lets_in(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    page = invite(browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people")

    link, guest = link_in(page.text), browser_of(None)
    assert "ivo@example.com" in guest.get(link).text
    assert join(guest, link).status_code == 303
    ivo = session.scalars(select(Person).where(Person.email == "ivo@example.com")).one()
    assert session.get(TeamMember, (cast.north.id, ivo.id))
    assert roles_of(session, ivo) == {Role.REP}


def test_the_link_is_shown_once(cast: Cast, browser_of: Browser) -> None:
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people"
    once = invite(browser, address).text

    assert "/invite/" in once
    again = browser.get(address).text
    assert "ivo@example.com" in again
    assert "/invite/" not in again


def test_an_invitation_sent_twice_makes_one_person(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people"
    sent = {"form_id": form_id_in(browser.get(address)), **NEW}

    assert [browser.post(address, data=sent).status_code for _ in range(2)] == [303, 303]
    query = select(func.count()).where(Person.email == "ivo@example.com")
    assert session.scalar(query) == 1


def test_somebody_with_an_account_says_yes_first_and_keeps_their_name(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    page = invite(
        browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people",
        email="otto@example.com", role="support",
    )  # fmt: skip

    assert "Otto" not in page.text
    assert session.get(TeamMember, (cast.north.id, cast.otto.id)) is None
    otto = browser_of(cast.otto)
    requests = otto.get("/account/requests")
    row = session.scalars(select(Invitation)).one()
    answer = {"form_id": form_id_in(requests), "answer": "yes"}
    otto.post(f"/account/requests/{row.id}", data=answer)

    session.rollback()
    assert session.get(TeamMember, (cast.north.id, cast.otto.id))
    session.refresh(cast.otto)
    assert cast.otto.name == "Otto Berg"
    assert roles_of(session, cast.otto) == {Role.REP, Role.SUPPORT}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"role": "boss"}, "Choose one of the two roles"),
        ({"role": "admin"}, "Choose one of the two roles"),
        ({"email": "no address"}, "doesn’t look like a mail address"),
        ({"given_name": ""}, "Please fill this in"),
    ],
)
def test_what_will_not_do_is_named_and_nothing_written_is_lost(
    cast: Cast, browser_of: Browser, wrong: dict[str, str], message: str
) -> None:
    page = invite(browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people", **wrong)

    assert page.status_code == 400
    assert message in page.text
    assert 'value="Sol"' in page.text


def test_an_invitation_is_mailed_where_a_mail_server_is_set_up(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")

    invite(browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people")

    letter = session.scalars(select(Letter)).one()
    assert "https://tandem.example.com/invite/" in letter.text


def test_a_link_asked_for_twice_with_one_press_is_one_link(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people"
    invite(browser, address)
    row = session.scalars(select(Invitation)).one()
    sent = {"form_id": form_id_in(browser.get(address))}

    for _ in range(2):
        browser.post(f"/lead/teams/{cast.north.id}/invitations/{row.id}/again", data=sent)

    links = re.findall(r'value="http://localhost(/invite/[^"]+)"', browser.get(address).text)
    assert len(links) == 1
    assert browser_of(None).get(links[0]).status_code == 200


def test_who_leaves_a_team_keeps_the_pair_and_the_records(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(cast.lee).post(f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave")

    assert session.get(TeamMember, (cast.north.id, cast.sam.id)) is None
    assert session.get(Pair, cast.pair.id)


def test_lee_makes_a_team_once_however_often_the_button_is_pressed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    sent = {"form_id": form_id_in(browser.get("/lead/teams/new")), "name": "West"}

    first, second = (browser.post("/lead/teams/new", data=sent) for _ in range(2))

    assert first.location == second.location
    assert session.scalar(select(func.count()).where(Team.name == "West")) == 1


def test_ada_gives_a_role_and_it_opens_its_doors(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"
    sent = {"form_id": form_id_in(browser.get(address)), "roles": ["rep", "trainer"]}

    browser.post(address, data={**sent, "is_active": "y"})

    assert browser_of(cast.sam).get("/author/").status_code == 200


def test_a_role_that_does_not_exist_is_named(cast: Cast, browser_of: Browser) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"
    form_id = form_id_in(browser.get(address))

    answer = browser.post(address, data={"form_id": form_id, "roles": ["boss"], "is_active": "y"})

    assert answer.status_code == 400
    assert "There is no role called boss" in answer.text


def test_the_last_administrator_cannot_give_the_role_away(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.ada.id}"
    form_id = form_id_in(browser.get(address))

    answer = browser.post(address, data={"form_id": form_id, "roles": ["rep"], "is_active": "y"})

    assert answer.status_code == 400
    assert "Make somebody else an administrator first" in answer.text


def test_ada_makes_a_link_for_a_new_password(cast: Cast, browser_of: Browser) -> None:
    browser, address = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"
    sent = {"form_id": form_id_in(browser.get(address))}

    page = browser.post(f"{address}/link", data=sent, follow_redirects=True)

    assert "http://localhost/password/" in page.text


def test_ada_invites_a_trainer(session: Session, cast: Cast, browser_of: Browser) -> None:
    invite(browser_of(cast.ada), "/admin/", role="trainer")

    query = select(Person).where(Person.role_rows.any(role=Role.TRAINER))
    assert "ivo@example.com" in {person.email for person in session.scalars(query)}


def names_in(page: str) -> list[str]:
    """The names in the list of people, in their order."""
    return re.findall(r'href="/admin/people/\d+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("search=adeyemi", ["Sam Adeyemi"]),
        ("search=ZHANG+sue", ["Sue Zhang"]),
        ("search=emile", ["Émile Zidane"]),
        ("search=sue@example.com", ["Sue Zhang"]),
        ("search=nobody+there", []),
        ("role=trainer", ["Tess Novak"]),
        ("state=closed", ["Émile Zidane"]),
        ("state=invited&search=zidane", []),
    ],
)
def test_ada_finds_people_by_name_address_role_and_account(
    session: Session, cast: Cast, browser_of: Browser, said: str, names: list[str]
) -> None:
    person(session, "Émile", "Zidane", Role.REP).is_active = False
    session.commit()

    page = browser_of(cast.ada).get(f"/admin/?{said}").text

    assert names_in(page) == names


def test_ada_turns_the_pages_of_many_people(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    for number in range(150):
        person(session, f"P{number}", f"Q{number:03}", Role.REP)
    session.commit()

    second = browser_of(cast.ada).get("/admin/?role=rep&search=q&page=2").text

    assert names_in(second) == [f"P{number} Q{number:03}" for number in range(100, 150)]
    assert "Page 2 of 2" in second
    assert 'href="/admin/?page=1&amp;search=q&amp;role=rep"' in second


def test_everybody_is_found_with_the_same_queries_however_many_they_are(
    engine: Engine, session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    ada.get("/admin/")
    with counted_queries(engine) as few:
        ada.get("/admin/")
    session.add_all(person(session, f"P{number}", "Q", Role.REP) for number in range(60))
    session.commit()

    with counted_queries(engine) as many:
        ada.get("/admin/")

    assert len(many) == len(few)
