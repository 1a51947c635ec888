"""What is said to whoever has used every attempt at a quiz, where it was what comes next?"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import AttemptGranted, Module
from tandem.terms import Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, send, two_questions
from tests.lessons import assign, counted_queries, do, lesson, question, serve
from tests.together.steps.step_helpers import TALK, THOUGHT, for_two, give, page_of
from tests.written import AsBefore

MODULE = "/learn/teaming/engine/"
PAGES = ["/", MODULE, f"{MODULE}quiz/attempts/1", "/learn/teaming/", "/pairs/{pair}/"]
OFFERS = ("Take the quiz", "Go to the quiz", "the quiz.", "the quiz,")
USED = ("All attempts are used", "No attempt at the quiz is left")


def offers_in(page: str) -> list[str]:
    """What leads to a quiz, or says that it is left to do."""
    main = page.partition("<main")[2]
    return [words for words in OFFERS if words in main.replace("opens the quiz again", "")]


def with_none_left(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam has read a lesson and used the one attempt at its quiz."""
    assign(session, cast.pair, serve(session, two_questions(attempts=1)))
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    send(sam, HALF)
    return sam


@pytest.mark.parametrize("address", PAGES)
def test_a_quiz_without_an_attempt_is_nowhere_offered_as_what_comes_next(
    session: Session, cast: Cast, browser_of: Browser, address: str
) -> None:
    sam = with_none_left(session, cast, browser_of)

    page = sam.get(address.format(pair=cast.pair.id)).text

    assert offers_in(page) == []
    assert any(words in page for words in USED)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("answers", [{}, HALF])
def test_it_is_offered_while_an_attempt_is_left_and_when_one_was_given(
    session: Session, cast: Cast, browser_of: Browser, address: str, answers: dict[str, str]
) -> None:
    course = serve(session, two_questions(attempts=2))
    assign(session, cast.pair, course)
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    send(sam, HALF)
    if answers:
        send(sam, answers)
        module_id = session.scalars(select(Module.id)).one()
        session.add(
            AttemptGranted(
                person_id=cast.sam.id, module_id=module_id, number=3, edition=1, at=NOW,
                by_id=cast.lee.id,
            )
        )  # fmt: skip
        session.commit()

    page = sam.get(address.format(pair=cast.pair.id)).text

    assert not any(words in page for words in USED)
    assert offers_in(page) or "Try again" in page


@pytest.mark.parametrize("address", PAGES)
def test_what_can_still_be_done_in_the_lesson_comes_first(
    session: Session, cast: Cast, browser_of: Browser, address: str
) -> None:
    asked = question("q1"), question("q2")
    course = serve(session, for_two(THOUGHT, asked=asked, attempts=1))
    assign(session, cast.pair, course)
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    send(sam, HALF)

    page = sam.get(address.format(pair=cast.pair.id)).text

    assert offers_in(page) == []
    assert "Continue with Sue" in page


def test_the_lesson_says_who_can_give_one_more_and_leads_to_the_last_attempt(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    sam = with_none_left(session, cast, browser_of)

    page = sam.get(MODULE).text

    assert "A leader of yours can give you one more" in page
    assert re.search(rf'href="{MODULE}quiz/attempts/1[^"]*">\s*See the last attempt', page)


def test_below_the_steps_for_two_that_are_done_no_quiz_is_left_either(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    course = serve(session, for_two(TALK, asked=(question("q1"), question("q2")), attempts=1))
    assign(session, cast.pair, course)
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    give(sam, cast, "talk", done="yes")
    assert "Left for you: the quiz." in sam.get(page_of(cast)).text

    send(sam, HALF)

    page = sam.get(page_of(cast)).text
    assert "Left for you" not in page
    assert page.count("All attempts are used") == 1


def test_another_course_comes_before_what_only_waits_for_an_attempt(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    sam = with_none_left(session, cast, browser_of)
    assign(session, cast.pair, serve(session, lesson(name="late"), course_slug="zeal"))

    page_as_before(sam.get("/").text)


def test_whoever_has_passed_reads_nothing_of_attempts(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, two_questions(attempts=1)))
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    send(sam, GOOD)

    assert not any(words in sam.get(MODULE).text for words in USED)


@pytest.mark.parametrize("address", ["/", "/pairs/{pair}/"])
@pytest.mark.parametrize(("attempts", "more"), [(None, 0), (2, 2)])
def test_attempts_are_asked_for_only_where_the_quiz_that_waits_has_a_limit(
    session: Session, engine: Engine, cast: Cast, browser_of: Browser, attempts: int | None,
    more: int, address: str,
) -> None:  # fmt: skip
    assign(session, cast.pair, serve(session, two_questions(attempts=attempts)))
    do(session, cast.sam, Step.READ)
    sam = browser_of(cast.sam)
    page = address.format(pair=cast.pair.id)
    sam.get(page)

    with counted_queries(engine) as sent:
        sam.get(page)

    asked = [query for query in sent if "FROM attempt" in query]
    assert len(asked) == more
