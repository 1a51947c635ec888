"""What does a leader see of the teams, on the screen and in the file?"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.leading.board import roads
from tandem.leading.board.queries import TEAMS_AT_ONCE
from tandem.leading.status import counting
from tandem.models import Course, Pair, Person, Team, TeamLeader, TeamMember
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Role, Step
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.leading.board.board_helpers import cells, says_the_same
from tests.learning.quizzes.quiz_helpers import send
from tests.lessons import assign, counted_queries, do, finish, lesson, question, serve
from tests.status import drain


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=date(2099, 12, 4))
    return served


def more_pairs(session: Session, cast: Cast, course: Course, count: int) -> list[Pair]:
    """More pairs of Sam, each with the course."""
    found = []
    for number in range(count):
        new = stage.person(session, f"Nia{number}", f"Quist{number}", Role.SUPPORT)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
        found.append(stage.pair(session, cast.north, cast.sam, new))
        assign(session, found[-1], course)
    session.commit()
    return found


def test_a_road_shows_how_far_both_halves_are(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    do(session, cast.sue, Step.READ)

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/").text

    assert cells(text) == ["Waiting for support 2/2 1/2", "Nobody yet"]
    assert ">4 Dec 2099<" in text
    assert '<td class="board__zone">Europe/Berlin</td>' in text


def test_two_that_are_on_their_way_are_spoken_as_two_numbers(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ)
    do(session, cast.sue, Step.READ)

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/").text

    assert cells(text)[0] == "1 and 1 of 2 1/2 1/2"
    assert "the first counts the steps of the rep, the second those of the support person" in text


def test_a_name_is_written_as_it_is_and_fills_no_other_place(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    cast.sam.given_name, cast.north.name = "{team}<b>", "{first}<i>"
    stage.team(session, "Other", cast.lee)
    session.commit()

    text = browser_of(cast.lee).get("/lead/").text

    assert "<span>{team}&lt;b&gt; Adeyemi</span>" in text
    assert '<span class="road__team">{first}&lt;i&gt;</span>' in text
    assert "<b>" not in text
    assert "<i>" not in text


def test_a_step_is_told_and_no_score(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    do(session, cast.sam, Step.READ)
    result = send(sam, {"answer-q1": "q1-good"}).location
    assert "1 of 1 right. Passing means 80 %." in sam.get(result).text

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/").text

    assert cells(text) == ["Waiting for support 2/2 0/2", "Nobody yet"]
    assert "%" not in re.sub(r'="[^"]*"', "", text)
    assert "of 1 right" not in text


@pytest.mark.parametrize("filters", ["", "?state=waiting_for_support", "?ended=1", "?course=x"])
def test_the_file_says_what_the_screen_says_cell_by_cell(
    session: Session, cast: Cast, course: Course, browser_of: Browser, filters: str
) -> None:
    finish(session, cast.sam)
    other, ended = more_pairs(session, cast, course, 2)
    finish(session, session.get_one(Person, other.support_id))
    pairs.change_state(session, ended, PairState.ENDED, by_id=None, now=NOW)
    session.commit()
    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/"

    screen = cells(browser.get(base + filters).text)
    file = csv.DictReader(io.StringIO(browser.get(f"{base}report.csv{filters}").text[1:]))

    assert says_the_same(screen, list(file))


def test_a_file_begins_with_a_byte_order_mark_and_runs_no_formula(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    cast.sam.given_name = '=HYPERLINK("http://x")'
    session.commit()

    answer = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.text[1:])))
    assert lines[1][1].startswith("'=HYPERLINK")


def test_a_state_filters_the_pairs_that_stand_there(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    other = more_pairs(session, cast, course, 1)[0]
    finish(session, session.get_one(Person, other.support_id))
    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/"

    shown = browser.get(f"{base}?state=waiting_for_rep").text

    assert f'data-pair="{other.id}"' in shown
    assert f'data-pair="{cast.pair.id}"' not in shown


def test_ended_pairs_are_shown_on_demand_only(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    ended = more_pairs(session, cast, course, 1)[0]
    pairs.change_state(session, ended, PairState.ENDED, by_id=None, now=NOW)
    session.commit()
    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/"

    assert f'data-pair="{ended.id}"' not in browser.get(base).text
    assert f'data-pair="{ended.id}"' in browser.get(f"{base}?ended=1").text


@pytest.mark.parametrize("page", ["/lead/teams/{}/", "/lead/", "/lead/teams/{}/report.csv"])
def test_a_page_makes_the_same_queries_however_many_pairs(
    session: Session, engine: Engine, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    browser, address = browser_of(cast.lee), page.format(cast.north.id)
    browser.get(address)
    drain(session)
    with counted_queries(engine) as few:
        browser.get(address)
    more_pairs(session, cast, course, 8)
    drain(session)

    with counted_queries(engine) as many:
        browser.get(address)

    assert len(many) == len(few) <= 22


def test_a_pair_is_counted_where_it_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    text = browser_of(cast.lee).get("/lead/").text

    assert re.search(r"<strong>1</strong> Waiting for support</a>", text)
    assert re.search(r"<strong>0</strong> Nobody yet</a>", text)


def test_statements_are_kept_but_for_those_with_what_somebody_looks_for(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    lee.get("/lead/")
    kept = (counting.counting_most, roads.kept_look, counting.counting)
    before = [statements.cache_info().currsize for statements in kept]
    assert all(before[:2])

    for looked_for in ("search=Canary", f"team={cast.north.id}", "course=teaming", "due=soon"):
        lee.get(f"/lead/?{looked_for}")

    assert [statements.cache_info().currsize for statements in kept] == before


def test_an_empty_team_says_what_to_do(session: Session, cast: Cast, browser_of: Browser) -> None:
    stage.team(session, "New", cast.lee)
    session.commit()

    assert "Four short steps" not in browser_of(cast.lee).get("/lead/").text
    assert (
        "Give the pairs a course" in browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/").text
    )


def more_teams(session: Session, cast: Cast, count: int) -> None:
    """More teams that Lee leads."""
    for number in range(count):
        team = Team(name=f"Émeute {number:02}", created_at=NOW)
        session.add(team)
        session.flush()
        session.add(TeamLeader(team_id=team.id, person_id=cast.lee.id))
    session.commit()


def teams_to_choose(page: str) -> list[str]:
    """The teams of the select."""
    select = re.search(r'<select name="team".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="\d+"[^>]*>(.*?)</option>', select[0]) if select else []


def test_above_fifty_teams_the_server_narrows_the_select(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    more_teams(session, cast, 49)
    lee = browser_of(cast.lee)
    all_of_them = teams_to_choose(lee.get("/lead/").text)
    more_teams(session, cast, 1)

    narrowed = lee.get("/lead/?team_name=emeute+48").text
    chosen = lee.get(f"/lead/?team={cast.north.id}").text

    assert len(all_of_them) == 50
    assert teams_to_choose(narrowed) == ["Émeute 48"]
    assert teams_to_choose(chosen) == ["North"]
    assert teams_to_choose(lee.get("/lead/").text) == []


def test_a_dozen_teams_stand_first_and_all_of_those_that_are_looked_for(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    for number in range(TEAMS_AT_ONCE + 3):
        stage.team(session, f"Harbor {number:02}", cast.lee)
    session.commit()
    lee = browser_of(cast.lee)

    shown = {
        asked: len(set(re.findall(r"Harbor \d\d</a>", lee.get(f"/lead/{asked}").text)))
        for asked in ("", "?teams=all", "?team_name=harbor", "?team_name=harbor+01")
    }

    assert shown == {"": 12, "?teams=all": 15, "?team_name=harbor": 15, "?team_name=harbor+01": 1}


def test_a_team_without_a_pair_leads_to_forming_one(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    new = stage.team(session, "New", cast.lee)
    session.commit()

    text = browser_of(cast.lee).get(f"/lead/teams/{new.id}/").text

    assert "No pair here" in text
    assert f'<a class="button" href="/lead/teams/{new.id}/pairs">Form a pair</a>' in text


def test_a_leader_without_a_team_is_led_to_making_one(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    new = stage.person(session, "Nia", "Quist", Role.LEADER)
    session.commit()

    text = browser_of(new).get("/lead/").text

    assert "No team yet" in text
    assert '<a class="button" href="/lead/teams/new">Make a team</a>' in text


def test_pairs_of_two_courses_are_never_said_to_be_more_than_they_are(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    places = "/lead/", f"/lead/teams/{cast.north.id}/", "/lead/print"
    for place in places:
        assert re.search(r">1</strong>\s+pair in all|\s1 pair\.", lee.get(place).text), place
    assign(session, cast.pair, serve(session, lesson(question("q3")), course_slug="second"))

    for place in places:
        text = " ".join(re.sub(r"<[^>]+>", " ", lee.get(place).text).split())
        assert re.search(r"\b2 in all, each pair once per course", text), place
        assert not re.search(r"\b2 pairs", text), place
    assert "Nobody yet 2 · each pair once per course" in re.sub(r"\s+", " ", lee.get("/lead/").text)


def test_a_bar_says_in_the_singular_that_one_is_through(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    more_pairs(session, cast, course, 1)
    for who in (cast.sam, cast.sue):
        finish(session, who)

    text = " ".join(browser_of(cast.lee).get("/lead/").text.split())

    assert "1 pair is at Gasoline and engine, 1 is through it</span>" in text
