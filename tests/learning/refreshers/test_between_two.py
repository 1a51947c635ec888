"""Is every second question the partner's, and is it sealed until both have answered?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Pair, PairChange, RefresherAnswer
from tandem.people.leaving import close_account
from tandem.terms import PairState, RefresherFace, RefresherPromise, Role
from tandem.trust.privacy import erasure
from tests import cast as stage
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import (
    ADDRESS,
    answer,
    asked_in,
    form_in,
    learn,
    switch,
)
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock

GUESSED = "What would Sue Zhang say here?"


@pytest.fixture
def guess(session: Session, sam: FlaskClient) -> RefresherAnswer:
    """Sam has answered one for himself, and then guessed what Sue would say."""
    answer(sam)
    assert GUESSED in sam.get(ADDRESS).text
    answer(sam, "worse")
    return last(session)


def last(session: Session) -> RefresherAnswer:
    """What was answered last."""
    query = select(RefresherAnswer).order_by(RefresherAnswer.id.desc()).limit(1)
    row = session.scalars(query).one()
    session.commit()
    return row


def opened(browser: FlaskClient, row: RefresherAnswer) -> str:
    """The page of an answer."""
    return browser.get(f"{ADDRESS}{row.id}").text


def test_every_second_question_asks_what_the_partner_would_say(guess: RefresherAnswer) -> None:
    assert guess.face is RefresherFace.OTHER
    assert (guess.right, guess.due_at, guess.team_id) == (None, None, None)
    assert guess.promise is RefresherPromise.BOTH


def test_after_a_guess_the_next_is_ones_own(sam: FlaskClient, guess: RefresherAnswer) -> None:
    assert "Do you still know?" in sam.get(ADDRESS).text


def test_a_guess_is_not_called_right_or_wrong_and_the_lesson_is_told(
    sam: FlaskClient, guess: RefresherAnswer
) -> None:
    text = opened(sam, guess)

    assert "You thought that Sue Zhang would say" in text
    assert "EXPLANATION" in text
    assert "Not right" not in text


def test_the_partner_is_asked_the_same_and_told_who_will_see_it(
    sue: FlaskClient, guess: RefresherAnswer
) -> None:
    page = sue.get("/")

    assert asked_in(page) == guess.question
    assert "Once both of you have answered, Sam Adeyemi sees your answer" in page.text


def test_both_answers_open_with_the_second(
    session: Session, sam: FlaskClient, sue: FlaskClient, guess: RefresherAnswer
) -> None:
    before = opened(sam, guess)
    answer(sue, "bad")

    assert "Sue Zhang said:" not in before
    assert "Sue Zhang said:" in opened(sam, guess)
    assert "A bad one" in opened(sam, guess)
    assert "Sam Adeyemi thought that you would say:" in opened(sue, last(session))
    assert "A worse one" in opened(sue, last(session))
    assert "Sue Zhang has answered, too" in sam.get("/").text


def test_one_of_the_two_reads_no_page_of_the_other(
    session: Session, sam: FlaskClient, sue: FlaskClient, guess: RefresherAnswer
) -> None:
    answer(sue)
    own = last(session)

    pages = f"{ADDRESS}{guess.id}", f"{ADDRESS}{own.id}"
    assert [sam.get(page).status_code for page in pages] == [200, 404]
    assert [sue.get(page).status_code for page in pages] == [404, 200]


def test_a_guess_about_what_is_answered_alone_at_that_moment_waits(
    session: Session, sam: FlaskClient, sue: FlaskClient
) -> None:
    alone = sue.get(ADDRESS)
    answer(sam)
    answer(sam)
    answer(sue, form_id=form_in(alone), name=asked_in(alone))

    row = last(session)
    assert (row.guess_id, row.promise) == (None, RefresherPromise.FIGURES_OF_FIVE)


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_while_the_pair_rests_nothing_comes_back(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, guess: RefresherAnswer,
    state: PairState,
) -> None:  # fmt: skip
    page = sue.get(ADDRESS)
    session.get_one(Pair, cast.pair.id).state = state
    session.commit()
    sent = answer(sue, form_id=form_in(page), name=asked_in(page))

    assert "no longer open" in sue.get(sent.location).text
    assert [asked_in(who.get("/")) for who in (sam, sue)] == ["", ""]
    assert last(session).id == guess.id


def test_what_was_open_stays_open_when_the_pair_has_ended(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, guess: RefresherAnswer
) -> None:
    answer(sue)
    stage.change(session, session.get_one(Pair, cast.pair.id), PairState.ENDED)
    session.commit()

    assert "Sue Zhang said:" in opened(sam, guess)
    assert f'href="{ADDRESS}{guess.id}"' in sam.get(ADDRESS).text


def test_nobody_guesses_about_who_wants_no_questions(sam: FlaskClient, sue: FlaskClient) -> None:
    switch(sue, "no")
    answer(sam)

    assert "Do you still know?" in sam.get(ADDRESS).text


def test_nobody_guesses_about_what_the_partner_has_not_finished(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser
) -> None:
    course = serve(session, lesson(*(question(f"engine-q{n}") for n in (1, 2))))
    assign(session, cast.pair, course)
    learn(session, cast.sam, at=clock.now - timedelta(days=10))
    browser = browser_of(cast.sam)
    answer(browser)

    assert "Do you still know?" in browser.get(ADDRESS).text


def test_who_sits_in_two_pairs_is_guessed_and_answers_in_each(
    session: Session, cast: Cast, course: Course, clock: SetClock, browser_of: Browser,
    sam: FlaskClient, sue: FlaskClient,
) -> None:  # fmt: skip
    rex = stage.person(session, "Ray", "Dale", Role.REP)
    session.flush()
    second = stage.pair(session, cast.north, rex, cast.sue)
    assign(session, second, course)
    learn(session, rex, at=clock.now - timedelta(days=10))
    browser = browser_of(rex)
    for guesser in (sam, browser):
        answer(guesser)
        answer(guesser, "worse")
    answer(sue, "bad")

    row = last(session)
    guess = session.get_one(RefresherAnswer, row.guess_id)
    assert row.pair_id == guess.pair_id == cast.pair.id
    of_rex = select(RefresherAnswer).where(RefresherAnswer.pair_id == second.id)
    (waiting,) = session.scalars(of_rex)
    assert "Sue Zhang said:" not in opened(browser, waiting)


def test_with_a_closed_account_nothing_more_opens(
    session: Session, cast: Cast, clock: SetClock, sam: FlaskClient, guess: RefresherAnswer
) -> None:
    close_account(session, cast.sue.id, by_id=None, now=clock.now)
    session.commit()

    text = opened(sam, guess)
    assert "You thought that Sue Zhang would say" in text
    assert "Sue Zhang said:" not in text
    assert asked_in(sam.get("/")) == ""


def test_an_erased_partner_leaves_what_was_open_and_takes_what_was_not(
    session: Session, cast: Cast, clock: SetClock, sam: FlaskClient, sue: FlaskClient,
    guess: RefresherAnswer,
) -> None:  # fmt: skip
    answer(sue, "bad")
    answer(sue, "worse")
    sealed = last(session)
    assert sealed.face is RefresherFace.OTHER
    erasure.erase(session, cast.sue.id, by_id=None, now=clock.now)
    session.commit()

    assert "A bad one" in opened(sam, guess)
    assert "Former colleague said:" in opened(sam, guess)
    assert session.get(RefresherAnswer, sealed.id, populate_existing=True) is None


def test_a_paused_pair_goes_on_where_it_was(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, guess: RefresherAnswer
) -> None:
    pair = session.get_one(Pair, cast.pair.id)
    stage.change(session, pair, PairState.PAUSED)
    stage.change(session, pair, PairState.ACTIVE)
    session.commit()

    assert asked_in(sue.get("/")) == guess.question
    assert session.scalars(select(PairChange.id)).all()
