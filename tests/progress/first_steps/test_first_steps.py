"""Do the first steps tick by themselves, go when one is through, and stay away when put away?"""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from tandem.models import Assignment, FirstStepsClosed, RoundDone
from tandem.progress.first_steps.queries import first_steps, put_away
from tandem.terms import Beginner, Role, Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, finish, lesson, question, serve

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PAGES = {"sam": "/", "lee": "/lead/", "tess": "/author/"}
NAMES = {"sam": "learner", "lee": "leader", "tess": "trainer"}


def done(session: Session, who: int, beginner: Beginner) -> list[str]:
    """Which first steps are ticked."""
    session.rollback()
    mine = first_steps(session, who, beginner, roles=frozenset(Role))
    return [row.step.value for row in mine.steps if row.is_done] if mine else ["none"]


def press(browser_of: Browser, cast: Cast, who: str, act: str) -> int:
    """Put somebody's first steps away, or bring them back."""
    browser = browser_of(getattr(cast, who))
    token = TOKEN.findall(browser.get("/account").text)[0]
    address = f"/first-steps/{NAMES[who]}/{act}"
    return browser.post(address, data={"csrf_token": token}).status_code


def test_a_learners_steps_are_ticked_by_what_they_did(session: Session, cast: Cast) -> None:
    serve(session, lesson(question("q1")))
    assert done(session, cast.sam.id, Beginner.LEARNER) == []

    do(session, cast.sam, Step.READ)
    assert done(session, cast.sam.id, Beginner.LEARNER) == ["read"]
    assert done(session, cast.sue.id, Beginner.LEARNER) == []

    finish(session, cast.sam)
    assert done(session, cast.sam.id, Beginner.LEARNER) == ["none"]


def test_a_leaders_steps_count_what_their_own_teams_have(session: Session, cast: Cast) -> None:
    assert done(session, cast.lee.id, Beginner.LEADER) == ["people", "pairs"]
    assert done(session, cast.tess.id, Beginner.LEADER) == []

    course = serve(session, lesson())
    assign(session, cast.pair, course)
    assert done(session, cast.lee.id, Beginner.LEADER) == ["people", "pairs", "course"]
    assert done(session, cast.olga.id, Beginner.LEADER) == ["people", "pairs"]

    session.query(Assignment).one().due_on = NOW.date()
    session.commit()
    assert done(session, cast.lee.id, Beginner.LEADER)[-1] == "date"

    session.add(RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=NOW))
    session.commit()
    assert done(session, cast.lee.id, Beginner.LEADER) == ["none"]


@pytest.mark.parametrize("who", PAGES)
def test_first_steps_stand_on_the_page_are_put_away_and_come_back_from_the_help(
    session: Session, cast: Cast, browser_of: Browser, who: str
) -> None:
    browser, page = browser_of(getattr(cast, who)), PAGES[who]
    assert "Your first steps" in browser.get(page).text

    assert press(browser_of, cast, who, "close") == 303
    assert press(browser_of, cast, who, "close") == 303
    assert "Your first steps" not in browser.get(page).text
    assert "Show my first steps again" in browser.get("/help/").text

    assert press(browser_of, cast, who, "back") == 303
    assert "Your first steps" in browser.get(page).text
    assert session.query(FirstStepsClosed).count() == 0


def test_first_steps_are_put_away_by_one_person_and_of_one_kind(
    session: Session, cast: Cast
) -> None:
    for who, beginner in ((cast.lee, Beginner.LEADER), (cast.sue, Beginner.LEARNER)):
        session.add(FirstStepsClosed(person_id=who.id, beginner=beginner, at=NOW))
    session.commit()

    away = {
        who.given_name: [each for each in Beginner if done(session, who.id, each) == ["none"]]
        for who in (cast.sam, cast.lee, cast.sue)
    }

    assert away == {"Sam": [], "Lee": [Beginner.LEADER], "Sue": [Beginner.LEARNER]}
    assert put_away(session, cast.sue.id) == [Beginner.LEARNER]
    assert put_away(session, cast.sam.id) == []


def test_nobody_puts_away_what_is_not_theirs(cast: Cast, browser_of: Browser) -> None:
    browser = browser_of(cast.sam)
    token = TOKEN.findall(browser.get("/account").text)[0]

    answers = [
        browser.post(f"/first-steps/{name}/close", data={"csrf_token": token}).status_code
        for name in ("leader", "trainer", "nobody", "learner")
    ]
    assert answers == [404, 404, 404, 303]
