"""How do the two hand over to each other, and who may read what of the cases when?"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import PairStepDone, RecordedAnswer
from tandem.terms import Promise
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.lessons import assign, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import (
    HANDOVER,
    JSON,
    TALK,
    for_two,
    give,
    opened,
    page_of,
)
from tests.together.steps.test_choices import begin_anew

KEPT_BACK = re.compile(r"\b(?:CASE|ASK)-[A-Z]+\b")
REPS_CASE, SUPS_CASE = {"CASE-REPTEXT"}, {"CASE-SUPTEXT"}
ABOUT_REPS, ABOUT_SUPS = {"ASK-REPWHEN", "ASK-REPWHERE"}, {"ASK-SUPWHEN", "ASK-SUPWHERE"}
OPENED_REP = {*REPS_CASE, *ABOUT_REPS, "CASE-REPWHY"}
OPENED_SUP = {*SUPS_CASE, *ABOUT_SUPS, "CASE-SUPWHY"}


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser, in a course with a hand-over."""
    assign(session, cast.pair, serve(session, for_two(HANDOVER, TALK)))
    return browser_of(cast.sam)


@pytest.fixture
def sue(cast: Cast, sam: FlaskClient, browser_of: Browser) -> FlaskClient:
    """Sue's browser."""
    return browser_of(cast.sue)


def sent(browser: FlaskClient, cast: Cast) -> set[str]:
    """What of the cases and the questions somebody is sent."""
    return set(KEPT_BACK.findall(browser.get(page_of(cast)).text))


def write(browser: FlaskClient, cast: Cast, *lines: str) -> int:
    """Hand over in two lines."""
    return give(browser, cast, "orders", line=list(lines)).status_code


def answer(browser: FlaskClient, cast: Cast, case: str, **fields: object) -> int:
    """Answer the first question about a case, and leave the second open."""
    answers = {f"answer-{case}1": "BY-EIGHT", "unsaid": f"{case}2", **fields}
    return give(browser, cast, "orders", **answers).status_code


def done(session: Session) -> set[int]:
    """Who has done the step by now."""
    session.rollback()
    return set(session.scalars(select(PairStepDone.person_id)))


