"""How the tests write, compare and answer a text."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tandem.content.lesson import Item, Question, QuestionKind
from tests.lessons import form_id_in

QUIZ = "/learn/teaming/engine/quiz"
TELL = f"{QUIZ}/write/tell"
TASK = Question(
    "tell",
    QuestionKind.WRITE,
    "Tell the customer.",
    body="<p>Half is in stock.</p>",
    hint="<p>HINT</p>",
    explanation="<p>EXPLANATION</p>",
    criteria=(Item("day", "CRITERION-DAY"), Item("limit", "CRITERION-LIMIT")),
    models=("<p>MODEL-ONE</p>", "<p>MODEL-TWO</p>"),
)
KEYS = ("CRITERION-DAY", "CRITERION-LIMIT", "MODEL-ONE", "MODEL-TWO", "EXPLANATION")


def write(
    browser: FlaskClient, text: str = "Friday, half of it.", *, reader: str = "own", **more: Any
) -> TestResponse:
    """Write the text."""
    data = {"form_id": form_id_in(browser.get(TELL, query_string=more)), "text": text}
    return browser.post(TELL, data={**data, "reader": reader, **more})


def compare(browser: FlaskClient, *ticks: str) -> TestResponse:
    """Say what is in the text."""
    form_id = form_id_in(browser.get(TELL))
    return browser.post(f"{TELL}/compare", data={"form_id": form_id, "tick": list(ticks)})


def address_of_text(page: TestResponse) -> str:
    """Where a page leads to read a partner's text."""
    link = re.search(r'href="(/pairs/\d+/texts/\d+)"', page.text)
    assert link
    return link[1]
