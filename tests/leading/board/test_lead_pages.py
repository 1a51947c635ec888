"""What do the pages of a leader say who looks for something, or has more than a page of it?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.figures import paging
from tandem.leading.board import roads, routes, spans
from tandem.models import Course
from tandem.terms import Role
from tests import cast as stage
from tests.cast import Cast, House
from tests.conftest import Browser
from tests.leading.board.test_board import more_teams
from tests.lessons import assign, lesson, question, serve
from tests.written import AsBefore

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def lee(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Lee's browser; Sam and Sue have a course of two modules."""
    served = serve(session, lesson(question("q1")), lesson(name="second", title="The second"))
    assign(session, cast.pair, served, due_on=date(2027, 3, 20))
    return browser_of(cast.lee)


def part_of(page: str, pattern: str) -> str:
    """The part of a page that reads so."""
    (part,) = re.findall(pattern, page, re.DOTALL)
    return str(part)


@pytest.mark.parametrize("query", ["module=engine", "search=zhang&state=nobody_yet", "stalled=1"])
def test_what_the_pairs_are_looked_through_for_stays_on_the_page(
    cast: Cast, lee: FlaskClient, page_as_before: AsBefore, query: str
) -> None:
    page = lee.get(f"/lead/teams/{cast.north.id}/?{query}").text

    page_as_before(part_of(page, '<form class="filters".*?</form>'))


def test_among_many_teams_one_is_looked_for_by_name(
    session: Session, cast: Cast, lee: FlaskClient, page_as_before: AsBefore
) -> None:
    more_teams(session, cast, 50)

    page_as_before(lee.get("/lead/?team_name=emeute+48&search=zhang").text)


def test_a_dozen_teams_stand_first_and_a_way_leads_to_all(
    session: Session, cast: Cast, lee: FlaskClient, page_as_before: AsBefore
) -> None:
    more_teams(session, cast, 12)

    page_as_before(part_of(lee.get("/lead/").text, '<details id="teams".*?</details>'))


def test_while_pairs_are_still_counted_the_page_says_so(
    cast: Cast, lee: FlaskClient, page_as_before: AsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "catch_up", lambda *given: 3)

    page_as_before(lee.get(f"/lead/teams/{cast.north.id}/").text)


def test_a_new_team_leads_to_forming_its_first_pair(
    session: Session, cast: Cast, lee: FlaskClient, page_as_before: AsBefore
) -> None:
    new = stage.team(session, "New", cast.lee)
    session.commit()

    page_as_before(lee.get(f"/lead/teams/{new.id}/").text)


def test_a_leader_without_a_team_reads_how_to_begin(
    session: Session, lee: FlaskClient, browser_of: Browser, page_as_before: AsBefore
) -> None:
    new = stage.person(session, "Nia", "Quist", Role.LEADER)
    session.commit()

    page_as_before(browser_of(new).get("/lead/").text)


def test_a_team_whose_pairs_have_no_course_is_led_to_one(
    cast: Cast, lee: FlaskClient, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(cast.olga).get(f"/lead/teams/{cast.south.id}/").text)


@pytest.mark.parametrize("query", ["search=nobody", "course=teaming&stalled=1&ended=1&order=due"])
def test_where_nothing_is_found_a_way_leads_back_to_all(
    cast: Cast, lee: FlaskClient, page_as_before: AsBefore, query: str
) -> None:
    page_as_before(lee.get(f"/lead/teams/{cast.north.id}/?{query}").text)


@pytest.mark.parametrize("address", ["/lead/?page=2&order=name", "/lead/teams/{}/?page=3"])
def test_further_pages_of_pairs_are_reached_from_each(
    session: Session, cast: House, lee: FlaskClient, page_as_before: AsBefore,
    monkeypatch: pytest.MonkeyPatch, address: str,
) -> None:  # fmt: skip
    course = session.scalars(select(Course)).one()
    for pair in (cast.second_pair, cast.leaders_pair):
        assign(session, pair, course)
    for module in (paging, roads, spans):
        monkeypatch.setattr(module, "ON_A_PAGE", 1)

    page = lee.get(address.format(cast.north.id)).text

    page_as_before(part_of(page, '<p class="pages__where".*?</nav>'))


def test_further_pages_of_teams_are_reached_from_each(
    session: Session, cast: Cast, lee: FlaskClient, page_as_before: AsBefore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    more_teams(session, cast, 6)
    monkeypatch.setattr(paging, "ON_A_PAGE", 2)

    page = lee.get("/lead/?teams=all&teams_page=2&team_name=emeute").text

    page_as_before(part_of(page, '<details id="teams".*?</details>'))
