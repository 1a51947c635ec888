"""Who may try a lesson out, and does that leave any trace?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Base, Course, PersonRole
from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, question, serve
from tests.together.scene_for_two.scene_helpers import seen, with_scene

TRY = "/learn/teaming/engine/try"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course that nobody was given."""
    return serve(session, lesson(question("q1"), question("q2")))


def rows(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    session.rollback()
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_a_leader_who_opens_a_course_for_pairs_is_told_where_to_try_it(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)

    there, module = lee.get("/learn/teaming/"), lee.get("/learn/teaming/engine/")
    assert there.status_code == module.status_code == 404
    assert 'href="/learn/teaming/try"' in there.text
    assert f'href="{TRY}"' in module.text
    assert f'href="{TRY}"' not in lee.get("/learn/teaming/no-such/").text
    assert "/try" not in lee.get("/learn/no-such/").text
    assert f"{TRY}?as=support" in lee.get("/learn/teaming/try").text


def test_the_page_that_assigns_a_course_leads_there(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/assign").text

    assert 'href="/learn/teaming/try"' in page


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_learners_do_not_enter(cast: Cast, course: Course, browser_of: Browser, who: str) -> None:
    browser = browser_of(getattr(cast, who))

    assert browser.get(TRY).status_code == 403
    assert browser.post(TRY, data={"check": "yes"}).status_code == 403
    assert browser.get("/learn/teaming/").status_code == 404


@pytest.mark.parametrize("who", ["lee", "tess", "ada"])
def test_answers_are_marked_in_each_face_and_nothing_is_recorded(
    cast: Cast, course: Course, session: Session, browser_of: Browser, who: str
) -> None:
    browser, before = browser_of(getattr(cast, who)), rows(session)

    for role in (Role.REP, Role.SUPPORT):
        asked = browser.get(f"{TRY}?as={role}").text
        assert "Nothing is recorded." in asked
        unfinished = browser.post(f"{TRY}?as={role}", data={"check": "yes"}).text
        assert "These questions have no whole answer yet:" in unfinished
        answers = {f"answer-{name}": f"{name}-good" for name in ("q1", "q2")}
        marked = browser.post(f"{TRY}?as={role}", data={"check": "yes", **answers}).text
        assert "2 of 2 right." in marked
        assert "EXPLANATION-q2" in marked

    assert rows(session) == before


def test_no_right_answer_is_in_the_page_before_the_answers_are_checked(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = browser_of(cast.lee).get(TRY).text

    assert "What about q1?" in page
    assert "FEEDBACK" not in page
    assert "EXPLANATION" not in page


def test_a_leader_who_takes_the_course_is_led_to_it_and_does_not_try_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.sam.id, role=Role.LEADER))
    assign(session, cast.pair, course)
    sam = browser_of(cast.sam)

    assert sam.get(TRY).location == "/learn/teaming/engine/"
    assert sam.get("/learn/teaming/try").location == "/learn/teaming/"
    assert "You take this course yourself" in sam.get("/learn/teaming/").text
    assert sam.post(TRY, data={"check": "yes"}).status_code == 404
    assert sam.get("/learn/teaming/engine/").status_code == 200


def test_one_person_plays_both_seats_of_a_scene_for_two_and_nothing_is_recorded(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, with_scene())
    lee, before = browser_of(cast.lee), rows(session)
    way: list[str] = []
    pages = [lee.get(TRY).text]

    for move in ("0:0", "1:1", "2:0"):
        sent = {"scene": f"harbour:{move}", "scene-harbour": way}
        pages.append(lee.post(TRY, data=sent).text)
        way = [*way, move[-1]]

    assert [seen(page) for page in pages] == [
        {"AT-CALL"}, {"AT-CALL", "AT-DESK"}, {"AT-CALL", "AT-DESK", "AT-SHIFTS"},
        {"AT-CALL", "AT-DESK", "AT-SHIFTS", "AT-GOOD"},
    ]  # fmt: skip
    assert "It is the turn of Support." in pages[1]
    assert "A good ending." in pages[3]
    assert pages[3].count('name="scene-harbour"') == 3
    assert rows(session) == before


def test_a_move_in_a_scene_keeps_what_else_was_done(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(
        session,
        replace(with_scene(), sections=(*lesson(question("q1")).sections, *with_scene().sections)),
    )
    sent = {"scene": "harbour:0:0", "answer-q1": "q1-good"}

    page = browser_of(cast.lee).post(TRY, data=sent).text

    assert "AT-DESK" in page
    assert 'value="q1-good" checked' in page


@pytest.mark.parametrize("move", ["harbour:0:9", "harbour:7:0", "elsewhere:0:0", "harbour", "::"])
def test_a_move_that_is_none_shows_the_scene_as_it_stands(
    session: Session, cast: Cast, browser_of: Browser, move: str
) -> None:
    serve(session, with_scene())

    page = browser_of(cast.lee).post(TRY, data={"scene": move})

    assert page.status_code == 200
    assert seen(page.text) == {"AT-CALL"}
