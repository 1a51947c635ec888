"""Can a leader do one thing for many pairs, asked once, and take it back?"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Assignment, Course, Pair, TeamMember
from tandem.terms import PairState, Role
from tests import cast as stage
from tests.cast import Cast, House
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock
from tests.written import AsBefore

DUE = date(2099, 3, 31)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with a date of their own."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served, due_on=DUE)
    return served


@pytest.fixture
def second(session: Session, cast: Cast) -> Pair:
    """Sam has a second partner, and the two have no course yet."""
    new = stage.person(session, "Nia", "Quist", Role.SUPPORT)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
    pair = stage.pair(session, cast.north, cast.sam, new)
    session.commit()
    return pair


def address(act: str, *pairs: Pair) -> str:
    """Where an act is asked for these pairs."""
    return f"/lead/acts?act={act}" + "".join(f"&pair={pair.id}" for pair in pairs)


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The fields that nobody sees, of the form that is sent there."""
    form = next(form for form in forms_in(page, "/") if form.action.startswith(action))
    return {c["name"]: c.get("value", "") for c in form.controls if c.get("type") == "hidden"}


def send(browser: FlaskClient, where: str, **fields: object) -> TestResponse:
    """Answer the question with yes, and see the board."""
    hidden = hidden_of(browser.get(where).text, "/lead/acts?")
    return browser.post(where, data={**hidden, **fields}, follow_redirects=True)


def take_back(browser: FlaskClient, board: TestResponse) -> TestResponse:
    """Press the button of the notice."""
    hidden = hidden_of(board.text, "/lead/acts/undo")
    return browser.post("/lead/acts/undo", data=hidden, follow_redirects=True)


def states(session: Session, *pairs: Pair) -> list[PairState]:
    """Where these pairs are in their life."""
    session.rollback()
    session.expire_all()
    return [session.get_one(Pair, pair.id).state for pair in pairs]


def dates(session: Session, pair: Pair) -> list[date | None]:
    """The dates of what the pair was given and still has."""
    session.rollback()
    session.expire_all()
    query = select(Assignment).where(Assignment.pair_id == pair.id)
    return [row.due_on for row in session.scalars(query) if row.withdrawn_at is None]


def test_many_pairs_are_paused_after_one_question_and_go_on_after_undo(
    session: Session, cast: Cast, course: Course, second: Pair, browser_of: Browser, clock: SetClock
) -> None:
    lee, where = browser_of(cast.lee), address("pause", cast.pair, second)
    until = clock.day_in(cast.lee.time_zone) + timedelta(days=7)

    asked = lee.get(where).text
    assert "What stops" in asked
    assert "Nia Quist" in asked
    assert states(session, cast.pair, second) == [PairState.ACTIVE] * 2

    board = send(lee, where, until=until.isoformat())
    assert "2 pairs are paused." in board.text
    assert states(session, cast.pair, second) == [PairState.PAUSED] * 2

    assert "Undone for 2 pairs." in take_back(lee, board).text
    assert states(session, cast.pair, second) == [PairState.ACTIVE] * 2


