"""Who reads a course without a pair, and what comes of it?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Completion, Course, Person
from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, form_id_in, lesson, question, serve

COURSE = "/learn/leading/"
MODULE = f"{COURSE}position/"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course for leaders, with a quiz."""
    return serve_for(session, "leader")


def serve_for(session: Session, *audience: str, slug: str = "leading") -> Course:
    """A course for these roles."""
    session.add(Course(slug=slug, title="Positioning", audience=",".join(audience)))
    session.flush()
    one = lesson(question("q1"), name="position", title="Position them")
    return serve(session, one, course_slug=slug)


def press_read(browser: FlaskClient, address: str = MODULE) -> None:
    """Press the button below the lesson."""
    form_id = form_id_in(browser.get(address))
    assert browser.post(f"{address}read", data={"form_id": form_id}).status_code == 303


def pass_quiz(browser: FlaskClient) -> None:
    """Answer the quiz right."""
    form_id = form_id_in(browser.get(f"{MODULE}quiz"))
    answer = browser.post(f"{MODULE}quiz", data={"form_id": form_id, "answer-q1": "q1-good"})
    assert answer.status_code == 303


def test_a_leader_finds_the_course_on_their_own_page(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = browser_of(cast.lee).get("/").text

    assert "For you alone" in text
    assert "Next for you: module 1 of 1" in text
    assert "Nothing to learn yet" not in text


def test_a_leader_reads_what_everybody_reads_and_hears_of_no_pair(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = browser_of(cast.lee).get(MODULE).text

    assert "Everybody reads this." in text
    assert "You are the drive." not in text
    assert "pair is complete" not in text
    assert "The two of you" not in text


def test_a_leader_completes_a_module_by_reading_and_the_quiz(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)

    press_read(browser)
    pass_quiz(browser)

    assert session.scalars(select(Completion.person_id)).all() == [cast.lee.id]
    assert session.scalars(select(Attempt.role)).all() == [Role.LEADER]
    assert "This module is complete." in browser.get(MODULE).text
    assert "your half" not in browser.get(COURSE).text


def test_a_leader_finds_the_way_back_from_an_attempt(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)

    pass_quiz(browser)
    text = browser.get(f"{MODULE}quiz/attempts/1").text

    assert "Passed" in text
    assert browser.get(f"{MODULE}?as=leader").status_code == 200


def test_a_trainer_reads_a_course_for_trainers(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve_for(session, "trainer")

    press_read(browser_of(cast.tess))

    assert "Take the quiz" in browser_of(cast.tess).get("/").text
    assert browser_of(cast.lee).get(MODULE).status_code == 404


@pytest.mark.parametrize("address", [COURSE, MODULE, f"{MODULE}quiz"])
@pytest.mark.parametrize("who", ["sam", "sue", "tess", "ada"])
def test_nobody_else_sees_a_course_for_leaders(
    who: str, address: str, cast: Cast, course: Course, browser_of: Browser
) -> None:
    person: Person = getattr(cast, who)

    assert browser_of(person).get(address).status_code == 404
    assert "For you alone" not in browser_of(person).get("/").text


def test_a_leader_does_not_read_a_course_for_pairs_alone(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve_for(session, "rep", "support"))

    assert browser_of(cast.sam).get(MODULE).status_code == 200
    assert browser_of(cast.lee).get(MODULE).status_code == 404


def test_a_seat_in_a_pair_comes_before_reading_alone(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    served = serve_for(session, "rep", "support", "leader")
    cast.pair.rep_id = cast.lee.id
    assign(session, cast.pair, served)

    text = browser_of(cast.lee).get(MODULE).text

    assert "You are the drive." in text
    assert "For you alone" not in browser_of(cast.lee).get("/").text


def test_my_page_asks_as_often_with_many_courses(
    engine: Engine, session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    browser.get("/")
    with counted_queries(engine) as few:
        browser.get("/")
    for number in range(4):
        serve_for(session, "leader", slug=f"more-{number}")
    browser.get("/")
    with counted_queries(engine) as many:
        browser.get("/")

    assert len(many) == len(few)


def test_a_leader_who_has_read_is_told_that_the_module_is_complete(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    serve(session, lesson(name="position"), course_slug="leading")
    lee = browser_of(cast.lee)

    press_read(lee)

    assert "Saved. This module is complete." in lee.get(MODULE).text
