"""Who reads what of two answers, before and after both are there? Every page, with every role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Accepted, QuestionKind
from tandem.models import RefresherAnswer
from tests.cast import House
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import ADDRESS, asked_in, form_in, learn
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock
from tests.test_doors import addresses
from tests.test_doors import places as places  # a fixture
from tests.together.steps.test_who_reads_what import words_in

OTHERS = ("lee", "lia", "abe", "tess", "ada", "otto", "ona", "olga", "visitor")
KEY = "KEY-OF-THE-QUESTION"
GUESS, OWN = "SAMS-GUESS", "SUES-ANSWER"


@pytest.fixture
def everybody(
    session: Session, cast: House, places: dict[str, object], clock: SetClock, browser_of: Browser
) -> dict[str, FlaskClient]:
    """A browser for everybody. Lia leads Sam's team and sits in a pair with Sue herself; Abe works
    with Sam, on the same course."""
    asked = [
        question(f"typed-{n}", kind=QuestionKind.SHORT, options=(), accepted=(Accepted(KEY),))
        for n in range(2)
    ]
    course = serve(session, lesson(*asked, name="typed"), course_slug="words")
    for each in (cast.pair, cast.second_pair, cast.leaders_pair):
        assign(session, each, course)
    for who in (cast.sam, cast.sue, cast.lia, cast.abe):
        learn(session, who, "typed", at=clock.now.replace(year=clock.now.year - 1),
              asked=[one.id for one in asked])  # fmt: skip
    return {name: browser_of(getattr(cast, name, None)) for name in ("sam", "sue", *OTHERS)}


@pytest.fixture
def read_by(
    app: Flask,
    session: Session,
    everybody: dict[str, FlaskClient],
    places: dict[str, object],
) -> Callable[[str], set[str]]:
    """All of these words in anything that somebody is sent, from every address there is."""

    def read(who: str) -> set[str]:
        ids = session.scalars(select(RefresherAnswer.id)).all()
        session.commit()
        pages = {
            address
            for number in ids or [1]
            for rule, method, address in addresses(app, {**places, "answer_id": number})
            if method == "GET" and "token" not in rule.arguments
        }
        sent = [words_in(everybody[who].get(address)) for address in sorted(pages)]
        return {word for word in (KEY, GUESS, OWN) if any(word in text for text in sent)}

    return read


def type_in(browser: FlaskClient, text: str) -> None:
    """Type an answer to what is asked now."""
    page = browser.get(ADDRESS)
    sent = {"form_id": form_in(page), f"answer-{asked_in(page)}": text}
    assert browser.post(f"{ADDRESS}answer", data=sent).status_code == 303


def test_neither_key_nor_answer_is_in_any_response_before_it_is_due(
    everybody: dict[str, FlaskClient], read_by: Callable[[str], set[str]]
) -> None:
    assert read_by("sam") == set()

    type_in(everybody["sam"], "something")
    type_in(everybody["sam"], GUESS)

    assert read_by("sam") == {KEY, GUESS}
    assert read_by("sue") == set()
    assert {who: read_by(who) for who in OTHERS if read_by(who)} == {}

    type_in(everybody["sue"], OWN)

    assert read_by("sam") == {KEY, GUESS, OWN}
    assert read_by("sue") == {KEY, GUESS, OWN}
    assert {who: read_by(who) for who in OTHERS if read_by(who)} == {}
