"""Does a pair that is only proposed show what somebody did in another team?"""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    Completion,
    Course,
    Pair,
    PairConsent,
    PairStatus,
    StepDone,
    TeamMember,
)
from tandem.people import forming
from tandem.people.pairs import actions
from tandem.terms import Consent, PairState, Together
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.lessons import assign, finish, form_id_in, lesson, question, serve
from tests.status import drain

PLACES = ("/lead/", "/lead/teams/{north}/", "/lead/teams/{north}/report.csv", "/pairs/{pair}/")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Otto has finished a module in South, and belongs to North now, where all get the course."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.other_pair, served)
    finish(session, cast.otto)
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.otto.id))
    session.add(Assignment(course_id=served.id, team_id=cast.north.id, time_zone="UTC", at=NOW))
    session.commit()
    return served


@pytest.fixture
def proposed(session: Session, cast: Cast, course: Course) -> Pair:
    """Lee proposes Otto and Sue to each other."""
    pair = forming.form_pair(
        session, team_id=cast.north.id, rep_id=cast.otto.id, support_id=cast.sue.id,
        by_id=cast.lee.id, now=NOW, state=PairState.PROPOSED,
    )  # fmt: skip
    assert pair
    session.commit()
    return pair


def together(session: Session, pair: Pair) -> Together:
    """How far the pair is, as its leader's pages count it."""
    drain(session)
    query = select(PairStatus.together).where(PairStatus.pair_id == pair.id)
    return session.scalars(query).one()


def test_a_proposed_pair_shows_its_leader_nothing_of_what_somebody_did_elsewhere(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    text = lee.get(f"/lead/teams/{cast.north.id}/report.csv?search=berg").text

    (row,) = csv.DictReader(io.StringIO(text[1:]))
    assert together(session, proposed) is Together.NOBODY_YET
    assert row["State"] == "Nobody yet"
    assert "complete" not in row["Rep’s half"]


@pytest.mark.parametrize("who", ["lee", "sue"])
@pytest.mark.parametrize("place", PLACES)
def test_pages_are_the_same_whether_somebody_did_something_elsewhere_or_not(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser, place: str, who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    address = place.format(north=cast.north.id, pair=proposed.id)
    after = browser.get(address)
    for table in (Completion, StepDone):
        session.execute(delete(table).where(table.person_id == cast.otto.id))
    drain(session)

    before = browser.get(address)

    assert before.status_code == after.status_code
    assert without_tokens(before.text) == without_tokens(after.text)


def test_when_both_have_said_yes_it_shows_both_halves(
    session: Session, cast: Cast, proposed: Pair
) -> None:
    pair = session.get_one(Pair, proposed.id)
    for person in (cast.otto, cast.sue):
        actions.answer_proposal(session, pair, Consent.YES, person_id=person.id, now=NOW)
        session.commit()

    assert together(session, proposed) is Together.WAITING_FOR_SUPPORT


def form_with_leaders_word(cast: Cast, browser_of: Browser) -> None:
    """Lee says that Otto and Sue have agreed."""
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs"
    chosen = {"rep": cast.otto.id, "support": cast.sue.id, "has_agreed": "y"}
    browser.post(address, data={"form_id": form_id_in(browser.get(address)), **chosen})


def test_a_leaders_word_does_not_count_for_who_belongs_to_another_team_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    form_with_leaders_word(cast, browser_of)

    states = session.scalars(select(Pair.state).where(Pair.support_id == cast.sue.id))
    assert PairState.PROPOSED in states.all()


def test_nor_for_who_was_taken_out_of_that_team_and_has_a_pair_there(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.delete(session.get_one(TeamMember, (cast.south.id, cast.otto.id)))
    session.commit()

    form_with_leaders_word(cast, browser_of)

    states = session.scalars(select(Pair.state).where(Pair.support_id == cast.sue.id))
    assert PairState.PROPOSED in states.all()
    assert session.scalars(select(PairConsent.id)).all() == []
