"""Does a quiz say how far each question is, and begin where somebody left off?"""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.terms import QuizView, Show
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import HALF, QUIZ, check, keep, two_questions
from tests.lessons import form_id_in, serve


def rail_of(page: str) -> list[str]:
    """The row of questions, each with its state, as it is read out."""
    steps = re.findall(r'<a class="rail__step".*?</a>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", step).split()) for step in steps]


def now_in(page: str) -> list[str]:
    """The question to begin with."""
    return re.findall(r'id="question-(\w+)" data-now', page)


def test_each_question_is_open_answered_or_checked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.EACH))
    sam = browser_of(cast.sam)
    first, second = rail_of(sam.get(QUIZ).text)
    assert first.endswith("1: open")
    assert second.endswith("2: open")

    keep(sam, {"answer-q1": "q1-good"})
    assert " ".join(rail_of(sam.get(QUIZ).text)).count("answered") == 1
    check(sam, "q1", HALF)

    words = " ".join(rail_of(sam.get(QUIZ).text))
    assert words.count("checked") == 1
    assert words.count("answered") == 1


def test_a_quiz_begins_with_what_is_open(cast: Cast, course: Course, browser_of: Browser) -> None:
    sam = browser_of(cast.sam)
    (first,) = now_in(sam.get(QUIZ).text)
    other = {"q1": "q2", "q2": "q1"}[first]

    keep(sam, {f"answer-{first}": f"{first}-bad"})

    assert now_in(sam.get(QUIZ).text) == [other]


def test_a_quiz_that_is_refused_begins_with_what_is_missing(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(QUIZ))

    page = sam.post(QUIZ, data={"form_id": form_id, "answer-q1": "q1-good"}).text

    assert now_in(page) == ["q2"]
    (summary,) = re.findall(r"<ul data-faults>.*?</ul>", page, re.DOTALL)
    assert "What about q2?" in summary


@pytest.mark.parametrize("view", [QuizView.ONE, QuizView.ALL])
def test_who_switches_keeps_the_answers_and_is_asked_so_from_then_on(
    session: Session, cast: Cast, course: Course, browser_of: Browser, view: QuizView
) -> None:
    sam = browser_of(cast.sam)
    page = sam.get(QUIZ)
    assert 'data-view="auto"' in page.text

    sent = {"form_id": form_id_in(page), "view": view, "answer-q1": "q1-good"}
    assert sam.post(f"{QUIZ}/view", data=sent).status_code == 303

    page = sam.get(QUIZ)
    assert f'data-view="{view}"' in page.text
    assert 'value="q1-good" checked' in page.text
    session.refresh(cast.sam)
    assert cast.sam.quiz_view is view
    assert 'data-view="auto"' in browser_of(cast.sue).get(QUIZ).text


def test_a_way_to_be_asked_that_does_not_exist_is_none(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    sent = {"form_id": form_id_in(sam.get(QUIZ)), "view": "upside-down"}

    assert sam.post(f"{QUIZ}/view", data=sent).status_code == 404
