"""What happens when both of the two, or two tabs, answer at the very same moment?"""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Pair, RefresherAnswer
from tandem.models.locking import hold
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState
from tests.at_once import at_once, while_under_way
from tests.cast import NOW, Cast
from tests.learning.refreshers.refresher_helpers import ADDRESS, answer, asked_in, form_in
from tests.locks import rows_held


def ready(browser: FlaskClient, how: str) -> Callable[[], TestResponse]:
    """Somebody who has the page open, and is about to send it."""
    page = browser.get(ADDRESS)
    form_id, name = form_in(page), asked_in(page)
    sent = {"form_id": form_id, f"answer-{name}": f"{name}-{how}"}
    return lambda: browser.post(f"{ADDRESS}answer", data=sent)


def sent_at_once(*acts: Callable[[], TestResponse]) -> list[int]:
    """Do both at the same moment; how each was answered."""
    return [answer.status_code for answer in at_once(*acts)]


def test_a_question_that_is_answered_in_two_tabs_is_answered_once(
    session: Session, sam: FlaskClient
) -> None:
    assert sent_at_once(ready(sam, "good"), ready(sam, "bad")) == [303, 303]

    assert len(session.scalars(select(RefresherAnswer.id)).all()) == 1


def test_both_guess_at_once_and_both_guesses_stand(
    session: Session, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer(sam)
    answer(sue)

    assert sent_at_once(ready(sam, "bad"), ready(sue, "worse")) == [303, 303]

    rows = session.scalars(select(RefresherAnswer).where(RefresherAnswer.face == "other")).all()
    assert len({row.person_id for row in rows}) == 2


def test_who_answers_waits_for_other_tabs_and_who_guesses_for_the_pair_too(
    cast: Cast, sam: FlaskClient
) -> None:
    with rows_held() as noted:
        answer(sam)
        answer(sam)

    own = ("person", [cast.sam.id])
    assert noted == [own, own, ("pair", [cast.pair.id])]


def test_a_guess_and_its_answer_in_two_tabs_open_once(
    session: Session, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer(sam)
    answer(sam)
    tabs = ready(sue, "good"), ready(sue, "bad")

    assert sent_at_once(*tabs) == [303, 303]

    linked = select(RefresherAnswer.id).where(RefresherAnswer.guess_id.is_not(None))
    assert len(session.scalars(linked).all()) == 1


def test_an_answer_and_a_new_guess_at_once_both_stand(
    session: Session, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer(sam)
    answer(sam)

    assert sent_at_once(ready(sue, "good"), ready(sam, "good")) == [303, 303]

    assert len(session.scalars(select(RefresherAnswer.id)).all()) == 4


def test_what_is_guessed_while_a_pair_ends_is_not_recorded_after_it(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer(sam)
    guess, before = ready(sam, "bad"), len(session.scalars(select(RefresherAnswer.id)).all())
    session.rollback()
    hold(session, Pair.id == cast.pair.id)
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.flush()

    while_under_way(session, guess)

    assert len(session.scalars(select(RefresherAnswer.id)).all()) == before
