"""How does a person take a quiz, and what comes of it?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import QuestionKind
from tandem.models import Attempt, Completion, Course, Module, StepDone
from tandem.terms import Show, Step
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import (
    GOOD,
    HALF,
    QUIZ,
    is_chosen,
    keep,
    numbers,
    send,
    two_questions,
)
from tests.lessons import form_id_in, lesson, question, serve


def test_sam_passes_and_the_step_is_recorded(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = send(browser_of(cast.sam), GOOD)

    assert (answer.status_code, answer.location) == (303, f"{QUIZ}/attempts/1#result")
    row = session.scalars(select(Attempt)).one()
    assert (row.right, row.total, row.passed, row.role) == (2, 2, True, "rep")
    assert session.scalars(select(StepDone.step)).all() == [Step.QUIZ]


def test_sam_fails_and_no_step_is_recorded(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(browser_of(cast.sam), HALF)

    assert session.scalars(select(Attempt.passed)).all() == [False]
    assert session.scalar(select(StepDone)) is None


def test_reading_and_passing_complete_the_module(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    lesson_page = browser.get("/learn/teaming/engine/")
    browser.post("/learn/teaming/engine/read", data={"form_id": form_id_in(lesson_page)})

    send(browser, GOOD)

    assert session.scalars(select(Completion.person_id)).all() == [cast.sam.id]


def test_no_key_is_in_any_answer_before_it_is_due(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    pages = [browser.get(address) for address in ("/", "/learn/teaming/", "/learn/teaming/engine/")]
    pages += [browser.get(QUIZ), keep(browser, GOOD), send(browser, {"answer-q1": "q1-good"})]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 200, 400]
    for page in pages:
        assert "FEEDBACK" not in page.text
        assert "EXPLANATION" not in page.text
    due = browser.get(send(browser, GOOD).location).text
    assert "FEEDBACK" in due
    assert "EXPLANATION" in due


def test_a_failed_attempt_shows_the_feedback_of_the_own_answers_only(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    text = browser.get(send(browser, HALF).location).text

    assert "FEEDBACK-q2-bad" in text
    assert "FEEDBACK-q2-good" not in text
    assert "EXPLANATION" not in text
    assert "right answer<" not in text


def test_a_passed_attempt_shows_everything(cast: Cast, course: Course, browser_of: Browser) -> None:
    browser = browser_of(cast.sam)

    text = browser.get(send(browser, GOOD).location).text

    assert "FEEDBACK-q2-worse" in text
    assert "EXPLANATION-q1" in text


def test_a_lesson_that_shows_nothing_shows_only_the_score(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(show=Show.NEVER))
    browser = browser_of(cast.sam)

    text = browser.get(send(browser, GOOD).location).text

    assert "2 of 2 right" in text
    assert "FEEDBACK" not in text
    assert "A good one" not in text


def test_a_double_click_is_one_attempt(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(QUIZ))

    first, second = send(browser, HALF, form_id), send(browser, HALF, form_id)

    assert first.location == second.location
    assert numbers(session) == [1]


def test_two_tabs_are_one_attempt(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    tabs = [form_id_in(browser.get(QUIZ)) for _ in range(2)]

    answers = [send(browser, HALF, tab) for tab in tabs]

    assert {answer.location for answer in answers} == {f"{QUIZ}/attempts/1#result"}
    assert numbers(session) == [1]


def test_a_missing_answer_is_named_and_the_others_stay(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = send(browser_of(cast.sam), {"answer-q1": "q1-bad"})

    assert answer.status_code == 400
    assert "has no answer yet" in answer.text
    assert is_chosen(answer, "q1-bad")
    assert numbers(session) == []


def test_an_option_that_does_not_exist_is_refused(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = send(browser_of(cast.sam), {**GOOD, "answer-q2": "nonsense"})

    assert answer.status_code == 400
    assert "an option that it doesn’t have" in answer.text
    assert numbers(session) == []


def test_several_right_options_are_all_needed(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    q1 = question("q1", kind=QuestionKind.MULTIPLE)
    serve(session, lesson(q1))
    browser = browser_of(cast.sam)

    send(browser, {"answer-q1": ["q1-good", "q1-bad"]})
    send(browser, {"answer-q1": ["q1-good"]})

    query = select(Attempt.passed).order_by(Attempt.number)
    assert session.scalars(query).all() == [False, True]


def test_answers_to_a_replaced_text_count_as_they_were_asked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    shown = session.scalars(select(Module.revision_id)).one()
    session.rollback()
    form_id = form_id_in(browser.get(QUIZ))
    serve(session, lesson(question("q9")))

    result = browser.get(send(browser, GOOD, form_id).location)

    assert "marked against the text that you saw" in result.text
    row = session.scalars(select(Attempt)).one()
    assert (row.revision_id, row.passed) == (shown, True)


def test_a_retry_asks_only_what_was_wrong(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    send(browser, HALF)

    again = browser.get(QUIZ)
    send(browser, {"answer-q2": "q2-good"})

    assert "answer-q1" not in again.text
    rows = session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [(row.right, row.total, row.passed) for row in rows] == [(1, 2, False), (2, 2, True)]


def test_a_retake_does_not_undo_a_completion(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    lesson_page = browser.get("/learn/teaming/engine/")
    browser.post("/learn/teaming/engine/read", data={"form_id": form_id_in(lesson_page)})
    send(browser, GOOD)

    send(browser, HALF)

    assert "Your half is done" in browser.get("/learn/teaming/engine/").text
    assert numbers(session) == [1, 2]
    assert session.scalars(select(Completion.person_id)).all() == [cast.sam.id]


def test_used_attempts_close_the_quiz_and_show_the_answers(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(attempts=1))
    browser = browser_of(cast.sam)

    result = browser.get(send(browser, HALF).location)

    assert "EXPLANATION-q2" in result.text
    assert 'name="form_id"' not in browser.get(QUIZ).text
    serve(session, two_questions(attempts=1, edition=2))
    assert 'name="form_id"' in browser.get(QUIZ).text


def test_sue_and_otto_cannot_read_the_attempts_of_sam(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    address = send(browser_of(cast.sam), HALF).location

    assert browser_of(cast.sam).get(address).status_code == 200
    for who in (cast.sue, cast.lee, cast.otto):
        assert browser_of(who).get(address).status_code == 404


def test_sue_cannot_send_the_form_of_sam(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(cast.sam).get(QUIZ))

    answer = send(browser_of(cast.sue), GOOD, form_id)

    assert answer.status_code == 400
    assert numbers(session) == []
    assert is_chosen(answer, "q1-good")


def test_a_module_without_a_quiz_has_no_quiz_page(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, lesson())

    assert browser_of(cast.sam).get("/learn/teaming/engine/").status_code == 200
    assert browser_of(cast.sam).get(QUIZ).status_code == 404


def test_a_quiz_page_that_was_sent_and_corrected_keeps_both(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(QUIZ))
    send(browser, HALF, form_id)

    corrected = send(browser, GOOD, form_id)

    assert numbers(session) == [1]
    page = browser.get(corrected.location)
    assert corrected.location == QUIZ
    assert "This page was sent before, and those answers count." in page.text
    assert is_chosen(page, "q2-good")
    send(browser, GOOD)
    session.rollback()
    assert numbers(session) == [1, 2]


def test_a_corrected_page_says_so_where_no_attempt_is_left(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, two_questions(attempts=1))
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(QUIZ))
    send(browser, HALF, form_id)

    corrected = send(browser, GOOD, form_id)

    assert corrected.location == f"{QUIZ}/attempts/1#result"
    assert "no attempt is left" in browser.get(f"{QUIZ}/attempts/1").text
