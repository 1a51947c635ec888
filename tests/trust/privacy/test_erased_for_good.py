"""Does somebody who is erased stay so, whoever tries to bring them back and by whatever way?"""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    Base,
    Identity,
    Invitation,
    Pair,
    Person,
)
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.leaving import close_account
from tandem.terms import InvitationAnswer, Issuer, PairState, Role
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import agree, forms_in
from tests.lessons import form_id_in
from tests.trust.privacy.test_erasure import erase

PLACEHOLDER = "{sam}@erased.invalid"
NEW = {"email": "stranger@example.com", "given_name": "Eva", "surname": "Sol"}
ALL_OF_IT = {**NEW, "roles": "rep", "role": "rep", "is_active": "y", "is_sure": "y"}
# What an administrator can do to an account by its number.
BY_ADMINISTRATOR = [
    "/admin/people/{sam}",
    "/admin/people/{sam}/name",
    "/admin/people/{sam}/mail-address",
    "/admin/people/{sam}/link",
    "/admin/people/{sam}/sign-out",
    "/admin/people/{sam}/rights?open=yes",
    "/admin/people/{sam}/stays",
    "/admin/people/{sam}/providers/part",
    "/admin/people/{sam}/second-step/remove",
    "/admin/people/{sam}/erase",
]
PAGES = [
    "/admin/people/{sam}/name",
    "/admin/people/{sam}/mail-address",
    "/admin/people/{sam}/sign-out",
    "/admin/people/{sam}/erase",
    "/admin/people/{sam}/join",
]
BY_LEADER = [
    "/lead/teams/{north}/people/{sam}/gone",
    "/lead/teams/{north}/people/{sam}/leave",
    "/lead/teams/{north}/people/{sam}/stays",
    "/lead/teams/{north}/invitations/{asked}/again",
    "/lead/teams/{north}/invitations/{asked}/withdraw",
]
# What ends here and could be taken back, and who did it.
UNDONE = [
    ("ada", "/admin/people/{sam}", {"roles": "rep"}),
    ("lee", "/lead/teams/{north}/people/{sam}/gone", {}),
    ("lee", "/lead/teams/{north}/people/{sam}/leave", {}),
    ("lee", "/lead/teams/{north}/pairs/{pair}/end", {}),
]

# Whose own page has no form: the button is on this one.
PAGE_OF = {"/lead/teams/{north}/people/{sam}/leave": "/lead/teams/{north}/people"}


@pytest.fixture
def places(session: Session, cast: Cast) -> dict[str, int]:
    """The numbers of everything that leads to Sam; Lee has asked him something he left open."""
    wish = Wish(cast.sam.email, "Sam", "Adeyemi", frozenset({Role.REP}), team_id=cast.north.id)
    by = IssuedBy(Issuer.LEADER, cast.lee.id)
    asked = invitations.ask(session, wish, by, time_zone="UTC", now=NOW).invitation
    assert asked is not None
    session.add(Identity(person_id=cast.sam.id, issuer="i", subject="sam", created_at=NOW))
    session.commit()
    ids = {"sam": cast.sam.id, "north": cast.north.id, "pair": cast.pair.id, "asked": asked.id}
    session.rollback()
    return ids


@pytest.fixture
def erased(session: Session, cast: Cast, places: dict[str, int]) -> dict[str, int]:
    """The same, of Sam who is erased."""
    erase(session, session.get_one(Person, cast.sam.id))
    session.rollback()
    return places


def rows_of(session: Session, person_id: int) -> dict[str, set[Any]]:
    """All that is kept of somebody, and the pairs they sit in."""
    session.rollback()
    kept = {"person": set(session.execute(select(Person.__table__).where(Person.id == person_id)))}
    sits = (Pair.rep_id == person_id) | (Pair.support_id == person_id)
    kept["pair"] = set(session.execute(select(Pair.__table__).where(sits)))
    for table in Base.metadata.sorted_tables:
        if "person_id" in table.c and table.name != "pair_status":
            kept[table.name] = set(
                session.execute(select(table).where(table.c.person_id == person_id))
            )
    return kept


def send(browser: BrowserClient, page: str, address: str, **fields: str) -> TestResponse:
    """Send a form that was never offered, with the id of one that was."""
    return browser.post(address, data={"form_id": form_id_in(browser.get(page)), **fields})


@pytest.mark.parametrize("address", BY_ADMINISTRATOR)
def test_an_administrator_changes_nothing_of_them(
    session: Session, cast: Cast, browser_of: Browser, erased: dict[str, int], address: str
) -> None:
    before = rows_of(session, cast.sam.id)
    page = f"/admin/people/{cast.otto.id}"

    answer = send(browser_of(cast.ada), page, address.format(**erased), **ALL_OF_IT)

    assert answer.status_code == 404
    assert rows_of(session, cast.sam.id) == before


