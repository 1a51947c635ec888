"""How the tests of quizzes send and keep answers."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Attempt
from tests.lessons import form_id_in, lesson, question

QUIZ = "/learn/teaming/engine/quiz"
GOOD = {"answer-q1": "q1-good", "answer-q2": "q2-good"}
HALF = {"answer-q1": "q1-good", "answer-q2": "q2-bad"}
JSON = {"Accept": "application/json"}


def two_questions(**fields: Any) -> Any:
    """A lesson whose quiz asks two questions."""
    return lesson(question("q1"), question("q2"), **fields)


def send(browser: FlaskClient, answers: dict[str, Any], form_id: str = "") -> TestResponse:
    """Check the answers."""
    form_id = form_id or form_id_in(browser.get(QUIZ))
    return browser.post(QUIZ, data={"form_id": form_id, **answers})


def keep(browser: FlaskClient, answers: dict[str, Any], form_id: str = "") -> TestResponse:
    """Keep the answers, as the script does."""
    form_id = form_id or form_id_in(browser.get(QUIZ))
    return browser.post(f"{QUIZ}/draft", data={"form_id": form_id, **answers}, headers=JSON)


def check(browser: FlaskClient, name: str, answers: dict[str, Any]) -> TestResponse:
    """Check one answer."""
    form_id = form_id_in(browser.get(QUIZ))
    return browser.post(f"{QUIZ}/check", data={"form_id": form_id, "check": name, **answers})


def numbers(session: Session) -> list[int]:
    """The attempts recorded."""
    return list(session.scalars(select(Attempt.number).order_by(Attempt.number)))


def is_chosen(page: TestResponse, key: str) -> bool:
    """Is this option chosen on the page?"""
    return f'value="{key}" checked' in page.text
