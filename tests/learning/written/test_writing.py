"""Is a text compared and never marked, and what is seen when?"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Item
from tandem.models import Attempt, Completion, Course, Person, WrittenText
from tandem.terms import FeedbackPromise, Promise
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import send
from tests.learning.written.written_helpers import KEYS, QUIZ, TASK, TELL, compare, write
from tests.lessons import form_id_in, lesson, question, serve
from tests.written import AsBefore

GOOD = {"answer-q1": "q1-good"}


def texts(session: Session) -> list[WrittenText]:
    """The texts that were written."""
    session.expire_all()
    return list(session.scalars(select(WrittenText).order_by(WrittenText.id)))


def test_a_text_is_written_then_compared_and_the_quiz_is_passed(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    assert write(sam).headers["Location"] == f"{TELL}#compare"
    assert compare(sam, "day").headers["Location"] == f"{QUIZ}#question-tell"
    send(sam, GOOD)

    (text,) = texts(session)
    assert (text.text, text.promise, text.pair_id) == ("Friday, half of it.", Promise.OWN, None)
    assert json.loads(text.ticks or "") == ["day"]
    assert text.ticks_promise is FeedbackPromise.FIGURES_OF_FIVE
    attempt = session.scalars(select(Attempt)).one()
    assert (attempt.right, attempt.total, attempt.passed) == (1, 1, True)
    assert "Friday" not in attempt.answers + attempt.marks + attempt.order


@pytest.mark.parametrize(("signs", "status"), [(2000, 303), (2001, 400)])
def test_a_text_is_at_most_two_thousand_signs_long(
    cast: Cast, course: Course, browser_of: Browser, signs: int, status: int
) -> None:
    assert write(browser_of(cast.sam), "x" * signs).status_code == status


@pytest.mark.parametrize("is_written", [False, True])
def test_a_quiz_is_not_finished_before_its_text_is_compared(
    session: Session, cast: Cast, course: Course, browser_of: Browser, is_written: bool
) -> None:
    sam = browser_of(cast.sam)
    if is_written:
        write(sam)

    refused = send(sam, GOOD)

    assert refused.status_code == 400
    assert "Question 2: write the message and compare it first." in refused.text
    assert 'value="q1-good" checked' in refused.text
    assert session.scalars(select(Attempt)).all() == []
    assert session.scalars(select(Completion)).all() == []


def test_criteria_and_models_are_in_no_response_before_the_text_was_written(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(QUIZ))
    before = [
        sam.get("/learn/teaming/engine/"),
        sam.get(QUIZ),
        sam.get(TELL),
        sam.get(f"{TELL}?again=yes"),
        send(sam, GOOD),
        sam.post(f"{TELL}/draft", data={"text": "Fri"}),
        sam.post(f"{TELL}/compare", data={"form_id": form_id}),
        sam.post(TELL, data={"form_id": form_id_in(sam.get(TELL)), "text": " "}),
        sam.post(f"{QUIZ}/to-text", data={"form_id": form_id, "text": "tell"}),
    ]

    write(sam)

    for page in before:
        assert [key for key in KEYS if key in page.text] == []
    assert [key for key in KEYS if key not in sam.get(TELL).text] == []
    assert [key for key in KEYS if key in browser_of(cast.sue).get(TELL).text] == []


def test_who_reads_it_is_said_before_typing(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get(TELL).text

    assert page.index("Only you will read this.") < page.index("<textarea")
    assert page.index("You and Sue Zhang will read this, nobody else.") < page.index("<textarea")


def test_a_text_stands_and_what_is_sent_twice_is_written_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    first, other_tab = form_id_in(sam.get(TELL)), form_id_in(sam.get(TELL))
    data = {"text": "Friday.", "reader": "own"}

    sam.post(TELL, data={"form_id": first, **data})
    again = sam.post(TELL, data={"form_id": first, **data})
    late = sam.post(TELL, data={"form_id": other_tab, **data, "text": "Monday."})

    assert again.headers["Location"] == late.headers["Location"] == f"{TELL}#compare"
    assert [text.text for text in texts(session)] == ["Friday."]


def test_ticks_stand_as_they_were_given_first(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    form_id = form_id_in(sam.get(TELL))

    sam.post(f"{TELL}/compare", data={"form_id": form_id, "tick": ["day", "no-such"]})
    sam.post(f"{TELL}/compare", data={"form_id": form_id, "tick": ["limit"]})

    assert [text.ticks for text in texts(session)] == ['["day"]']


def test_ticks_for_the_text_before_are_not_taken_for_the_newer_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    old = form_id_in(sam.get(TELL))
    compare(sam, "day")
    write(sam, "Half of it leaves today.", again="yes")

    answer = sam.post(f"{TELL}/compare", data={"form_id": old, "tick": ["limit"]})

    assert "This page was out of date. Nothing was saved" in sam.get(answer.location or "").text
    assert [text.ticks for text in texts(session)] == ['["day"]', None]


def test_another_text_may_follow_and_takes_nothing_back(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    compare(sam)

    write(sam, "Half of it leaves today.", again="yes")

    assert [text.number for text in texts(session)] == [1, 2]
    assert send(sam, GOOD).status_code == 303
    assert "Friday, half of it." in sam.get(TELL).text


def test_a_text_is_compared_with_the_lesson_it_was_written_for(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    changed = lesson(question("q1"), replace(TASK, criteria=(Item("new", "CRITERION-NEW"),)))
    serve(session, changed)

    page = sam.get(TELL).text

    assert "CRITERION-DAY" in page
    assert "CRITERION-NEW" not in page


def test_what_is_begun_is_kept_for_its_author(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    assert "Saved on" not in sam.get(TELL).text
    sam.post(f"{TELL}/draft", data={"text": "Half a sent"})

    assert "Half a sent" in sam.get(TELL).text
    assert "Saved on" in sam.get(TELL).text
    assert "Half a sent" not in browser_of(cast.sue).get(TELL).text


def test_answers_are_kept_on_the_way_to_the_text(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(QUIZ))

    gone = sam.post(f"{QUIZ}/to-text", data={"form_id": form_id, "text": "tell", **GOOD})

    assert gone.headers["Location"] == TELL
    assert 'value="q1-good" checked' in sam.get(QUIZ).text


def test_a_quiz_of_texts_alone_is_passed_when_they_are_compared(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, lesson(TASK))
    sam = browser_of(cast.sam)
    write(sam)
    compare(sam, "day", "limit")

    page = sam.get(QUIZ).text
    result = sam.get(send(sam, {}).headers["Location"]).text

    assert "Finish the quiz" in page
    assert "Passing means" not in page
    assert "Passed" in result
    assert "0 of 0" not in result


@pytest.mark.parametrize("who", ["otto", "lee", "tess"])
def test_nobody_without_the_course_comes_near_it(
    cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    person: Person = getattr(cast, who)

    assert browser_of(person).get(TELL).status_code == 404


def test_a_text_for_a_pair_of_others_is_refused(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    refused = write(browser_of(cast.sam), reader=f"pair-{cast.other_pair.id}")

    assert refused.status_code == 400
    assert texts(session) == []


def test_what_was_begun_for_one_text_is_not_handed_in_for_another(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    other = replace(TASK, id="ask", title="Ask the customer.")
    serve(session, lesson(question("q1"), TASK, other))
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(TELL))

    sent = {"form_id": form_id, "text": "Friday, half of it.", "reader": "own"}
    refused = sam.post(f"{QUIZ}/write/ask", data=sent)

    assert "This page was out of date. Your text is still here" in refused.text
    assert "Friday, half of it." in refused.text
    assert texts(session) == []


def test_another_text_is_asked_for_only_when_the_last_one_was_compared(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    assert "<textarea" not in sam.get(f"{TELL}?again=yes").text

    compare(sam, "day")

    assert "<textarea" in sam.get(f"{TELL}?again=yes").text
    assert "<textarea" not in sam.get(TELL).text


@pytest.mark.parametrize("far", ["begun", "written", "compared", "again"])
def test_what_a_task_asks_and_is_compared_with_is_in_the_language_of_its_lesson(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    far: str,
) -> None:  # fmt: skip
    read_german(session, cast.sam)
    sam = browser_of(cast.sam)
    if far != "begun":
        write(sam)
    if far in {"compared", "again"}:
        compare(sam, "day")

    page_as_before(sam.get(TELL, query_string={"again": "yes"} if far == "again" else {}).text)


def test_each_text_is_compared_with_its_own_question_and_listed_under_it_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    second = replace(TASK, id="ask", criteria=(Item("who", "CRITERION-WHO"),), models=())
    serve(session, lesson(question("q1"), TASK, second))
    sam, ask = browser_of(cast.sam), TELL.replace("tell", "ask")
    write(sam, "Friday, half of it.")

    sent = {"form_id": form_id_in(sam.get(ask)), "text": "Who calls?", "reader": "own"}
    sam.post(ask, data=sent)
    page = sam.get(ask).text

    assert "CRITERION-WHO" in page
    assert "CRITERION-DAY" not in page
    assert "Who calls?" in page
    assert "Friday, half of it." not in page
