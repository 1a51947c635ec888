"""Two accounts at what is one address: both go on working, and administrators see them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Team
from tandem.people.accounts import actions, queries
from tandem.people.administration.queries import kept_twice
from tests.cast import NOW, Cast
from tests.conftest import Browser

ONE, OTHER = "jörg@example.com", "jo\u0308rg@example.com"


@pytest.fixture
def twice(session: Session, cast: Cast) -> Cast:
    """Sam and Otto are at one address, spelled in two ways, each with a password of their own."""
    cast.sam.email, cast.otto.email = ONE, OTHER
    for person, password in ((cast.sam, "the sentence of Sam"), (cast.otto, "Otto and his")):
        actions.set_password(session, person, actions.hash_password(password), now=NOW)
    session.commit()
    return cast


def test_each_is_found_by_the_spelling_it_has(session: Session, twice: Cast) -> None:
    assert queries.person_by_email(session, ONE) == twice.sam
    assert queries.person_by_email(session, OTHER) == twice.otto


def test_any_other_spelling_means_the_one_that_is_spelled_as_all_are(
    session: Session, twice: Cast
) -> None:
    assert queries.person_by_email(session, "JÖRG@example.com ") == twice.sam


@pytest.mark.parametrize(
    ("email", "password"), [(ONE, "the sentence of Sam"), (OTHER, "Otto and his")]
)
def test_both_sign_in(twice: Cast, browser_of: Browser, email: str, password: str) -> None:
    answer = browser_of(None).post("/login", data={"email": email, "password": password})

    assert answer.status_code == 302


def test_administrators_see_both(session: Session, twice: Cast, browser_of: Browser) -> None:
    page = browser_of(twice.ada).get("/admin/").text

    assert "One mail address, two accounts" in page
    assert [(row.here, row.other) for row in kept_twice(session)] == [(twice.otto, twice.sam)]


def test_nothing_is_said_where_every_address_is_its_own(cast: Cast, browser_of: Browser) -> None:
    text = browser_of(cast.ada).get("/admin/").text
    assert "Sam Adeyemi" in text
    assert "One mail address, two accounts" not in text


def test_administrators_see_teams_of_one_name_with_who_leads_them(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    assert "One name, two teams" not in ada.get("/admin/").text
    session.add(Team(name="n\u200borth ", created_at=NOW))
    session.commit()

    page = ada.get("/admin/").text

    assert "One name, two teams" in page
    assert cast.lee.name in page.partition("One name, two teams")[2].partition("</section>")[0]


def test_a_form_keeps_one_spelling(session: Session, cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    ada.post(
        f"/admin/people/{cast.sam.id}/mail-address",
        data={"email": "\u200bSAM.A@xn--exmple-cua.com"},
    )

    session.refresh(cast.sam)
    assert cast.sam.email == "sam.a@exämple.com"
