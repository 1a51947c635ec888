"""How is this pair doing, and who may see it?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models import Course, PersonRole, TeamLeader
from tandem.people.pairs import actions as pairs
from tandem.people.pairs.queries import pairs_of_teams
from tandem.progress.pair_courses import courses_of
from tandem.terms import PairState, Role, Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.lessons import assign, counted_queries, do, finish, lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with one module of six minutes."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served, due_on=date(2026, 3, 1))
    return served


@pytest.mark.parametrize("who", ["sam", "sue", "lee"])
def test_the_two_and_their_leader_see_the_page(
    cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    text = browser_of(getattr(cast, who)).get(f"/pairs/{cast.pair.id}/").text

    assert "Sam Adeyemi and Sue Zhang" in text
    assert "about 6 minutes left" in text


def without_address(page: str) -> str:
    """A page without its address and its form tokens."""
    return re.sub(r"/pairs/\d+/", "", without_tokens(page))


@pytest.mark.parametrize("who", ["otto", "ona", "olga", "tess", "ada"])
def test_for_everybody_else_the_page_is_not_there(
    cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))

    hidden, missing = browser.get(f"/pairs/{cast.pair.id}/"), browser.get("/pairs/999999/")

    assert hidden.status_code == missing.status_code == 404
    assert without_address(hidden.text) == without_address(missing.text)


def test_a_leader_in_the_pair_may_still_go_to_the_team(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    cast.sam.role_rows.append(PersonRole(role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sam.id))
    session.commit()

    text = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text

    assert "/learn/teaming/engine/" in text
    assert f"/lead/teams/{cast.north.id}/" in text


def test_the_page_says_steps_and_dates(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    do(session, cast.sue, Step.READ)

    text = " ".join(browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text.split())

    assert "Rep: Done on 2 Mar 2026 · Support: Read on 2 Mar 2026" in text
    assert "Waiting for support" in text


def test_an_active_pair_that_is_not_through_is_overdue_after_its_day(
    session: Session, cast: Cast, course: Course
) -> None:
    shown = pairs_of_teams(session, [cast.north.id])

    assert [one.is_overdue for one in courses_of(session, shown, now=NOW)] == [True]


def test_no_date_counts_for_a_paused_pair_or_one_that_is_through(
    session: Session, cast: Cast, course: Course
) -> None:
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
    paused = courses_of(session, pairs_of_teams(session, [cast.north.id]), now=NOW)
    pairs.change_state(session, cast.pair, PairState.ACTIVE, by_id=None, now=NOW)
    finish(session, cast.sam)
    finish(session, cast.sue)
    through = courses_of(session, pairs_of_teams(session, [cast.north.id]), now=NOW)

    assert [one.is_overdue for one in (*paused, *through)] == [False, False]


def test_the_page_makes_twenty_two_queries(
    engine: Engine, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    browser.get(f"/pairs/{cast.pair.id}/")

    with counted_queries(engine) as sent:
        browser.get(f"/pairs/{cast.pair.id}/")

    assert len(sent) == 22
