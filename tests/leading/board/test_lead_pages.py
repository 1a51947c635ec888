"""What do the pages of a leader say who looks for something, or has more than a page of it?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.leading.board import routes
from tests import cast as stage
from tests.cast import Cast
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
