"""What do the pages say on which a question comes back, to who reads another language, too?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.learning.refreshers import off_links
from tandem.models import Course
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import ADDRESS, answer, learn
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock
from tests.written import AsBefore


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """Sam and Sue, who read German, have finished an English module ten days ago."""
    asked = (question(f"engine-q{number}", body="<p>It is Friday.</p>") for number in (1, 2))
    served = serve(session, lesson(*asked, title="The engine"))
    assign(session, cast.pair, served)
    for who in (cast.sam, cast.sue):
        learn(session, who, at=clock.now - timedelta(days=10))
    read_german(session, cast.sam, cast.sue)
    return served


def test_a_question_that_comes_back_is_in_the_language_of_its_lesson(
    sam: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(sam.get(ADDRESS).text)


def test_after_ones_own_answer_stands_what_the_lesson_says(
    sam: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(sam.get(answer(sam, "bad").location).text)


def test_a_guess_stands_beside_what_the_lesson_says(
    sam: FlaskClient, page_as_before: AsBefore
) -> None:
    answer(sam)

    page_as_before(sam.get(answer(sam, "worse").location).text)


@pytest.mark.parametrize("address", ["guess", ADDRESS, "/"])
def test_once_both_have_answered_each_place_leads_to_both_answers(
    sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore, address: str
) -> None:
    answer(sam)
    guess = answer(sam, "worse").location
    answer(sue, "bad")

    page_as_before(sam.get(guess if address == "guess" else address).text)


def test_who_was_guessed_reads_both_answers(
    sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore
) -> None:
    answer(sam)
    answer(sam, "worse")

    page_as_before(sue.get(answer(sue, "bad").location).text)


@pytest.mark.parametrize("is_pressed", [False, True])
def test_from_a_letter_questions_are_switched_off_by_a_button(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, is_pressed: bool
) -> None:
    with app.test_request_context():
        address = off_links.refreshers_off_address(cast.sam.id)
    visitor = browser_of(None)

    page_as_before((visitor.post if is_pressed else visitor.get)(address).text)
