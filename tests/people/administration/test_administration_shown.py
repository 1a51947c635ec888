"""What does an administrator read of people, of what is there twice, and of who has joined?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tandem.models import Person, PersonRole, Team
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy
from tandem.terms import Issuer, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.moments import SetClock
from tests.people.accounts.test_ways_in_shown import BY_MAIL
from tests.people.administration.test_kept_twice import ONE, OTHER
from tests.people.invitations.test_joining import bring_in, sheet
from tests.written import AsBefore


def test_what_is_there_twice_is_told_with_a_way_to_join_it(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    cast.sam.email, cast.otto.email = ONE, OTHER
    cast.ona.email = "o\u0308na@example.com"
    session.add_all(Team(name=name, created_at=NOW) for name in ("n\u200borth ", "NORTH"))
    session.commit()

    page = browser_of(cast.ada).get("/admin/").text

    page_as_before(page.partition('<section aria-labelledby="people-title"')[0])


def test_nobody_is_found_and_the_search_stays(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(cast.ada).get("/admin/?search=nobody&role=rep&state=joined").text)


@pytest.fixture
def waited_for(session: Session, cast: Cast, clock: SetClock) -> None:
    """Ivo's link has expired, Mia's works, and Noa has none."""
    now = clock.now
    bring_in(session, clock, "Ivo", "Mia", "Noa")
    wanted = select(Person).where(Person.surname == "Zeta").options(joinedload(Person.role_rows))
    people = {row.given_name: row for row in session.scalars(wanted).unique()}
    session.add(PersonRole(person_id=people["Mia"].id, role=Role.TRAINER))
    for name, ago in (("Ivo", timedelta(days=15)), ("Mia", timedelta(days=1))):
        issued = IssuedBy(Issuer.ADMIN, cast.ada.id)
        invitations.let_in(session, people[name], issued, now=now - ago)
    session.commit()


@pytest.mark.parametrize(
    ("config", "search"),
    [({}, ""), (BY_MAIL, ""), (BY_MAIL, "?search=mia"), ({}, "?search=nobody")],
    ids=["by hand", "by mail", "found", "not found"],
)
def test_who_is_not_here_yet_is_told_with_the_state_of_the_link(
    app: Flask, cast: Cast, waited_for: None, browser_of: Browser, page_as_before: AsBefore,
    config: dict[str, str], search: str,
) -> None:  # fmt: skip
    app.config.update(config)

    page_as_before(browser_of(cast.ada).get(f"/admin/joining{search}").text)


def test_a_long_list_of_whom_is_waited_for_goes_on_over_pages(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock, page_as_before: AsBefore
) -> None:
    bring_in(session, clock, *(f"Ivo{number:03}" for number in range(201)))

    page = browser_of(cast.ada).get("/admin/joining?search=ivo&page=2").text

    page_as_before(page.partition("</table>")[2])


def test_a_sheet_of_links_has_a_strip_for_each(
    cast: Cast, waited_for: None, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(sheet(browser_of(cast.ada), "/admin/joining", "/admin/joining/links").text)


def test_a_sheet_says_where_nobody_is_waited_for_anymore(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    ada, elsewhere = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"

    page_as_before(sheet(ada, elsewhere, "/admin/joining/links").text)


@pytest.mark.parametrize("config", [{}, BY_MAIL], ids=["without mail", "with mail"])
def test_a_closed_account_can_be_opened_or_erased(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    config: dict[str, str],
) -> None:  # fmt: skip
    app.config.update(config)
    cast.sam.is_active = False
    session.commit()

    page_as_before(browser_of(cast.ada).get(f"/admin/people/{cast.sam.id}").text)


def test_an_ending_that_is_looked_for_in_vain_leads_back_to_all(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(cast.ada).get("/admin/pairs?search=nobody").text)


def test_where_mail_is_set_up_a_letter_shows_whether_it_arrives(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    app.config.update(BY_MAIL)

    page = browser_of(cast.ada).get("/admin/settings").text

    page_as_before(page.partition("</table>")[2])
