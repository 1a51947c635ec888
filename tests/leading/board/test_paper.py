"""Does the page to print hold every row of what is looked for, in words, and say what it is?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.leading.board.board_helpers import cells, serve_thirty_pairs
from tests.lessons import finish

FILTERS = ("", "state=waiting_for_rep", "order=due", "search=quist1")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam has a course with thirty partners, so that the screen has two pages."""
    served = serve_thirty_pairs(session, cast, due_on=date(2099, 3, 20))
    finish(session, cast.sue)
    return served


@pytest.mark.parametrize("page", ["/lead/", "/lead/teams/{}/"])
def test_paper_says_what_all_pages_of_the_screen_say(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    lee, base = browser_of(cast.lee), page.format(cast.north.id)

    for filters in FILTERS:
        screens = [lee.get(f"{base}?{filters}&page={number}").text for number in (1, 2)]
        paper = lee.get(f"{base}print?{filters}").text

        second = screens[1] if "Page 2 of 2" in screens[1] else ""
        assert cells(paper) == cells(screens[0]) + cells(second) != [], filters
        ways = re.findall(r'href="([^"]+)">Print<', screens[0])
        answers = [lee.get(way.replace("&amp;", "&")).status_code for way in ways]
        assert answers == [200], filters


def test_paper_names_its_day_its_team_and_what_was_looked_for(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)

    team = lee.get(f"/lead/teams/{cast.north.id}/print?search=sue&stalled=1&due=overdue").text
    everywhere = lee.get(f"/lead/print?team={cast.north.id}&course=teaming&order=due").text

    assert "North</a></p>" in team
    assert re.search(r"As of \d+ \w{3} \d{4}\.", team)
    assert "No movement · past the date · “sue” · without ended pairs · grouped by need." in team
    assert "All your teams" in everywhere
    assert f"North · {course.title} · without ended pairs · sorted by date." in everywhere


def test_paper_of_another_leaders_team_is_not_there(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    olga = browser_of(cast.olga)

    assert olga.get(f"/lead/teams/{cast.north.id}/print").status_code == 404
    assert olga.get(f"/lead/print?team={cast.north.id}").status_code == 404
    papers = [browser.get("/lead/print").text for browser in (olga, browser_of(cast.lee))]
    assert ["All your teams" in paper for paper in papers] == [True, True]
    assert ["Sue Zhang" in paper for paper in papers] == [False, True]