def test_who_has_handed_over_reads_that_it_waits_for_the_partner_until_it_is_their_turn(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(HANDOVER)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    waits, asked = "You have handed over. It waits for Sue Zhang.", "Still to do: "
    before = sam.get(page_of(cast)).text

    write(sam, cast, "ONE", "TWO")
    handed = sam.get(page_of(cast)).text
    answer(sue, cast, "r")
    write(sue, cast, "THREE", "FOUR")
    due = sam.get(page_of(cast)).text

    assert [waits in page for page in (before, handed, due)] == [False, True, False]
    assert ["You: open" in page for page in (before, handed, due)] == [True, False, True]
    assert [asked in page for page in (before, handed, due)] == [True, False, True]
    assert "waits for Sue Zhang." in handed.partition('id="and-then"')[2]


def test_each_reads_their_own_case_alone_and_no_question(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    assert (sent(sam, cast), sent(sue, cast)) == (REPS_CASE, SUPS_CASE)


def test_whoever_reads_the_lines_gets_the_questions_and_not_the_case(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    assert write(sam, cast, "SAMS-FIRST", "SAMS-SECOND") == 303

    assert sent(sam, cast) == REPS_CASE
    assert sent(sue, cast) == SUPS_CASE | ABOUT_REPS
    page = sue.get(page_of(cast)).text
    assert "SAMS-FIRST\nSAMS-SECOND" in page
    assert "You and Sam Adeyemi will read this, nobody else." in page


def test_with_the_answers_both_read_the_case_and_what_was_missing(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One", "Two")
    assert answer(sue, cast, "r") == 303

    assert sent(sam, cast) == OPENED_REP
    assert sent(sue, cast) == OPENED_REP | SUPS_CASE
    for browser in (sam, sue):
        page = browser.get(page_of(cast)).text
        assert "BY-EIGHT" in page
        assert page.count("not in the lines") == 1
        assert "One thing was missing in the two lines." in page


def test_then_it_goes_the_other_way_round_and_each_is_done_with_both_turns(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One", "Two")
    answer(sue, cast, "r")
    assert done(session) == set()
    write(sue, cast, "Three")
    assert done(session) == {cast.sue.id}
    answer(sam, cast, "s", **{"answer-s2": "there", "unsaid": []})

    assert sent(sam, cast) == sent(sue, cast) == OPENED_REP | OPENED_SUP
    assert done(session) == {cast.sam.id, cast.sue.id}
    assert "Nothing was missing: the two lines carried the case." in sam.get(page_of(cast)).text
    assert set(session.scalars(select(RecordedAnswer.promise))) == {Promise.PAIR}


def test_both_may_write_before_either_answers(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sue, cast, "orders")
    write(sam, cast, "One")

    assert give(sue, cast, "orders", tab=tab, line=["Three"]).status_code == 303

    assert answer(sue, cast, "r") == 303
    assert answer(sam, cast, "s") == 303
    assert sent(sam, cast) == OPENED_REP | OPENED_SUP


def test_whoever_has_begun_lines_finishes_them_first(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sue, cast, "orders", what="draft", line=["BEGUN"], headers=JSON)
    write(sam, cast, "One")

    page = sue.get(page_of(cast)).text

    assert 'value="BEGUN"' in page
    assert "Finish your own lines first; then you are asked about these." in page
    assert write(sue, cast, "BEGUN", "and done") == 303
    assert answer(sue, cast, "r") == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "There is nothing in the field yet."),
        ({"answer-r1": "Yes"}, "Please answer each question, or tick"),
        ({"answer-r1": "a" * 301, "unsaid": "r2"}, "This is too long to be kept."),
        ({"answer-s1": "Yes", "unsaid": ["r1", "r2"]}, "Please choose again."),
        ({"unsaid": ["r1", "gone"]}, "Please choose again."),
    ],
)
def test_each_question_is_answered_or_left_open(
    cast: Cast, sam: FlaskClient, sue: FlaskClient, fields: dict[str, object], said: str
) -> None:
    write(sam, cast, "One")

    reply = give(sue, cast, "orders", **fields)

    assert (reply.status_code, said in reply.text) == (400, True)
    assert "CASE-REP" not in reply.text
    assert str(fields.get("answer-r1", "")) in reply.text


@pytest.mark.parametrize(("lines", "status"), [([], 400), (["", " "], 400), (["a" * 301], 400)])
def test_lines_say_something_and_not_too_much(
    cast: Cast, sam: FlaskClient, lines: list[str], status: int
) -> None:
    assert write(sam, cast, *lines) == status


def test_no_more_than_two_lines_and_nothing_else_is_kept(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "orders", line=["a", "b", "c"], text="SMUGGLED", choice="x", unsaid="y")

    (content,) = session.scalars(select(RecordedAnswer.content))
    assert json.loads(content) == {"text": "a\nb", "lines": ["a", "b"]}


def test_what_was_handed_over_stands(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sam, cast, "orders")
    write(sam, cast, "First")

    late = give(sam, cast, "orders", tab=tab, line=["SECOND-TEXT"])

    assert late.status_code == 409
    assert "SECOND-TEXT" in late.text
    assert "SECOND-TEXT" not in sue.get(page_of(cast)).text


def test_nobody_answers_before_there_are_lines(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One")
    tab = opened(sue, cast, "orders")
    session.query(RecordedAnswer).delete()
    session.commit()

    reply = give(sue, cast, "orders", tab=tab, **{"answer-r1": "x", "unsaid": "r2"})

    assert reply.status_code == 409
    assert sent(sue, cast) == SUPS_CASE


def test_answers_that_were_begun_are_kept_for_their_author(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One")
    draft = {"answer-r1": "PERHAPS", "unsaid": "r2"}
    assert give(sue, cast, "orders", what="draft", headers=JSON, **draft).status_code == 200

    page = sue.get(page_of(cast)).text

    assert ">PERHAPS</textarea>" in page
    assert 'value="r2" checked' in page
    assert "PERHAPS" not in sam.get(page_of(cast)).text


def test_the_talk_card_shows_what_has_opened(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One")
    early = sue.get(f"{page_of(cast)}/talk").text
    answer(sue, cast, "r")

    assert not KEPT_BACK.findall(early)
    assert set(KEPT_BACK.findall(sam.get(f"{page_of(cast)}/talk").text)) == {"ASK-REPWHERE"}


def edited(session: Session) -> None:
    """Publish the step with other cases and questions."""
    seats = tuple(
        replace(part, text=f"NEW-{part.role}", items=part.items[:1]) for part in HANDOVER.seats
    )
    serve(session, for_two(replace(HANDOVER, seats=seats), TALK))


def test_a_hand_over_that_was_begun_goes_on_with_the_cases_of_then(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    write(sam, cast, "One")
    edited(session)
    answer(sue, cast, "r")

    assert sent(sue, cast) == OPENED_REP | SUPS_CASE
    assert "NEW" not in without_tokens(sue.get(page_of(cast)).text)


def test_lines_about_a_case_that_was_replaced_meanwhile_are_kept_and_not_sent(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sue, cast, "orders")
    edited(session)
    write(sam, cast, "One")

    reply = give(sue, cast, "orders", tab=tab, line=["ABOUT-THE-OLD"])

    assert reply.status_code == 400
    assert "Please read the case again; what you wrote is still here." in reply.text
    assert "ABOUT-THE-OLD" in reply.text


def test_a_new_round_begins_without_lines_and_keeps_the_old_ones_readable(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    write(sam, cast, "FIRST-ROUND")
    answer(sue, cast, "r")
    begin_anew(session, cast.pair, now=clock.now)
    clock.set_to(clock.now + timedelta(days=40))

    page = sue.get(page_of(cast)).text

    assert "FIRST-ROUND" in page.partition('id="past"')[2]
    assert "FIRST-ROUND" not in page.partition('id="past"')[0]
    assert (sent(sam, cast) & SUPS_CASE, sent(sue, cast) & REPS_CASE) == (set(), set())
    assert write(sue, cast, "Anew") == 303
    assert answer(sam, cast, "s") == 303
    assert write(sam, cast, "Anew too") == 303
    assert answer(sue, cast, "r") == 303