@pytest.mark.parametrize("address", PAGES)
def test_no_page_offers_an_act(
    cast: Cast, browser_of: Browser, erased: dict[str, int], address: str
) -> None:
    ada = browser_of(cast.ada)

    assert ada.get(address.format(**erased)).status_code == 404
    page = ada.get(f"/admin/people/{cast.sam.id}")
    assert page.status_code == 200
    assert "This account is erased." in page.text
    assert f"/admin/people/{cast.sam.id}/" not in page.text
    assert not [form for form in forms_in(page.text, "/") if "/people/" in form.action]


@pytest.mark.parametrize("address", BY_LEADER)
def test_a_leader_changes_nothing_of_them_and_asks_them_nothing(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, erased: dict[str, int],
    address: str,
) -> None:  # fmt: skip
    before, page = rows_of(session, cast.sam.id), f"/lead/teams/{cast.north.id}/people"

    answer = send(browser_of(cast.lee), page, address.format(**erased))

    assert answer.status_code == 404
    assert rows_of(session, cast.sam.id) == before


def test_what_they_were_asked_is_taken_back(session: Session, erased: dict[str, int]) -> None:
    asked = session.get_one(Invitation, erased["asked"])

    assert (asked.answer, asked.answered_at) == (InvitationAnswer.WITHDRAWN, NOW)


@pytest.mark.parametrize(
    ("who", "address"),
    [("ada", "/admin/"), ("lee", "/lead/teams/{north}/people")],
)
def test_where_their_mail_would_go_is_no_address(
    session: Session, cast: Cast, browser_of: Browser, erased: dict[str, int], who: str,
    address: str,
) -> None:  # fmt: skip
    before, address = rows_of(session, cast.sam.id), address.format(**erased)
    sent = {**ALL_OF_IT, "email": PLACEHOLDER.format(**erased)}

    answer = send(browser_of(getattr(cast, who)), address, address, **sent)

    assert answer.status_code == 400
    assert rows_of(session, cast.sam.id) == before


@pytest.mark.parametrize(
    ("who", "address"),
    [("ada", "/admin/import"), ("lee", "/lead/teams/{north}/people/import")],
)
def test_a_list_of_people_brings_nobody_back(
    session: Session, cast: Cast, browser_of: Browser, erased: dict[str, int], who: str,
    address: str,
) -> None:  # fmt: skip
    before, browser = rows_of(session, cast.sam.id), browser_of(getattr(cast, who))
    row = f"{PLACEHOLDER.format(**erased)};Eva;Sol;rep;North\n"
    file = io.BytesIO(f"email;given name;surname;role;team\n{row}".encode())
    address = address.format(**erased)
    sent = {"form_id": form_id_in(browser.get(address)), "file": (file, "people.csv")}

    look = browser.post(address, data=sent, follow_redirects=True)

    assert look.status_code == 400
    assert "form_id" not in look.text
    assert rows_of(session, cast.sam.id) == before


@pytest.mark.parametrize(("stays", "goes"), [("sam", "otto"), ("otto", "sam")])
def test_their_account_is_joined_with_none(
    session: Session, cast: Cast, browser_of: Browser, erased: dict[str, int], stays: str,
    goes: str,
) -> None:  # fmt: skip
    before = rows_of(session, cast.sam.id)
    address = f"/admin/people/{getattr(cast, stays).id}/join/{getattr(cast, goes).id}"

    answer = send(browser_of(cast.ada), f"/admin/people/{cast.otto.id}", address)

    assert answer.status_code == 400
    assert rows_of(session, cast.sam.id) == before


@pytest.mark.parametrize(("who", "address", "fields"), UNDONE)
def test_what_was_ended_before_is_not_taken_back(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], who: str,
    address: str, fields: dict[str, str],
) -> None:  # fmt: skip
    browser, page = browser_of(getattr(cast, who)), PAGE_OF.get(address, address)
    after = send(browser, page.format(**places), address.format(**places), **fields)
    after = agree(browser, after)
    offered = next(form for form in forms_in(browser.get(after.location).text, "/")
                   if form.value("done"))  # fmt: skip
    erase(session, session.get_one(Person, cast.sam.id))
    before = rows_of(session, cast.sam.id)

    sent = {"done": offered.value("done"), "form_id": offered.value("form_id")}
    answer = browser.post(offered.action, data=sent)

    assert answer.status_code in {303, 404}
    assert rows_of(session, cast.sam.id) == before
    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED


def test_who_opens_an_account_while_it_is_erased_comes_too_late(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int]
) -> None:
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    session.commit()
    ada, address = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"
    form_id = form_id_in(ada.get(address))
    erase(session, session.get_one(Person, cast.sam.id))
    before = rows_of(session, cast.sam.id)

    sent = {"form_id": form_id, "roles": ["rep"], "is_active": "y"}

    assert ada.post(address, data=sent).status_code == 404
    assert rows_of(session, cast.sam.id) == before
