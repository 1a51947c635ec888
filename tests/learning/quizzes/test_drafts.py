"""How does a person leave a quiz, come back to it, and check one answer?"""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Course, QuizDraft
from tandem.terms import Show
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import (
    GOOD,
    HALF,
    QUIZ,
    check,
    is_chosen,
    keep,
    send,
    two_questions,
)
from tests.lessons import form_id_in, lesson, question, serve


def test_a_draft_survives_a_new_sign_in(cast: Cast, course: Course, browser_of: Browser) -> None:
    kept = keep(browser_of(cast.sam), {"answer-q1": "q1-bad"})

    page = browser_of(cast.sam).get(QUIZ)

    assert set(kept.get_json()) == {"saved_at"}
    assert is_chosen(page, "q1-bad")
    assert "Saved on" in page.text


def test_without_script_a_draft_leads_back_to_the_quiz(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    data = {"form_id": form_id_in(browser.get(QUIZ)), "answer-q1": "q1-bad"}

    answer = browser.post(f"{QUIZ}/draft", data=data)

    assert (answer.status_code, answer.location) == (303, QUIZ)


def test_a_draft_from_another_tab_adds_its_answers(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    tabs = [form_id_in(browser.get(QUIZ)) for _ in range(2)]

    keep(browser, {"answer-q1": "q1-bad"}, tabs[0])
    keep(browser, {"answer-q2": "q2-worse"}, tabs[1])

    page = browser.get(QUIZ)
    assert is_chosen(page, "q1-bad")
    assert is_chosen(page, "q2-worse")
    assert len(session.scalars(select(QuizDraft)).all()) == 1


def test_an_answer_taken_back_is_not_kept(cast: Cast, course: Course, browser_of: Browser) -> None:
    browser = browser_of(cast.sam)
    keep(browser, GOOD)

    keep(browser, {"answer-q1": ""})

    page = browser.get(QUIZ)
    assert not is_chosen(page, "q1-good")
    assert is_chosen(page, "q2-good")


def test_a_draft_ends_with_its_attempt_and_does_not_come_back(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(QUIZ))
    keep(browser, HALF, form_id)
    send(browser, HALF, form_id)

    late = keep(browser, HALF, form_id)

    assert late.status_code == 409
    assert session.scalar(select(QuizDraft)) is None


def test_a_draft_keeps_what_still_fits_after_a_publication(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    keep(browser, HALF)
    serve(session, lesson(question("q1"), question("new")))

    page = browser.get(QUIZ)

    assert is_chosen(page, "q1-good")
    assert "Answers to questions that stayed the same are still here" in page.text


def test_a_checked_answer_shows_its_feedback_and_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.EACH))
    browser = browser_of(cast.sam)

    check(browser, "q2", HALF)
    page = browser.get(QUIZ)
    send(browser, GOOD)

    assert "FEEDBACK-q2-bad" in page.text
    assert "FEEDBACK-q1" not in page.text
    assert "FEEDBACK-q2-good" not in page.text
    assert session.scalars(select(Attempt.right)).all() == [1]


def test_a_question_cannot_be_checked_where_feedback_comes_at_the_end(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = check(browser_of(cast.sam), "q2", HALF)

    assert answer.status_code == 404
    assert "FEEDBACK" not in answer.text


def test_an_unanswered_question_cannot_be_checked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.EACH))

    answer = check(browser_of(cast.sam), "q2", {"answer-q1": "q1-bad"})

    assert answer.status_code == 400
    assert "FEEDBACK" not in answer.text


def test_a_reloaded_quiz_stands_in_the_same_order(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    orders = [re.findall(r'value="(q[12]-\w+)"', browser.get(QUIZ).text) for _ in range(3)]

    assert len(orders[0]) == 6
    assert orders[0] == orders[1] == orders[2]


def test_a_draft_of_a_replaced_text_does_not_replace_a_newer_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    old_tab = form_id_in(browser.get(QUIZ))
    serve(session, two_questions(show=Show.EACH))
    check(browser, "q1", GOOD)

    keep(browser, {"answer-q1": "q1-bad"}, old_tab)

    assert "FEEDBACK-q1-good" in browser.get(QUIZ).text


def test_a_draft_follows_a_question_to_its_new_name(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    keep(browser, GOOD)

    renamed = replace(question("q1"), id="renamed", was="q1")
    serve(session, lesson(renamed, question("q2")))

    assert is_chosen(browser.get(QUIZ), "q1-good")


def test_a_draft_of_drawn_questions_outlives_a_new_publication(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    names = [f"q{number}" for number in range(1, 9)]
    serve(session, lesson(*map(question, names), pick=2))
    browser = browser_of(cast.sam)
    drawn = re.findall(r'id="question-(q\d)"', browser.get(QUIZ).text)
    keep(browser, {f"answer-{name}": f"{name}-good" for name in drawn})

    serve(session, lesson(*map(question, names), pick=2, title="Mended"))

    page = browser.get(QUIZ)
    assert re.findall(r'id="question-(q\d)"', page.text) == drawn
    assert all(is_chosen(page, f"{name}-good") for name in drawn)


def test_what_is_begun_in_one_module_does_not_stand_in_another(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(), two_questions(name="second"))
    sam = browser_of(cast.sam)

    keep(sam, {"answer-q1": "q1-bad"})

    assert is_chosen(sam.get(QUIZ), "q1-bad")
    assert not is_chosen(sam.get(QUIZ.replace("engine", "second")), "q1-bad")


def test_only_a_question_that_is_asked_is_checked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.EACH))
    sam = browser_of(cast.sam)

    assert check(sam, "nothing", {}).status_code == 404
    assert check(sam, "q1", {"answer-q1": "q1-bad"}).status_code == 303


def test_a_page_of_another_module_records_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(), two_questions(name="second"))
    sam = browser_of(cast.sam)
    sent = {"form_id": form_id_in(sam.get(QUIZ)), **GOOD}

    refused = sam.post(QUIZ.replace("engine", "second"), data=sent)

    assert refused.status_code == 400
    assert session.scalars(select(Attempt)).all() == []