def test_a_pause_that_ended_by_undo_of_going_on_is_as_long_as_before(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    lee = browser_of(cast.lee)
    until = clock.day_in(cast.lee.time_zone) + timedelta(days=7)
    send(lee, address("pause", cast.pair), until=until.isoformat())

    board = send(lee, address("resume", cast.pair))
    assert states(session, cast.pair) == [PairState.ACTIVE]
    take_back(lee, board)

    session.rollback()
    session.expire_all()
    pair = session.get_one(Pair, cast.pair.id)
    assert (pair.state, pair.paused_until) == (PairState.PAUSED, until)


def test_a_date_is_moved_for_one_and_a_course_given_to_the_other_and_both_are_taken_back(
    session: Session, cast: Cast, course: Course, second: Pair, browser_of: Browser
) -> None:
    lee, later = browser_of(cast.lee), date(2099, 5, 1)

    board = send(
        lee, address("course", cast.pair, second), course="teaming", due_on=later.isoformat()
    )
    assert (dates(session, cast.pair), dates(session, second)) == ([later], [later])
    take_back(lee, board)

    assert (dates(session, cast.pair), dates(session, second)) == ([DUE], [])


def test_what_has_changed_since_is_not_taken_back(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    first = send(lee, address("course", cast.pair), course="teaming", due_on="2099-05-01")
    send(lee, address("course", cast.pair), course="teaming", due_on="2099-06-01")

    said = take_back(lee, first).text

    assert "The others have changed since, and stay." in said
    assert dates(session, cast.pair) == [date(2099, 6, 1)]


def test_nobody_acts_for_pairs_they_do_not_lead(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    both = address("pause", cast.pair, cast.other_pair)

    assert browser_of(cast.lee).get(address("pause", cast.pair)).status_code == 200
    assert browser_of(cast.lee).get(both).status_code == 404
    assert browser_of(cast.olga).get(address("pause", cast.pair)).status_code == 404


def test_an_undo_of_somebody_else_or_of_yesterday_does_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    board = send(lee, address("course", cast.pair), course="teaming", due_on="2099-05-01")
    done = hidden_of(board.text, "/lead/acts/undo")["done"]
    olga = browser_of(cast.olga)

    for text in (done, done[:-2], ""):
        assert not re.search("Undo</button>", olga.get(f"/lead/?undo={text}").text)
        sent = olga.post("/lead/acts/undo", data={"done": text}, follow_redirects=True)
        assert "This can no longer be undone here" in sent.text
    assert dates(session, cast.pair) == [date(2099, 5, 1)]


@pytest.mark.parametrize("query", ["", "?act=pause", "?act=fly&pair=1", "?act=pause&pair=x"])
def test_without_a_pair_or_an_act_it_says_what_to_do(
    cast: Cast, browser_of: Browser, query: str
) -> None:
    said = browser_of(cast.lee).get(f"/lead/acts{query}", follow_redirects=True).text

    assert "Tick a pair first" in said


def test_pairs_without_a_course_stay_in_sight_and_can_be_ticked(
    session: Session, cast: Cast, second: Pair, browser_of: Browser
) -> None:
    for page in (f"/lead/teams/{cast.north.id}/", "/lead/"):
        text = browser_of(cast.lee).get(page).text

        assert "Without a course" in text
        assert re.search(rf'name="pair" value="{second.id}" form="acts"', text)


def test_what_reaches_no_pair_leads_back_to_the_board(cast: Cast, browser_of: Browser) -> None:
    text = browser_of(cast.lee).get(address("resume", cast.pair)).text

    assert "It doesn’t reach:" in text
    assert f'<a class="button" href="/lead/teams/{cast.north.id}/">Back to the board</a>' in text


@pytest.mark.parametrize("act", ["course", "pause", "resume"])
def test_before_an_act_it_is_told_which_pairs_it_reaches_and_which_not(
    session: Session, cast: House, course: Course, browser_of: Browser, page_as_before: AsBefore,
    act: str,
) -> None:  # fmt: skip
    pairs = cast.pair, cast.second_pair, cast.paused_pair, cast.ended_pair

    page_as_before(browser_of(cast.lee).get(address(act, *pairs)).text)


def test_an_act_that_reaches_no_pair_leads_back_to_the_board(
    cast: House, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    where = address("resume", cast.pair, cast.second_pair)

    page_as_before(browser_of(cast.lee).get(where).text)


@pytest.mark.parametrize(
    ("act", "fields"),
    [("course", {"course": "none", "due_on": "2020-01-01"}), ("pause", {"until": "2020-01-01"})],
)
def test_what_cannot_be_done_is_asked_again_with_what_is_wrong(
    cast: House, course: Course, browser_of: Browser, page_as_before: AsBefore, act: str,
    fields: dict[str, str],
) -> None:  # fmt: skip
    lee, where = browser_of(cast.lee), address(act, cast.pair)
    hidden = hidden_of(lee.get(where).text, "/lead/acts?")

    answer = lee.post(where, data={**hidden, **fields})

    assert answer.status_code == 400
    page_as_before(answer.text)


@pytest.mark.parametrize("alone", [True, False])
def test_the_date_that_is_moved_stands_in_the_form_where_all_have_the_same(
    cast: Cast, course: Course, second: Pair, browser_of: Browser, alone: bool
) -> None:
    pairs = [cast.pair] if alone else [cast.pair, second]

    page = browser_of(cast.lee).get(f"{address('course', *pairs)}&course=teaming").text

    assert ('type="date" value="2099-03-31"' in page) is alone
    assert "by the end of 31 Mar 2099 (Europe/Berlin)" in page
