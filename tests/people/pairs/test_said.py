"""What does a leader, or one of the two, read after each act on a pair, done or refused?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, PairConsent
from tandem.terms import PairState
from tests.cast import House
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import form_id_in
from tests.moments import SetClock

ENDED = "This pair has ended and stays so. Form a new one instead."
NOT_PAUSED = "Only a pair that works together can be paused."
PROPOSED = "A proposed pair begins when both have said yes."


def state(session: Session, pair: Pair, *, becomes: PairState | None = None) -> PairState:
    """Where a pair is now; `becomes` sets it first."""
    session.rollback()
    session.refresh(pair)
    if becomes is not None:
        pair.state = becomes
        session.commit()
    return pair.state


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (PairState.PAUSED, "The pair goes on.", PairState.ACTIVE),
        (PairState.ACTIVE, "The pair goes on.", PairState.ACTIVE),
        (PairState.ENDED, ENDED, PairState.ENDED),
        (PairState.PROPOSED, PROPOSED, PairState.PROPOSED),
    ],
)
def test_a_leader_reads_whether_a_pair_goes_on(
    session: Session, cast: House, browser_of: Browser,
    before: PairState, said: str, after: PairState,
) -> None:  # fmt: skip
    state(session, cast.pair, becomes=before)
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/resume"

    page = browser_of(cast.lee).post(address, follow_redirects=True)

    assert said in page.text
    assert state(session, cast.pair) is after


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (PairState.ACTIVE, "The pair is paused until the end of", PairState.PAUSED),
        (PairState.ENDED, NOT_PAUSED, PairState.ENDED),
        (PairState.PROPOSED, NOT_PAUSED, PairState.PROPOSED),
    ],
)
def test_a_leader_reads_whether_a_pair_is_paused(
    session: Session, cast: House, browser_of: Browser,
    clock: SetClock, before: PairState, said: str, after: PairState,
) -> None:  # fmt: skip
    state(session, cast.pair, becomes=before)
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/pause"
    until = (clock.now + timedelta(days=3)).date().isoformat()
    sent = {"form_id": form_id_in(lee.get(address)), "until": until}

    page = lee.post(address, data=sent, follow_redirects=True)

    assert said in page.text
    assert state(session, cast.pair) is after


def test_an_end_can_be_taken_back_and_a_second_press_is_too_late(
    session: Session, cast: House, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end"
    page = lee.post(address, data={"reason": " "}, follow_redirects=True).text
    assert "The pair has ended. Everything the two have completed stays theirs." in page
    offered = next(form for form in forms_in(page, "/") if form.value("done"))
    sent = {"done": offered.value("done"), "form_id": offered.value("form_id")}

    said = lee.post(offered.action, data=sent, follow_redirects=True).text

    assert "Undone: the pair goes on as before." in said
    assert state(session, cast.pair) is PairState.ACTIVE
    again = {**sent, "form_id": form_id_in(lee.get(f"/lead/teams/{cast.north.id}/pairs"))}
    late = lee.post(offered.action, data=again, follow_redirects=True).text
    assert "This can no longer be undone here" in late


def test_a_pair_that_has_ended_is_ended_once(
    session: Session, cast: House, browser_of: Browser
) -> None:
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.ended_pair.id}/end"

    page = browser_of(cast.lee).post(address, data={"reason": "once more"}, follow_redirects=True)

    assert "The pair has ended." in page.text
    assert [form for form in forms_in(page.text, "/") if form.value("done")] == []
    assert state(session, cast.ended_pair) is PairState.ENDED
    assert session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize(
    ("who", "other", "said"),
    [("sam", None, "Your answer stands."), ("sue", "sam", "You are a pair now.")],
)
def test_one_of_the_two_reads_whether_the_answer_begins_the_pair(
    session: Session, cast: House, browser_of: Browser, who: str, other: str | None, said: str
) -> None:
    state(session, cast.pair, becomes=PairState.PROPOSED)
    address = f"/pairs/{cast.pair.id}/answer"
    if other:
        browser_of(getattr(cast, other)).post(address, data={"answer": "yes"})

    page = browser_of(getattr(cast, who)).post(
        address, data={"answer": "yes"}, follow_redirects=True
    )

    assert said in page.text


@pytest.mark.parametrize(
    ("becomes", "answer", "status"),
    [
        (PairState.PROPOSED, "no", 400),
        (PairState.PROPOSED, "", 400),
        (PairState.ACTIVE, "yes", 303),
    ],
)
def test_what_is_no_answer_or_comes_too_late_is_not_kept(
    session: Session, cast: House, browser_of: Browser,
    becomes: PairState, answer: str, status: int,
) -> None:  # fmt: skip
    state(session, cast.pair, becomes=becomes)
    address = f"/pairs/{cast.pair.id}/answer"

    found = browser_of(cast.sam).post(address, data={"answer": answer})

    assert found.status_code == status
    assert state(session, cast.pair) is becomes
    assert session.scalars(select(PairConsent)).all() == []
