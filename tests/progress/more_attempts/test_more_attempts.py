"""How does a leader give one more attempt, who sees that none is left, and who is told?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    AttemptGranted,
    AuditEntry,
    Course,
    Letter,
    PersonRole,
    TeamLeader,
)
from tandem.progress.more_attempts.queries import rounds_in
from tandem.terms import AuditAct, Role
from tandem.web.forms import KIND, signer
from tests import cast as stage
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, QUIZ, send, two_questions
from tests.lessons import assign, counted_queries, form_id_in, serve
from tests.written import AsBefore


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a quiz that allows one attempt."""
    served = serve(session, two_questions(attempts=1))
    assign(session, cast.pair, served)
    return served


@pytest.fixture
def address(cast: Cast) -> str:
    """Where leaders give more attempts to people of the north."""
    return f"/lead/teams/{cast.north.id}/attempts"


def grant(browser_of: Browser, cast: Cast, address: str) -> str:
    """Lee gives one more attempt to whoever stands first; what the next page says."""
    lee = browser_of(cast.lee)
    lee.post(address, data={"form_id": form_id_in(lee.get(address))})
    return str(lee.get(address).text)


def test_a_leader_sees_who_has_no_attempt_left_and_no_mark(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    assert "Sam Adeyemi" not in browser_of(cast.lee).get(address).text
    send(browser_of(cast.sam), HALF)

    page = browser_of(cast.lee).get(address).text

    assert "Sam Adeyemi" in page
    assert "Gasoline and engine" in page
    assert "of 2" not in page
    assert "q2" not in without_tokens(page)


def test_one_more_attempt_opens_the_quiz_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    sam = browser_of(cast.sam)
    send(sam, HALF)
    assert "one more attempt, and is told" in grant(browser_of, cast, address)

    quiz = sam.get(QUIZ).text
    assert "Lee Moreau gave you this attempt" in quiz
    assert "This is your last attempt." in quiz
    send(sam, HALF)
    assert "All attempts are used" in sam.get(QUIZ).text


@pytest.mark.parametrize("kind", [{}, {KIND: "ReadForm"}])
def test_an_id_that_says_what_another_page_showed_gives_nobody_an_attempt(
    app: Flask, session: Session, cast: Cast, course: Course, browser_of: Browser, address: str,
    kind: dict[str, str],
) -> None:  # fmt: skip
    with app.app_context():
        form_id = signer().dumps({"module": 1, "person": cast.lee.id, "n": "x", **kind})

    page = browser_of(cast.lee).post(address, data={"form_id": form_id}, follow_redirects=True)

    assert "This page was out of date." in page.text
    assert session.scalars(select(AttemptGranted)).all() == []


def test_what_was_shown_after_the_last_attempt_is_hidden_while_one_is_open(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    sam = browser_of(cast.sam)
    result = send(sam, HALF).location
    assert "EXPLANATION-q2" in sam.get(result).text

    grant(browser_of, cast, address)

    assert "EXPLANATION-q2" not in sam.get(result).text


def test_whoever_has_passed_needs_no_attempt(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    send(browser_of(cast.sam), GOOD)

    assert "Everybody has an attempt left" in browser_of(cast.lee).get(address).text


def test_two_leaders_at_once_give_one_attempt(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    send(browser_of(cast.sam), HALF)
    lee, olga = browser_of(cast.lee), browser_of(cast.olga)
    forms = [form_id_in(browser.get(address)) for browser in (lee, olga)]

    for browser, form_id in zip((lee, olga), forms, strict=True):
        browser.post(address, data={"form_id": form_id})

    session.rollback()
    assert len(session.scalars(select(AttemptGranted)).all()) == 1
    assert "Another attempt is open already: nothing was added." in olga.get(address).text


def test_an_older_page_gives_nothing_after_the_attempt_was_used(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    sam, olga = browser_of(cast.sam), browser_of(cast.olga)
    send(sam, HALF)
    older = form_id_in(olga.get(address))
    grant(browser_of, cast, address)
    send(sam, HALF)

    olga.post(address, data={"form_id": older})

    session.rollback()
    assert session.scalars(select(AttemptGranted.number)).all() == [2]


def test_the_learner_is_told_by_whom_and_the_log_keeps_it(
    session: Session,
    cast: Cast,
    course: Course,
    browser_of: Browser,
    address: str,
    mailing: Flask,
) -> None:
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    send(browser_of(cast.sam), HALF)

    grant(browser_of, cast, address)

    session.rollback()
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.act == AuditAct.ATTEMPT_GRANTED)
    ).one()
    assert (entry.actor_id, entry.subject_id, entry.detail) == (
        cast.lee.id,
        cast.sam.id,
        "teaming/engine",
    )
    page = " ".join(browser_of(cast.sam).get("/").text.split())
    assert "Lee Moreau: gave one more attempt at a quiz · Gasoline and engine · North" in page
    letter = session.scalars(select(Letter).where(Letter.person_id == cast.sam.id)).one()
    assert "Lee Moreau: gave one more attempt at a quiz · Gasoline and engine" in letter.text


def test_a_leader_with_a_seat_in_the_pair_does_not_see_it_of_the_partner(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    cast.lee.role_rows.append(PersonRole(role=Role.SUPPORT))
    assign(session, stage.pair(session, cast.north, cast.sam, cast.lee), course)
    send(browser_of(cast.sam), HALF)
    send(browser_of(cast.sue), HALF)

    page = browser_of(cast.lee).get(address).text
    assert "Sue Zhang" in page
    assert "Sam Adeyemi" not in page


def test_the_page_of_the_pair_says_it_to_the_leader_and_not_to_the_partner(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(browser_of(cast.sam), HALF)

    words = "Sam Adeyemi has no attempt left"
    assert words in browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text
    assert words not in browser_of(cast.sue).get(f"/pairs/{cast.pair.id}/").text


@pytest.mark.parametrize("ends", ["the account", "the course"])
def test_nobody_is_listed_who_cannot_take_the_quiz_anymore(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str, ends: str
) -> None:
    send(browser_of(cast.sam), HALF)
    lee = browser_of(cast.lee)
    assert "Sam Adeyemi" in lee.get(address).text

    if ends == "the account":
        cast.sam.is_active = False
    else:
        session.query(Assignment).update({Assignment.withdrawn_at: stage.NOW})
    session.commit()

    assert "Sam Adeyemi" not in lee.get(address).text


def test_the_leader_of_another_team_finds_no_page(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    assert browser_of(cast.olga).get(address).status_code == 404


def test_more_people_without_attempts_cost_no_more_queries(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str, engine: Engine
) -> None:
    send(browser_of(cast.sam), HALF)
    lee = browser_of(cast.lee)
    with counted_queries(engine) as for_one:
        lee.get(address)
    send(browser_of(cast.sue), HALF)

    with counted_queries(engine) as for_two:
        lee.get(address)

    assert len(for_two) == len(for_one)


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_each_of_the_two_stands_in_the_round_of_their_pair(
    session: Session, cast: Cast, course: Course, who: str
) -> None:
    person = getattr(cast, who)

    found = rounds_in(session, [person.id], team_id=cast.north.id, now=stage.NOW)

    assert found[person.id, course.id].number == 1
    assert rounds_in(session, [person.id], team_id=cast.south.id, now=stage.NOW) == {}


@pytest.mark.parametrize("has_tried", [False, True])
def test_who_has_no_attempt_left_is_named_with_the_quiz(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str,
    page_as_before: AsBefore, has_tried: bool,
) -> None:  # fmt: skip
    read_german(session, cast.lee)
    if has_tried:
        send(browser_of(cast.sam), HALF)

    page_as_before(browser_of(cast.lee).get(address).text)
