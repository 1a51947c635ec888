"""How is each kind of question taken, from the file to the result?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.parsing.choices import key_of
from tandem.models import Attempt, Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.learning.quizzes.quiz_helpers import QUIZ, keep, send
from tests.lessons import assign

LESSON = """---
title: Engine
---

## Check {quiz pass=100%}

### What first? {#order order}

1. Ask
2. Promise
3. Deliver

### Who says it? {#match match}

- quota -> the rep
- cut-off -> support
- -> SPARE

### Fill it in {#fill}

The [[cut-off|deadline]] is at [[16:30]].

### What leads gasoline into the engine? {#short}

= the valve

### How many fit today? {#number}

= 5 +- 1
"""
RIGHT = {
    "answer-order": [key_of("Ask"), key_of("Promise"), key_of("Deliver")],
    "answer-match": [
        f"{key_of('quota')}:{key_of('the rep')}",
        f"{key_of('cut-off')}:{key_of('support')}",
    ],
    "answer-fill": ["Deadline", "16:30"],
    "answer-short": ["The Valve."],
    "answer-number": ["6"],
}


@pytest.fixture
def sam(session: Session, cast: Cast, tmp_path: Path, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course with a question of every kind."""
    folder = tmp_path / "courses" / "teaming"
    folder.mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Teaming\n---\n")
    (folder / "01-engine.md").write_text(LESSON)
    assert publish(session, folder.parent).errors == []
    assign(session, cast.pair, session.scalars(select(Course)).one())
    return browser_of(cast.sam)


def test_right_answers_of_every_kind_pass(session: Session, sam: FlaskClient) -> None:
    answer = send(sam, RIGHT)

    attempt = session.scalars(select(Attempt)).one()
    assert (attempt.right, attempt.total, attempt.passed) == (5, 5, True)
    assert "Passed" in sam.get(answer.location).text


def test_a_wrong_order_is_shown_with_the_right_one_only_when_it_is_due(
    session: Session, sam: FlaskClient
) -> None:
    wrong = {**RIGHT, "answer-order": list(reversed(RIGHT["answer-order"]))}

    failed = sam.get(send(sam, wrong).location).text
    sam.get(send(sam, {"answer-order": RIGHT["answer-order"]}).location)
    later = sam.get(f"{QUIZ}/attempts/1").text

    assert "<li>Deliver</li><li>Promise</li><li>Ask</li>" in failed
    assert "Right would have been" not in failed
    assert "<li>Ask</li><li>Promise</li><li>Deliver</li>" in later


def test_a_draft_keeps_every_place(sam: FlaskClient) -> None:
    keep(sam, {**RIGHT, "answer-order": ["", key_of("Ask"), ""], "answer-fill": ["", "16:30"]})

    text = sam.get(QUIZ).text

    assert text.count(f'value="{key_of("Ask")}" selected') == 1
    assert f'value="{key_of("quota")}:{key_of("the rep")}" selected' in text
    assert 'value="16:30"' in text
    assert 'value="The Valve."' in text


def test_what_is_not_finished_is_named_and_nothing_is_lost(
    session: Session, sam: FlaskClient
) -> None:
    answer = send(sam, {**RIGHT, "answer-fill": ["Deadline", ""], "answer-number": ["some"]})

    assert answer.status_code == 400
    assert "isn’t finished. Please fill every place." in answer.text
    assert "asks for a number" in answer.text
    assert 'value="Deadline"' in answer.text
    assert session.scalars(select(Attempt)).all() == []


def test_the_page_tells_no_answer(sam: FlaskClient) -> None:
    text = sam.get(QUIZ).text

    assert text.count('<fieldset class="question"') == 5
    for secret in ("deadline", "16:30", "the valve", "5 +- 1", "[["):
        assert secret not in text


def test_what_somebody_typed_is_text_and_nothing_else(sam: FlaskClient) -> None:
    typed = "<script>alert(1)</script>"

    page = sam.get(send(sam, {**RIGHT, "answer-short": [typed]}).location).text
    keep(sam, {"answer-short": [typed]})

    assert "&lt;script&gt;alert" in page
    assert typed not in page + sam.get(QUIZ).text


def test_what_was_recorded_stands_in_the_order_that_was_shown(
    session: Session, sam: FlaskClient
) -> None:
    page = sam.get(QUIZ).text
    send(sam, RIGHT)

    stored = json.loads(session.scalars(select(Attempt)).one().order)

    assert list(stored) == re.findall(r'<fieldset class="question" id="question-(\w+)"', page)
    for name in ("order", "match"):
        part = page.partition(f'id="question-{name}"')[2].partition("</fieldset>")[0]
        shown = re.findall(r'value="(\w+(?::\w+)?)"', part.partition("</select>")[0])
        sides = [key.partition(":")[2] or key for key in shown]
        assert stored[name][-len(sides) :] == sides


def test_a_number_is_typed_on_a_keyboard_with_a_minus(sam: FlaskClient) -> None:
    text = sam.get(QUIZ).text
    assert 'name="answer-number"' in text
    assert "inputmode" not in text
