"""Does one question come back, is it answered once, and does nothing depend on it?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Accepted, Option, QuestionKind
from tandem.learning.refreshers.pages import answers_later
from tandem.models import Completion, Course, RefresherAnswer, StepDone
from tandem.terms import RefresherFace, RefresherPromise
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import (
    ADDRESS,
    answer,
    asked_in,
    course_of,
    form_in,
    learn,
    result_of,
    switch,
)
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock


def rows(session: Session) -> list[RefresherAnswer]:
    """All that was answered."""
    session.expire_all()
    return list(session.scalars(select(RefresherAnswer).order_by(RefresherAnswer.id)))


def test_a_question_of_a_finished_module_comes_back_to_my_page(sam: FlaskClient) -> None:
    page = sam.get("/")

    assert "Do you still know?" in page.text
    assert asked_in(page).startswith("engine-q")


def test_no_key_is_on_the_page_before_the_answer(sam: FlaskClient) -> None:
    for page in (sam.get("/").text, sam.get(ADDRESS).text):
        assert 'name="answer-engine-q' in page
        assert "FEEDBACK" not in page
        assert "EXPLANATION" not in page


def test_the_answer_is_told_at_once_with_its_explanation(sam: FlaskClient) -> None:
    text = result_of(sam, "bad")

    assert "Not right" in text
    assert "EXPLANATION-engine-q" in text


def test_who_will_see_it_stands_before_the_answer_and_is_kept(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    page = sam.get(ADDRESS).text
    answer(sam)

    assert page.index("full groups of five people") < page.index('name="answer-')
    (row,) = rows(session)
    assert (row.promise, row.team_id) == (RefresherPromise.FIGURES_OF_FIVE, cast.north.id)


def test_nothing_comes_back_on_the_day_it_was_learned(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser
) -> None:
    assign(session, cast.pair, course_of(session))
    learn(session, cast.sam, at=clock.now)
    browser = browser_of(cast.sam)

    assert asked_in(browser.get("/")) == ""
    clock.go_on(timedelta(days=3))
    assert asked_in(browser.get("/")) != ""


def test_sent_twice_is_answered_once(session: Session, sam: FlaskClient) -> None:
    page = sam.get(ADDRESS)
    form_id, name = form_in(page), asked_in(page)
    first = answer(sam, "good", form_id=form_id, name=name)
    again = answer(sam, "good", form_id=form_id, name=name)
    changed = answer(sam, "bad", form_id=form_id, name=name)

    assert first.location == again.location
    assert changed.status_code == 409
    assert [row.right for row in rows(session)] == [True]


def test_two_tabs_answer_once_and_the_second_is_told(session: Session, sam: FlaskClient) -> None:
    first, second = sam.get(ADDRESS), sam.get(ADDRESS)
    for page in (first, second):
        sent = answer(sam, form_id=form_in(page), name=asked_in(page))

    assert len(rows(session)) == 1
    assert "no longer open" in sam.get(sent.location).text


def test_an_empty_answer_is_asked_for_again(session: Session, sam: FlaskClient) -> None:
    refused = sam.post(f"{ADDRESS}answer", data={"form_id": form_in(sam.get(ADDRESS))})

    assert refused.status_code == 400
    assert "There is no answer yet" in refused.text
    assert rows(session) == []


def test_nothing_that_was_done_changes_with_a_wrong_answer(
    session: Session, sam: FlaskClient
) -> None:
    tables = (Completion, StepDone)
    before = [session.scalars(select(table.id)).all() for table in tables]
    result_of(sam, "bad")

    assert [session.scalars(select(table.id)).all() for table in tables] == before


def test_what_went_wrong_comes_back_first(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser
) -> None:
    assign(session, cast.pair, course_of(session, count=4))
    names = [f"engine-q{n}" for n in range(1, 5)]
    learn(session, cast.sam, at=clock.now - timedelta(days=9), asked=names, wrong=["engine-q3"])

    assert asked_in(browser_of(cast.sam).get("/")) == "engine-q3"


def test_one_click_switches_them_off_and_another_on(sam: FlaskClient) -> None:
    switch(sam, "no")
    off, page = sam.get("/"), sam.get(ADDRESS).text
    switch(sam, "yes")

    assert asked_in(off) == ""
    assert "They are off" in page
    assert asked_in(sam.get("/")) != ""


def test_a_question_that_is_gone_is_dropped_quietly(
    session: Session, course: Course, sam: FlaskClient
) -> None:
    page = sam.get(ADDRESS)
    gone = asked_in(page)
    (left,) = {"engine-q1", "engine-q2"} - {gone}
    serve(session, lesson(question(left), name="engine"))
    sent = answer(sam, form_id=form_in(page), name=gone)

    assert sent.status_code == 303
    assert rows(session) == []
    assert asked_in(sam.get("/")) == left


def test_a_question_with_new_words_is_marked_by_the_words_that_were_shown(
    session: Session, course: Course, sam: FlaskClient
) -> None:
    page = sam.get(ADDRESS)
    name = asked_in(page)
    serve(session, lesson(question(name, explanation="<p>NEW WORDS</p>"), name="engine"))
    sent = answer(sam, form_id=form_in(page), name=name)

    assert "NEW WORDS" not in sam.get(sent.location).text
    assert [row.right for row in rows(session)] == [True]


def test_the_result_belongs_to_its_author(
    session: Session, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer(sam)
    (row,) = rows(session)

    assert sam.get(f"{ADDRESS}{row.id}").status_code == 200
    assert sue.get(f"{ADDRESS}{row.id}").status_code == 404


def test_what_is_only_scored_never_comes_back(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser
) -> None:
    assign(session, cast.pair, course_of(session, show="never"))
    learn(session, cast.sam, at=clock.now - timedelta(days=9))

    assert asked_in(browser_of(cast.sam).get("/")) == ""
    course_of(session)
    assert asked_in(browser_of(cast.sam).get("/")) != ""


def test_own_answers_carry_what_fsrs_makes_of_them(
    session: Session, clock: SetClock, sam: FlaskClient
) -> None:
    answer(sam)

    (row,) = rows(session)
    assert row.face is RefresherFace.OWN
    assert row.due_at is not None
    assert row.due_at > clock.now + timedelta(days=5)


ORDER = {
    "kind": QuestionKind.ORDER,
    "options": tuple(Option(key, key, right=True) for key in ("one", "two", "three")),
}
NUMBER = {
    "kind": QuestionKind.NUMERIC,
    "options": (),
    "accepted": (
        Accepted(low=5, high=5, units=("min", "minutes")),
        Accepted(low=300, high=300, units=("s",)),
    ),
}


@pytest.mark.parametrize(
    ("fields", "answer", "said"),
    [
        (ORDER, {"answer-q1": ["one"]}, "This isn’t finished."),
        (ORDER, {"answer-q1": ["one", "one", "two"]}, "Something is in two places."),
        (NUMBER, {"answer-q1": "5"}, "There is more than one unit. Please write yours: min, s."),
        (NUMBER, {"answer-q1": "five"}, "A number is asked for, as 5 or 0.5."),
    ],
)
def test_an_answer_that_cannot_be_marked_is_asked_for_again_with_the_reason(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser,
    fields: dict[str, Any], answer: dict[str, Any], said: str,
) -> None:  # fmt: skip
    assign(session, cast.pair, serve(session, lesson(question("q1", **fields))))
    learn(session, cast.sam, at=clock.now - timedelta(days=10), asked=("q1",))
    sam = browser_of(cast.sam)

    page = sam.get(ADDRESS)
    refused = sam.post(f"{ADDRESS}answer", data={"form_id": form_in(page), **answer})

    assert refused.status_code == 400
    assert said in refused.text
    assert rows(session) == []


def test_sent_again_without_an_answer_it_leads_to_what_was_answered(
    session: Session, sam: FlaskClient
) -> None:
    page = sam.get(ADDRESS)
    form_id = form_in(page)
    answer(sam, form_id=form_id, name=asked_in(page))

    again = sam.post(f"{ADDRESS}answer", data={"form_id": form_id})

    assert "There is no answer yet" not in again.text
    assert again.status_code == 409
    assert len(rows(session)) == 1


def test_an_empty_answer_to_what_is_asked_no_longer_is_refused_without_a_fault(
    session: Session, sam: FlaskClient
) -> None:
    form_id = form_in(sam.get(ADDRESS))
    switch(sam, "no")

    refused = sam.post(f"{ADDRESS}answer", data={"form_id": form_id})

    assert refused.status_code == 400
    assert "They are off" in refused.text
    assert rows(session) == []


def test_a_team_is_told_of_the_answers_that_its_own_people_gave(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    answer(sam)

    assert [
        one.person_id for one in answers_later(session, cast.north.id, reader_id=cast.lee.id)
    ] == [cast.sam.id]
    assert answers_later(session, cast.north.id, reader_id=cast.sam.id) == []
    assert answers_later(session, cast.south.id, reader_id=cast.lee.id) == []
