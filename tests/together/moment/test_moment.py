"""What does the answer show to the step that closes a module, and what does the partner see?"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Course, Module, ModuleClosed
from tandem.terms import Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, finish, form_id_in, lesson, question, serve
from tests.together.steps.step_helpers import AGREED, SHARED, THANKS, for_two, give, hidden, page_of

BOTH = "You and Sue Zhang have done “Gasoline and engine”."


@pytest.fixture
def quiz(session: Session, cast: Cast) -> Course:
    """A module with a quiz, which Sue has done."""
    course = serve(session, lesson(question("q1")), lesson(name="second", title="The second"))
    assign(session, cast.pair, course)
    finish(session, cast.sue)
    return course


@pytest.fixture
def steps(session: Session, cast: Cast) -> Course:
    """A module with two steps for two and no quiz."""
    course = serve(session, for_two(SHARED, THANKS))
    assign(session, cast.pair, course)
    return course


def read(browser: FlaskClient) -> TestResponse:
    """Press the button below the lesson; what is shown then."""
    form_id = form_id_in(browser.get("/learn/teaming/engine/"))
    data = {"form_id": form_id}
    return browser.post("/learn/teaming/engine/read", data=data, follow_redirects=True)


def pass_quiz(browser: FlaskClient) -> TestResponse:
    """Answer the quiz right; what is shown then."""
    data = {
        "form_id": form_id_in(browser.get("/learn/teaming/engine/quiz")),
        "answer-q1": "q1-good",
    }
    return browser.post("/learn/teaming/engine/quiz", data=data, follow_redirects=True)


def is_moment(answer: TestResponse) -> bool:
    """Does the answer show both names and the closed picture, with one button on?"""
    names = re.findall(r'class="moment__name[^"]*">([^<]+)<', answer.text)
    closed = "halves--meet halves--both" in answer.text
    return names == ["Sam Adeyemi", "Sue Zhang"] and closed and BOTH in answer.text


def test_a_passed_quiz_that_closes_a_module_shows_the_moment(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ)

    answer = pass_quiz(browser_of(cast.sam))

    assert is_moment(answer)
    assert answer.text.count('class="button button--large"') == 1
    assert "The second" in answer.text
    assert "/learn/teaming/engine/quiz/attempts/1" in answer.text


def test_reading_that_closes_a_module_shows_the_moment(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.QUIZ)

    assert is_moment(read(browser_of(cast.sam)))


def test_a_step_for_two_that_closes_a_module_shows_it_with_the_partners_words(
    cast: Cast, steps: Course, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    for who in (sue, sam):
        read(who)
    give(sue, cast, "told", text="Ask me early")
    give(sue, cast, "thanks", text="For the long night")
    give(sam, cast, "told", text="This")

    answer = sam.get(give(sam, cast, "thanks", text="For your patience").location)

    assert is_moment(answer)
    assert answer.text.index("For the long night") < answer.text.index("Ask me early")


def test_a_signature_that_closes_a_module_shows_the_moment(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(AGREED)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    for who in (sue, sam):
        read(who)
    give(sue, cast, "agreed", line=["We ask early"], look_again_on="2099-01-31")
    version = hidden(sam.get(page_of(cast)).text, "agreed", "version_id")

    signed = give(sam, cast, "agreed", what="sign", version_id=version)

    assert is_moment(sam.get(signed.location))


def test_a_step_that_closes_nothing_leads_where_it_always_led(
    cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    answer = pass_quiz(browser_of(cast.sam))

    assert "Passed" in answer.text
    assert not is_moment(answer)


def test_a_module_is_closed_once_however_often_the_quiz_is_sent(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get("/learn/teaming/engine/quiz"))
    data = {"form_id": form_id, "answer-q1": "q1-good"}

    for _ in range(2):
        assert sam.post("/learn/teaming/engine/quiz", data=data).status_code == 303

    assert len(session.scalars(select(ModuleClosed)).all()) == 1


def test_sue_sees_it_once_at_her_next_visit(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ)
    pass_quiz(browser_of(cast.sam))
    sue = browser_of(cast.sue)
    words = "You and Sam Adeyemi have done “Gasoline and engine”."

    first = sue.get("/").text
    (up_to,) = re.findall(r'name="up_to" value="(\d+)"', first)
    assert words in first
    assert words not in browser_of(cast.sam).get("/").text

    sue.post("/moments/seen", data={"up_to": up_to})

    assert words not in sue.get("/").text


def test_sam_cannot_put_away_what_sue_has_not_seen(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ)
    pass_quiz(browser_of(cast.sam))

    for who in (cast.sam, cast.otto):
        browser_of(who).post("/moments/seen", data={"up_to": "9" * 30})

    assert session.scalars(select(ModuleClosed.seen_at)).one() is None
    browser_of(cast.sue).post("/moments/seen", data={"up_to": "9" * 30})
    session.rollback()
    assert session.scalars(select(ModuleClosed.seen_at)).one() is not None


def test_there_is_no_moment_while_a_half_is_open_and_none_for_anybody_else(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    address = f"/learn/teaming/engine/both/{cast.pair.id}"
    assert browser_of(cast.sam).get(address).status_code == 404

    finish(session, cast.sam)

    assert browser_of(cast.sam).get(address).status_code == 200
    for who in (cast.otto, cast.lee):
        assert browser_of(who).get(address).status_code == 404


def test_several_modules_that_were_closed_meanwhile_each_lead_to_their_moment(
    session: Session, cast: Cast, quiz: Course, browser_of: Browser
) -> None:
    for who in (cast.sam, cast.sue):
        for name in ("engine", "second"):
            finish(session, who, name)
    for module in session.scalars(select(Module).order_by(Module.id)):
        session.add(
            ModuleClosed(
                pair_id=cast.pair.id, module_id=module.id, number=1, by_id=cast.sam.id, at=NOW
            )
        )
    session.commit()

    page = browser_of(cast.sue).get("/").text
    told = page.partition('class="moment moment--here"')[2].partition("</section>")[0]

    assert re.findall(r'<a href="([^"]+)">\s*([^<]+)</a>', told) == [
        (
            f"/learn/teaming/second/both/{cast.pair.id}",
            "You and Sam Adeyemi have done “The second”.",
        ),
        (
            f"/learn/teaming/engine/both/{cast.pair.id}",
            "You and Sam Adeyemi have done “Gasoline and engine”.",
        ),
    ]
