"""How is a hint opened, what is recorded of it, and what becomes of the answers meanwhile?"""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.content.lesson import Question
from tandem.models import Course, HintOpened
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, JSON, QUIZ, is_chosen, send
from tests.lessons import form_id_in, lesson, question, serve

HINT = "<p>Think of the frame.</p>"


def with_hint(name: str) -> Question:
    """A question with a hint."""
    return question(name, hint=HINT)


@pytest.fixture
def sam(session: Session, cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sam's browser; the first of two questions has a hint."""
    serve(session, lesson(with_hint("q1"), question("q2")))
    return browser_of(cast.sam)


def open_hint(
    browser: FlaskClient, name: str = "q1", form_id: str = "", **more: Any
) -> TestResponse:
    """Press the button below a question."""
    form_id = form_id or form_id_in(browser.get(QUIZ))
    answers = more.pop("answers", {})
    return browser.post(f"{QUIZ}/hint", data={"form_id": form_id, "hint": name, **answers}, **more)


def opened(session: Session) -> list[tuple[str, int]]:
    """The hints recorded, each with its attempt."""
    query = select(HintOpened.question, HintOpened.number).order_by(HintOpened.id)
    return [(name, number) for name, number in session.execute(query)]


def test_a_hint_stands_on_the_page_only_once_it_is_opened(sam: FlaskClient) -> None:
    before = sam.get(QUIZ).text

    open_hint(sam)

    assert HINT not in before
    assert HINT in sam.get(QUIZ).text


def test_sam_comes_back_at_the_hint_with_every_answer(sam: FlaskClient) -> None:
    answer = open_hint(sam, answers={"answer-q2": "q2-bad"})

    assert (answer.status_code, answer.location) == (303, f"{QUIZ}#hint-q1")
    assert 'id="hint-q1"' in sam.get(QUIZ).text
    assert is_chosen(sam.get(QUIZ), "q2-bad")


def test_a_hint_opened_twice_counts_once(session: Session, sam: FlaskClient) -> None:
    form_id = form_id_in(sam.get(QUIZ))

    for _ in range(3):
        open_hint(sam, form_id=form_id)

    assert opened(session) == [("q1", 1)]


def test_a_new_attempt_opens_its_own_hints(session: Session, sam: FlaskClient) -> None:
    open_hint(sam)
    send(sam, {"answer-q1": "q1-bad", "answer-q2": "q2-good"})

    page = sam.get(QUIZ).text
    open_hint(sam)

    assert HINT not in page
    assert opened(session) == [("q1", 1), ("q1", 2)]


def test_a_hint_belongs_to_one_person(sam: FlaskClient, cast: Cast, browser_of: Browser) -> None:
    open_hint(sam)

    sues = browser_of(cast.sue).get(QUIZ).text
    assert HINT in sam.get(QUIZ).text
    assert "What about q1?" in sues
    assert HINT not in sues


@pytest.mark.parametrize("name", ["q2", "nothing", ""])
def test_a_question_without_a_hint_has_none_to_open(
    session: Session, sam: FlaskClient, name: str
) -> None:
    assert open_hint(sam, name).status_code == 404
    assert opened(session) == []


def test_a_hint_asked_for_from_a_sent_page_is_not_counted(
    session: Session, sam: FlaskClient
) -> None:
    form_id = form_id_in(sam.get(QUIZ))
    send(sam, HALF, form_id)

    assert open_hint(sam, form_id=form_id).status_code == 303
    assert open_hint(sam, form_id=form_id, headers=JSON).status_code == 409
    assert opened(session) == []


def test_a_hint_does_not_stand_in_the_way_of_sending(session: Session, sam: FlaskClient) -> None:
    form_id = form_id_in(sam.get(QUIZ))
    open_hint(sam, form_id=form_id)

    assert send(sam, GOOD, form_id).location == f"{QUIZ}/attempts/1#result"


def test_the_enter_key_saves_and_neither_sends_nor_opens_a_hint(sam: FlaskClient) -> None:
    text = sam.get(QUIZ).text
    buttons = text[text.index('class="quiz"') :].split("<button")

    assert f'formaction="{QUIZ}/draft"' in buttons[1].split(">")[0]


def test_a_hint_opened_in_one_module_stays_closed_in_another(
    session: Session, sam: FlaskClient
) -> None:
    first = lesson(with_hint("q1"), question("q2"))
    serve(session, first, lesson(with_hint("q1"), name="second"))

    open_hint(sam)

    assert HINT in sam.get(QUIZ).text
    assert HINT not in sam.get(QUIZ.replace("engine", "second")).text
