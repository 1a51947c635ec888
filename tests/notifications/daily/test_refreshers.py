"""What does the mail of a day say of questions that come back? Little, once a week, off at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Letter, RefresherChoice
from tandem.notifications.daily import letter as daily_letter
from tandem.terms import PairState
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import answer, asked_in, course_of, learn
from tests.lessons import assign, counted_queries
from tests.notifications.conftest import DUE, At, mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs

SAM = "sam@example.com"


@pytest.fixture
def learned(session: Session, cast: Cast, at: At) -> Course:
    """Sam and Sue finished their course ten days ago; nothing else waits for them."""
    course = course_of(session)
    assign(session, cast.pair, course)
    for who in (cast.sam, cast.sue):
        learn(session, who, at=NOW - timedelta(days=10))
    return course


@two_pairs
def test_a_question_brings_a_letter_once_a_week(
    mailing: Flask, learned: Course, at: At, postbox: Postbox
) -> None:
    for day in range(9):
        at(NOW + timedelta(days=day))
        mail_today(mailing)

    first, second = postbox.to(SAM)
    assert first["Subject"] == second["Subject"] == "One question from “engine”"


def test_the_letter_holds_no_question_and_no_answer(
    mailing: Flask, learned: Course, postbox: Postbox
) -> None:
    mail_today(mailing)

    (letter,) = postbox.to(SAM)
    for kind in ("plain", "html"):
        assert "/refreshers/" in text_of(letter, kind)
        assert "engine-q" not in text_of(letter, kind)


def test_with_a_reminder_it_is_one_mail(
    mailing: Flask, session: Session, cast: Cast, learned: Course, postbox: Postbox
) -> None:
    course_of(session, "engine", "second")
    session.scalars(select(Assignment)).one().due_on = DUE
    session.commit()
    mail_today(mailing)

    (letter,) = postbox.to(SAM)
    text = text_of(letter, "plain")
    assert "Next for you: module 2 of 2" in text
    assert "One question from" in text


@two_pairs
def test_whoever_has_answered_meanwhile_gets_none(
    mailing: Flask, cast: Cast, learned: Course, browser_of: Browser, postbox: Postbox
) -> None:
    daily_letter.run(mailing)
    browser = browser_of(cast.sam)
    while asked_in(browser.get("/")):
        answer(browser)
    daily_letter.send(mailing)

    assert postbox.to(SAM) == []
    assert len(postbox.to("sue@example.com")) == 1


def test_the_link_in_the_letter_switches_them_off_without_signing_in(
    mailing: Flask, session: Session, cast: Cast, learned: Course, browser_of: Browser,
    postbox: Postbox,
) -> None:  # fmt: skip
    mail_today(mailing)
    (letter,) = postbox.to(SAM)
    found = re.search(r"https://tandem.example.com(/refreshers/off/\S+)", text_of(letter, "plain"))
    assert found
    visitor = browser_of(None)

    assert visitor.get(found[1]).status_code == 200
    assert session.scalars(select(RefresherChoice)).all() == []
    assert "They are off" in visitor.post(found[1]).text
    assert asked_in(browser_of(cast.sam).get("/")) == ""


@two_pairs
@pytest.mark.parametrize("what", ["off", "no reminders", "paused"])
def test_who_wants_none_gets_none(
    mailing: Flask, session: Session, cast: Cast, learned: Course, browser_of: Browser,
    postbox: Postbox, what: str,
) -> None:  # fmt: skip
    match what:
        case "off":
            session.add(RefresherChoice(person_id=cast.sam.id, wants=False, changed_at=NOW))
        case "no reminders":
            browser_of(cast.sam).post("/account/mail", data={"digest": "y"})
        case _:
            stage.change(session, cast.pair, PairState.PAUSED)
    session.commit()
    mail_today(mailing)

    assert postbox.to(SAM) == []
    assert len(postbox.to("sue@example.com")) == (0 if what == "paused" else 1)


def test_many_readers_cost_no_more_queries(
    mailing: Flask, session: Session, cast: Cast, learned: Course, engine: Engine
) -> None:
    def queries() -> int:
        with counted_queries(engine) as sent:
            readers = daily_letter.queries.readers_of(session, everybody(), now=NOW)
            assert daily_letter.queries.bundles(session, readers, now=NOW)
        return len(sent)

    def everybody() -> list[int]:
        return daily_letter.queries.everybody_to_ask(session)

    few = queries()
    assign(session, cast.other_pair, learned)
    for who in (cast.otto, cast.ona):
        learn(session, who, at=NOW - timedelta(days=10))

    assert queries() == few
    assert session.scalars(select(Letter)).all() == []
