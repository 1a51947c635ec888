"""Does what was answered long ago still decide what it must, and nothing more?"""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from tandem.learning.refreshers.past import LATELY, add_deciding, people_and_week
from tandem.models import RefresherAnswer
from tests.cast import Cast
from tests.learning.refreshers.refresher_helpers import ADDRESS, answer, asked_in, switch
from tests.lessons import counted_queries
from tests.moments import SetClock

LONG_AGO = LATELY + timedelta(days=20)


def both(sam: FlaskClient) -> None:
    """Sam answers one for himself, and guesses what Sue would say."""
    answer(sam)
    answer(sam)


def test_an_old_guess_is_still_answered(
    sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    both(sam)
    clock.set_to(clock.now + LONG_AGO)

    assert "has thought about what you would say" in sue.get("/").text


def test_what_opens_long_after_the_guess_is_told_in_a_full_week(
    session: Session, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    both(sam)
    clock.set_to(clock.now + LONG_AGO)
    answer(sue)
    answer(sam)
    session.execute(update(RefresherAnswer).values(estimated_seconds=120))
    session.commit()

    assert "Sue Zhang has answered, too" in sam.get("/").text


def test_what_is_guessed_and_waits_is_not_guessed_again_after_weeks(
    session: Session, sam: FlaskClient, clock: SetClock
) -> None:
    for _ in range(2):
        both(sam)
    clock.set_to(clock.now + LONG_AGO)
    answer(sam)

    guesses = select(RefresherAnswer.question).where(RefresherAnswer.pair_id.is_not(None))
    asked = session.scalars(guesses).all()
    assert len(asked) == len(set(asked)) == 2
    assert "What would Sue Zhang say" not in sam.get(ADDRESS).text


def test_what_was_still_known_stays_away_after_weeks(
    sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    switch(sue, "no")
    for _ in range(2):
        assert answer(sam).status_code == 303
    clock.set_to(clock.now + LATELY + timedelta(days=1))

    assert asked_in(sam.get(ADDRESS)) == ""
    clock.set_to(clock.now + LONG_AGO)
    assert asked_in(sam.get(ADDRESS)) != ""


def test_an_answer_that_a_newer_one_replaced_is_not_read(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    switch(sue, "no")
    for _ in range(6):
        assert answer(sam).status_code == 303
        clock.set_to(clock.now + timedelta(days=200))
    session.expire_all()

    _, past = people_and_week(session, [cast.sam.id], now=clock.now)
    add_deciding(session, past, [cast.sam.id], partners=())

    rows = session.scalars(select(RefresherAnswer).order_by(RefresherAnswer.id))
    newest = {row.question: row.id for row in rows}
    assert [row.id for row in past[cast.sam.id]] == sorted(newest.values())
    assert len(newest) < 6


def test_who_wants_none_costs_one_query(sam: FlaskClient, engine: Engine) -> None:
    switch(sam, "no")
    sam.get("/")

    with counted_queries(engine) as sent:
        sam.get("/")

    assert len([statement for statement in sent if "refresher" in statement]) == 1


def test_whoever_has_left_is_asked_nothing(session: Session, cast: Cast, clock: SetClock) -> None:
    session.merge(cast.sue).is_active = False
    session.flush()

    wanting, _ = people_and_week(session, [cast.sam.id, cast.sue.id], now=clock.now)

    assert set(wanting) == {cast.sam.id}
