"""How does a leader form, pause and end pairs?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Completion, Pair, PairChange, Person, TeamMember
from tandem.people import forming
from tandem.terms import PairState, Role
from tests import cast as stage
from tests.cast import NOW, Cast, person
from tests.conftest import Browser
from tests.lessons import assign, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock


@pytest.fixture
def ben(session: Session, cast: Cast) -> Person:
    """Ben, one more support person of Lee's team."""
    return join(session, cast, "Ben", Role.SUPPORT)


def join(session: Session, cast: Cast, given: str, *roles: Role) -> Person:
    """Somebody new in Lee's team."""
    new = person(session, given, "Okoye", *roles)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
    session.commit()
    return new


def form(browser: FlaskClient, cast: Cast, rep: Any, support: Any) -> TestResponse:
    """Send the form."""
    address = f"/lead/teams/{cast.north.id}/pairs"
    form_id = form_id_in(browser.get(address))
    sent = {"form_id": form_id, "rep": rep, "support": support, "has_agreed": "y"}
    return browser.post(address, data=sent)


def states(session: Session, pair: Pair) -> list[PairState]:
    """What became of a pair, in order."""
    session.expire_all()
    query = select(PairChange.state).where(PairChange.pair_id == pair.id).order_by(PairChange.id)
    return list(session.scalars(query))


def test_lee_forms_a_pair(session: Session, cast: Cast, ben: Person, browser_of: Browser) -> None:
    answer = form(browser_of(cast.lee), cast, cast.sam.id, ben.id)

    assert answer.status_code == 303
    found = session.scalars(select(Pair).where(Pair.support_id == ben.id)).one()
    assert (found.rep_id, found.state) == (cast.sam.id, PairState.ACTIVE)


def test_a_form_sent_twice_forms_one_pair(
    session: Session, cast: Cast, ben: Person, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs"
    sent = {"form_id": form_id_in(browser.get(address)), "rep": cast.sam.id, "support": ben.id}

    first, second = browser.post(address, data=sent), browser.post(address, data=sent)

    assert first.location == second.location
    assert len(session.scalars(select(Pair).where(Pair.support_id == ben.id)).all()) == 1


def test_a_second_living_pair_of_the_same_two_is_refused(cast: Cast, browser_of: Browser) -> None:
    answer = form(browser_of(cast.lee), cast, cast.sam.id, cast.sue.id)

    assert answer.status_code == 400
    assert "These two are a pair already" in answer.text


def test_two_reps_are_refused_and_the_choice_stays(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    rae = join(session, cast, "Rae", Role.REP)

    answer = form(browser_of(cast.lee), cast, cast.sam.id, rae.id)

    assert answer.status_code == 400
    assert "Two reps are no pair" in answer.text
    assert f'<option selected value="{cast.sam.id}">' in answer.text


@pytest.mark.parametrize("stranger", ["999999", "nobody@example.com", ""])
def test_somebody_unknown_is_refused_with_a_remedy(
    cast: Cast, browser_of: Browser, stranger: str
) -> None:
    answer = form(browser_of(cast.lee), cast, cast.sam.id, stranger)

    assert answer.status_code == 400
    assert "from the people of this team" in answer.text


def test_somebody_of_another_team_is_refused(cast: Cast, browser_of: Browser) -> None:
    assert form(browser_of(cast.lee), cast, cast.sam.id, cast.ona.id).status_code == 400


def test_two_forms_at_the_same_moment_make_one_pair(
    session: Session, cast: Cast, ben: Person
) -> None:
    two: dict[str, Any] = {"team_id": cast.north.id, "rep_id": cast.sam.id, "support_id": ben.id}

    first = forming.form_pair(session, **two, by_id=None, now=NOW)
    session.commit()
    second = forming.form_pair(session, **two, by_id=None, now=NOW)

    assert first is not None
    assert second is None


def test_lee_pauses_and_resumes_and_each_change_is_kept(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}"
    in_two_days = (clock.now + timedelta(days=2)).date().isoformat()

    sent = {"form_id": form_id_in(browser.get(f"{base}/pause")), "until": in_two_days}
    browser.post(f"{base}/pause", data=sent)
    browser.post(f"{base}/pause", data=sent)
    browser.post(f"{base}/resume")

    assert states(session, cast.pair) == [PairState.ACTIVE, PairState.PAUSED, PairState.ACTIVE]


def test_ending_says_before_what_stops_and_what_stays(cast: Cast, browser_of: Browser) -> None:
    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end").text

    assert "What stops" in text
    assert "What stays" in text
    assert "Only administrators will read this" in text


def test_ending_a_pair_keeps_what_both_completed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end"

    browser_of(cast.lee).post(address, data={"reason": "Sue moves on"})

    assert states(session, cast.pair) == [PairState.ACTIVE, PairState.ENDED]
    assert session.scalars(select(Completion.person_id)).all() == [cast.sam.id]
    assert "Gasoline and engine" in browser_of(cast.sam).get("/learn/teaming/").text


def test_a_new_pair_begins_with_what_each_has_completed(
    session: Session, cast: Cast, ben: Person, browser_of: Browser
) -> None:
    course = serve(session, lesson(question("q1")))
    assign(session, cast.pair, course)
    finish(session, cast.sam)
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end"
    browser_of(cast.lee).post(address, data={"reason": ""})
    session.rollback()
    form(browser_of(cast.lee), cast, cast.sam.id, ben.id)
    assign(session, session.scalars(select(Pair).where(Pair.support_id == ben.id)).one(), course)

    text = browser_of(ben).get("/").text

    assert "Sam is done and waits for you" in text


def test_the_reason_is_for_administrators_and_not_on_the_pairs_pages(
    cast: Cast, browser_of: Browser
) -> None:
    address = f"/lead/teams/{cast.north.id}/pairs"
    browser_of(cast.lee).post(f"{address}/{cast.pair.id}/end", data={"reason": "A SECRET"})

    for who in (cast.lee, cast.sam, cast.sue):
        page = browser_of(who).get(f"/pairs/{cast.pair.id}/").text
        assert "Sam Adeyemi and Sue Zhang" in page
        assert "A SECRET" not in page
    assert "A SECRET" not in browser_of(cast.lee).get(address).text
    assert "A SECRET" in browser_of(cast.ada).get("/admin/pairs").text


def test_an_ended_pair_does_not_come_back(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}"
    browser.post(f"{base}/end")

    answer = browser.post(f"{base}/resume", follow_redirects=True)

    assert "This pair has ended and stays so" in answer.text
    assert states(session, cast.pair)[-1] is PairState.ENDED


def test_names_stand_by_surname_and_nobody_comes_first_by_role(
    cast: Cast, browser_of: Browser
) -> None:
    north = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/pairs").text
    south = browser_of(cast.olga).get(f"/lead/teams/{cast.south.id}/pairs").text

    assert "Sam Adeyemi and Sue Zhang" in north
    assert "Otto Berg and Ona Costa" in south


def test_a_team_without_a_pair_is_told_how_to_form_one(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    new = stage.team(session, "New", cast.lee)
    session.commit()

    page = browser_of(cast.lee).get(f"/lead/teams/{new.id}/pairs").text

    assert "No pair yet" in page
    assert "Choose one rep and one support person below." in page
