"""How does each of the two say how the pair fits, and who reads it?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import FitAnswer, Person, PersonRole, TeamLeader
from tandem.terms import Fit, PairState, Role
from tests.cast import Cast, pair
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, question, serve

ASKED = "How does it suit you?"


def say(browser_of: Browser, cast: Cast, who: Person, fit: str) -> TestResponse:
    """Open the page and answer."""
    browser, address = browser_of(who), f"/pairs/{cast.pair.id}/fit"
    form_id = form_id_in(browser.get(address))
    return browser.post(address, data={"form_id": form_id, "fit": fit})


def lead_with(session: Session, cast: Cast, person: Person) -> None:
    """Somebody leads the north, and Lee no longer does."""
    person.role_rows.append(PersonRole(role=Role.LEADER))
    session.query(TeamLeader).filter_by(team_id=cast.north.id).delete()
    session.add(TeamLeader(team_id=cast.north.id, person_id=person.id))
    session.commit()


def queries_of_my_page(engine: Engine, browser: FlaskClient) -> list[str]:
    """What my page sends to the database, when it has been looked at before."""
    browser.get("/")
    with counted_queries(engine) as sent:
        browser.get("/")
    return sent


def test_the_two_are_asked_after_their_first_module(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    address = f"/pairs/{cast.pair.id}/"
    before = browser_of(cast.sam).get(address).text

    finish(session, cast.sam)
    finish(session, cast.sue)

    assert ASKED not in before
    assert ASKED in browser_of(cast.sam).get(address).text
    assert ASKED not in browser_of(cast.lee).get(address).text


def test_my_page_asks_quietly_until_it_is_answered(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    before = browser_of(cast.sam).get("/").text
    finish(session, cast.sue)
    asked = browser_of(cast.sam).get("/").text

    say(browser_of, cast, cast.sam, "good")

    link = f'<a href="/pairs/{cast.pair.id}/fit">How does working together suit you?</a>'
    assert link not in before
    assert link in asked
    assert "with Sue Zhang" in asked
    assert link not in browser_of(cast.sam).get("/").text
    assert link in browser_of(cast.sue).get("/").text


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_my_page_does_not_ask_of_a_pair_that_does_not_work_together_now(
    session: Session, cast: Cast, browser_of: Browser, state: PairState
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    finish(session, cast.sue)
    asked = browser_of(cast.sam).get("/").text
    cast.pair.state = state
    session.commit()

    assert f"/pairs/{cast.pair.id}/fit" in asked
    assert f"/pairs/{cast.pair.id}/fit" not in browser_of(cast.sam).get("/").text


def test_my_page_looks_answers_up_once_however_many_pairs(
    engine: Engine, session: Session, cast: Cast, browser_of: Browser
) -> None:
    course = serve(session, lesson(question("q1")))
    assign(session, cast.pair, course)
    browser = browser_of(cast.sam)
    none = queries_of_my_page(engine, browser)
    finish(session, cast.sam)
    finish(session, cast.sue)
    one = queries_of_my_page(engine, browser)
    assign(session, pair(session, cast.north, cast.sam, cast.ona), course)
    finish(session, cast.ona)

    two = queries_of_my_page(engine, browser)

    assert len(two) == len(one)
    assert [sum("fit_answer" in query for query in each) for each in (none, one, two)] == [0, 1, 1]


def test_a_leader_outside_reads_it_and_the_partner_does_not(
    cast: Cast, browser_of: Browser
) -> None:
    say(browser_of, cast, cast.sam, "not_good")

    assert "Sam Adeyemi: Not good" in browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text
    for path in (f"/pairs/{cast.pair.id}/", f"/pairs/{cast.pair.id}/fit", "/"):
        assert "Not good <" not in browser_of(cast.sue).get(path).text
        assert "you said" not in browser_of(cast.sue).get(path).text


def test_a_leader_in_the_pair_does_not_read_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lead_with(session, cast, cast.sue)

    say(browser_of, cast, cast.sam, "not_good")

    assert "Sam Adeyemi: Not good" not in browser_of(cast.sue).get(f"/pairs/{cast.pair.id}/").text
    assert session.scalars(select(FitAnswer.is_for_leader)).all() == [False]


def test_what_was_promised_to_nobody_is_not_read_by_a_later_leader(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lead_with(session, cast, cast.sue)
    say(browser_of, cast, cast.sam, "not_good")
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.lee.id))
    session.commit()

    page = f"/pairs/{cast.pair.id}/"
    assert "Not good" not in browser_of(cast.lee).get(page).text
    say(browser_of, cast, cast.sam, "not_good")
    assert "Not good" in browser_of(cast.lee).get(page).text


def test_who_will_read_it_is_said_before(session: Session, cast: Cast, browser_of: Browser) -> None:
    address = f"/pairs/{cast.pair.id}/fit"
    outside = browser_of(cast.sam).get(address).text
    lead_with(session, cast, cast.sue)

    assert "Whoever leads North and does not sit in this pair will" in outside
    assert "nobody else will" in browser_of(cast.sam).get(address).text


@pytest.mark.parametrize("who", ["lee", "otto", "ada"])
def test_nobody_else_is_asked(cast: Cast, browser_of: Browser, who: str) -> None:
    assert browser_of(getattr(cast, who)).get(f"/pairs/{cast.pair.id}/fit").status_code == 404


def test_an_answer_sent_twice_is_one_and_a_new_one_counts(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/fit"
    sent = {"form_id": form_id_in(browser.get(address)), "fit": "undecided"}
    browser.post(address, data=sent)
    browser.post(address, data=sent)
    say(browser_of, cast, cast.sam, "good")

    assert session.scalars(select(FitAnswer.fit).order_by(FitAnswer.id)).all() == [
        Fit.UNDECIDED,
        Fit.GOOD,
    ]
    assert "Sam Adeyemi: Good" in browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text
