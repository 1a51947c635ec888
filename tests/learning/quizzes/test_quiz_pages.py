"""What does a quiz of every kind of question say to who reads the site in another language?"""

from __future__ import annotations

import json
import re
import shutil
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Accepted, QuestionKind
from tandem.models import Attempt, Course, Module
from tandem.terms import Role
from tests.cast import NOW, Cast, read_german
from tests.conftest import WALKED, Browser
from tests.courses import publish
from tests.forms import forms_in
from tests.lessons import assign, lesson, question, serve
from tests.written import AsBefore

pytestmark = pytest.mark.usefixtures("clock")
QUIZ, RECAP = "/learn/teaming/engine/quiz", "/learn/teaming/frame/quiz"
WRITE = f"{QUIZ}/write/write"
TYPED = {
    "answer-gaps": ["needed", "Friday"], "answer-short": ["partner"], "answer-hours": ["2.6 h"],
}  # fmt: skip
MATCHED = ["19128eb8:beeb20fb", "08f02e9b:f38546bf"]


@pytest.fixture
def sam(app: Flask, session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser, in German; Sam and Sue have the English course that has everything."""
    shutil.copytree(WALKED, app.config["COURSES"], dirs_exist_ok=True)
    assert publish(session, app.config["COURSES"]).errors == []
    assign(session, cast.pair, session.scalars(select(Course)).one())
    read_german(session, cast.sam)
    return browser_of(cast.sam)


def send(browser: FlaskClient, what: str, page: str = QUIZ, **fields: Any) -> str:
    """Press a button of a quiz; gives the page that follows."""
    (form,) = [form for form in forms_in(browser.get(page).text, page) if form.value("form_id")]
    data = {"form_id": form.value("form_id"), **fields}
    return browser.post(f"{page}{what}", data=data, follow_redirects=True).text


def part_of(page: str, name: str) -> str:
    """What stands in a quiz for one question."""
    (part,) = re.findall(rf'<fieldset[^>]*id="question-{name}".*?</fieldset>', page, re.DOTALL)
    return str(part)


def test_what_leads_to_a_question_is_in_the_language_of_its_lesson(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    served = serve(session, lesson(question("q1", body="<p>It is Friday.</p>")))
    assign(session, cast.pair, served)
    read_german(session, cast.sam)

    page_as_before(part_of(browser_of(cast.sam).get(QUIZ).text, "q1"))


def test_each_question_is_in_the_language_of_its_lesson(
    sam: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(sam.get(QUIZ).text)


@pytest.mark.parametrize("moves", [("0:1",), ("0:1", "1:1"), ("0:0",)])
def test_a_scene_is_told_and_taken_back_in_the_language_of_its_lesson(
    sam: FlaskClient, page_as_before: AsBefore, moves: tuple[str, ...]
) -> None:
    for move in moves:
        send(sam, "/play", play=f"played:{move}")

    page_as_before(part_of(sam.get(QUIZ).text, "played"))


def test_a_hint_is_opened_in_the_language_of_its_lesson(
    sam: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(part_of(send(sam, "/hint", hint="single"), "single"))


@pytest.mark.parametrize("name", ["gaps", "short", "hours"])
def test_what_was_typed_stands_where_it_was(
    sam: FlaskClient, page_as_before: AsBefore, name: str
) -> None:
    page_as_before(part_of(send(sam, "/hint", hint="single", **TYPED), name))


def test_a_quiz_that_lacks_answers_names_each(sam: FlaskClient, page_as_before: AsBefore) -> None:
    (listed,) = re.findall(r"<ul data-faults>.*?</ul>", send(sam, "", **TYPED), re.DOTALL)

    page_as_before(listed)


@pytest.mark.parametrize("is_written", [False, True])
def test_a_message_is_written_and_compared_in_the_language_of_its_lesson(
    sam: FlaskClient, page_as_before: AsBefore, is_written: bool
) -> None:
    if is_written:
        send(sam, "", WRITE, text="We begin with the ovens.", reader="own")

    page_as_before(sam.get(WRITE).text)


def pass_first(session: Session, cast: Cast) -> None:
    """Sam has passed the quiz of the first module."""
    module = session.scalars(select(Module).where(Module.slug == "engine")).one()
    session.add(
        Attempt(
            person_id=cast.sam.id, module_id=module.id, revision_id=module.revision_id, number=1,
            role=Role.REP, answers="{}", marks=json.dumps({"gaps": True, "match": False}),
            order="{}", right=1, total=1, passed=True, at=NOW,
        )
    )  # fmt: skip
    session.commit()


def test_earlier_questions_are_in_the_language_of_their_lessons(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    pass_first(session, cast)

    page_as_before(sam.get(RECAP).text)


@pytest.mark.parametrize("name", ["_recap-1-match", "one"])
def test_a_checked_answer_stands_beside_what_is_right(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore, name: str
) -> None:
    pass_first(session, cast)
    (form,) = [form for form in forms_in(sam.get(RECAP).text, RECAP) if form.value("form_id")]
    given = [control["value"] for control in form.controls if control.get("name") == "answer-one"]
    answers = {"answer-one": given[-1], "answer-_recap-1-match": MATCHED}

    page_as_before(part_of(send(sam, "/check", RECAP, check=name, **answers), name))


@pytest.mark.parametrize("address", [QUIZ, f"{QUIZ}/attempts/1"])
def test_when_no_attempt_is_left_what_is_right_is_told_in_the_language_of_the_lesson(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore, address: str
) -> None:
    short = question("q2", kind=QuestionKind.SHORT, options=(), accepted=(Accepted("lid"),))
    asked = question("q1", body="<p>It is Friday.</p>")
    assign(session, cast.pair, serve(session, lesson(asked, short, attempts=1)))
    read_german(session, cast.sam)
    browser = browser_of(cast.sam)
    send(browser, "", **{"answer-q1": "q1-bad", "answer-q2": "frame"})

    page_as_before(browser.get(address).text)
