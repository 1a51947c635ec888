"""How does a pair begin, rest and end, and who reads what about it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tandem.models import Pair, PairConsent, Person, PersonRole, TeamLeader, TeamMember
from tandem.people.pairs import actions, queries
from tandem.terms import Consent, PairState, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock


@pytest.fixture
def proposed(session: Session, cast: Cast) -> Pair:
    """Sam and Sue are proposed to each other."""
    cast.pair.state = PairState.PROPOSED
    session.commit()
    return cast.pair


def answer(browser: FlaskClient, pair: Pair, said: str) -> None:
    """Press one of the two buttons."""
    assert browser.post(f"/pairs/{pair.id}/answer", data={"answer": said}).status_code == 303


def state(session: Session, pair: Pair) -> PairState:
    """Where the pair is now."""
    session.rollback()
    session.refresh(pair)
    return pair.state


def test_a_leader_proposes_unless_both_have_agreed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    actions.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.commit()
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs"
    sent = {"form_id": form_id_in(browser.get(address)), "rep": cast.sam.id}

    browser.post(address, data={**sent, "support": cast.sue.id})

    pairs = session.scalars(select(Pair.state).where(Pair.rep_id == cast.sam.id)).all()
    assert PairState.PROPOSED in pairs


LOSSES = {
    "the team": lambda who: delete(TeamMember).where(TeamMember.person_id == who),
    "the role": lambda who: delete(PersonRole).where(PersonRole.person_id == who),
    "the account": lambda who: update(Person).where(Person.id == who).values(is_active=False),
}


@pytest.mark.parametrize("lost", LOSSES)
def test_a_pair_does_not_begin_where_one_of_them_could_not_sit_in_it(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser, lost: str
) -> None:
    answer(browser_of(cast.sue), proposed, "yes")
    session.execute(LOSSES[lost](cast.sue.id))
    session.commit()

    sent = {"data": {"answer": "yes"}, "follow_redirects": True}
    page = browser_of(cast.sam).post(f"/pairs/{proposed.id}/answer", **sent).text

    assert "This pair can’t begin" in page
    assert state(session, proposed) is PairState.PROPOSED
    assert session.scalars(select(PairConsent.person_id)).all() == [cast.sue.id]


def test_a_pair_begins_when_both_have_said_yes(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    answer(browser_of(cast.sam), proposed, "yes")
    answer(browser_of(cast.sam), proposed, "yes")
    after_one = state(session, proposed)
    answer(browser_of(cast.sue), proposed, "yes")

    assert after_one is PairState.PROPOSED
    assert state(session, proposed) is PairState.ACTIVE
    assert session.scalar(select(func.count()).select_from(PairConsent)) == 2


def test_lets_talk_first_takes_a_yes_back_until_the_pair_begins(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    answer(browser_of(cast.sam), proposed, "yes")
    answer(browser_of(cast.sam), proposed, "talk")
    answer(browser_of(cast.sue), proposed, "yes")

    assert state(session, proposed) is PairState.PROPOSED


def test_a_wish_to_talk_is_told_to_a_leader_outside_and_not_to_the_partner(
    cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    answer(browser_of(cast.sam), proposed, "talk")

    words = "Let’s talk first: Sam Adeyemi"
    assert words in browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/pairs").text
    assert words not in browser_of(cast.sue).get(f"/pairs/{proposed.id}/").text


def test_a_leader_in_the_pair_does_not_read_what_the_partner_said(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    cast.sue.role_rows.append(PersonRole(role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    session.commit()
    answer(browser_of(cast.sam), proposed, "talk")

    text = browser_of(cast.sue).get(f"/lead/teams/{cast.north.id}/pairs").text

    assert "Sam Adeyemi" in text
    assert "Let’s talk first:" not in text


def test_nobody_else_answers_for_the_two(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    for who in (cast.lee, cast.otto, cast.ada):
        sent = browser_of(who).post(f"/pairs/{proposed.id}/answer", data={"answer": "yes"})
        assert sent.status_code == 404

    assert queries.consents(session, [proposed.id]) == {}
    answer(browser_of(cast.sam), proposed, "yes")
    session.rollback()
    assert queries.consents(session, [proposed.id]) != {}


def test_my_page_says_that_a_pair_is_proposed(
    cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    assert "You are proposed as a pair with Sue Zhang" in browser_of(cast.sam).get("/").text


@pytest.mark.parametrize(
    ("now", "is_over"),
    [
        (datetime.fromisoformat("2026-03-10T22:59:00+00:00"), False),
        (datetime.fromisoformat("2026-03-10T23:00:00+00:00"), True),
    ],
)
def test_a_pause_ends_by_itself_with_its_day_in_the_leaders_zone(
    session: Session, cast: Cast, now: datetime, is_over: bool
) -> None:
    actions.pause(
        session, cast.pair, until=date(2026, 3, 10), zone="Europe/Berlin", by_id=None, now=NOW
    )

    resumed = actions.resume_rested(session, now=now)

    assert resumed == int(is_over)
    assert (cast.pair.state is PairState.ACTIVE) is is_over


def test_a_pause_in_the_past_is_refused(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    browser = browser_of(cast.lee)
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/pause"
    before = (clock.now - timedelta(days=2)).date().isoformat()

    sent = {"form_id": form_id_in(browser.get(address)), "until": before}

    assert browser.post(address, data=sent).status_code == 400
    assert state(session, cast.pair) is PairState.ACTIVE


def test_not_again_holds_for_the_two_in_whichever_team(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(cast.lee).post(
        f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end", data={"not_again": "y"}
    )

    sam, sue, otto = cast.sam.id, cast.sue.id, cast.otto.id
    assert queries.not_again_pairs(session, {sam, sue, otto}) == {frozenset({sam, sue})}
    assert queries.not_again_pairs(session, {sam, otto}) == set()


def test_administrators_read_why_a_pair_ended_unless_they_sat_in_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(cast.lee).post(
        f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end", data={"reason": "A SECRET"}
    )
    cast.sam.role_rows.append(PersonRole(role=Role.ADMIN))
    session.commit()

    assert "A SECRET" in browser_of(cast.ada).get("/admin/pairs").text
    assert "A SECRET" not in browser_of(cast.sam).get("/admin/pairs").text
    assert browser_of(cast.lee).get("/admin/pairs").status_code == 403


def test_the_newest_answer_counts(session: Session, cast: Cast, proposed: Pair) -> None:
    for said in (Consent.TALK, Consent.YES):
        actions.answer_proposal(session, proposed, said, person_id=cast.sam.id, now=NOW)

    assert queries.consents(session, [proposed.id])[proposed.id] == {cast.sam.id: Consent.YES}
