"""How does somebody get back to what they tried before?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.terms import Show
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, QUIZ, send, two_questions
from tests.lessons import serve

LESSON = "/learn/teaming/engine/"


@pytest.mark.parametrize("page", [LESSON, f"{QUIZ}/attempts/1"])
def test_every_attempt_stands_with_its_mark_and_revision(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    sam = browser_of(cast.sam)
    send(sam, HALF)
    serve(session, two_questions(summary="Now with a summary."))
    send(sam, GOOD)

    text = " ".join(sam.get(page).text.split())

    older, newer = text.index("Attempt 1</"), text.index("Attempt 2</")
    assert newer < older
    assert "1 of 2 right" in text[older:]
    assert "Revision 1" in text[older:]
    assert "2 of 2 right" in text[newer:older]
    assert "Revision 2" in text[newer:older]


def test_an_older_attempt_leads_to_its_answers(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    send(sam, HALF)
    send(sam, {"answer-q2": "q2-good"})

    assert f'href="{QUIZ}/attempts/1"' in sam.get(LESSON).text
    assert "FEEDBACK-q2-bad" in sam.get(f"{QUIZ}/attempts/1").text


def test_a_lesson_that_shows_nothing_lists_the_marks_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.NEVER))
    sam = browser_of(cast.sam)
    send(sam, HALF)

    text = sam.get(f"{QUIZ}/attempts/1").text

    assert "1 of 2 right" in text
    assert "A good one" not in text


def test_nobody_sees_the_attempts_of_another(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(browser_of(cast.sam), GOOD)

    assert "Your attempts" in browser_of(cast.sam).get(LESSON).text
    assert "Your attempts" not in browser_of(cast.sue).get(LESSON).text
