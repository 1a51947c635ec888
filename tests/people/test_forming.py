"""Do the same two, formed again, go on where they were?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    Course,
    FitAnswer,
    Module,
    Override,
    Pair,
    PairChange,
    PairCompletion,
    Team,
    TeamMember,
)
from tandem.people import forming
from tandem.people.fit.queries import fits_for_leader
from tandem.people.pairs import actions
from tandem.people.pairs.queries import pair_for
from tandem.progress.overrides.queries import reasons
from tandem.terms import Consent, Fit, OverridePromise, PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import SEALED, for_two, give, page_of, section_of
from tests.two_pairs import two_pairs

LATER = NOW + timedelta(days=30)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with a sealed answer."""
    served = serve(session, for_two(SEALED))
    assign(session, cast.pair, served)
    return served


@pytest.fixture
def ended(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> Pair:
    """Sam has answered, and then the pair has ended."""
    clock.now = NOW
    give(browser_of(cast.sam), cast, "saved", text="SAM'S WORDS")
    actions.change_state(session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW)
    session.commit()
    clock.now = LATER
    return cast.pair


def form(browser: FlaskClient, cast: Cast, **fields: Any) -> str:
    """Lee forms Sam and Sue; what the page says then."""
    address = f"/lead/teams/{cast.north.id}/pairs"
    sent = {"form_id": form_id_in(browser.get(address)), "rep": cast.sam.id, **fields}
    return browser.post(address, data={"support": cast.sue.id, **sent}, follow_redirects=True).text


def form_here(session: Session, cast: Cast, team: Team, **fields: Any) -> Pair:
    """A pair of Sam and Sue in a team."""
    pair = forming.form_pair(
        session, team_id=team.id, rep_id=cast.sam.id, support_id=cast.sue.id,
        by_id=None, now=LATER, **fields,
    )  # fmt: skip
    session.commit()
    assert pair
    return pair


def agree(session: Session, cast: Cast, pair: Pair) -> None:
    """Both say yes."""
    for person in (cast.sam, cast.sue):
        actions.answer_proposal(session, pair, Consent.YES, person_id=person.id, now=LATER)
        session.commit()


def test_the_same_two_go_on_with_the_step_that_one_had_done(
    cast: Cast, ended: Pair, browser_of: Browser
) -> None:
    form(browser_of(cast.lee), cast, has_agreed="y")

    give(browser_of(cast.sue), cast, "saved", text="SUE'S WORDS")

    page = section_of(browser_of(cast.sue).get(page_of(cast)).text, "saved")
    assert "SAM&#39;S WORDS" in page


def test_the_page_that_forms_them_says_that_they_go_on(
    cast: Cast, ended: Pair, browser_of: Browser
) -> None:
    text = form(browser_of(cast.lee), cast, has_agreed="y")

    assert "They are a pair again and go on where they were" in text
    assert "A pair again since" in browser_of(cast.sam).get(f"/pairs/{ended.id}/").text


def test_what_was_sealed_stays_sealed_until_the_other_has_answered(
    cast: Cast, ended: Pair, browser_of: Browser
) -> None:
    form(browser_of(cast.lee), cast, has_agreed="y")

    sams, sues = (browser_of(who).get(page_of(cast)).text for who in (cast.sam, cast.sue))
    assert "WORDS" in sams
    assert 'id="step-' in sues
    assert "WORDS" not in sues


def test_while_they_are_proposed_anew_the_two_read_on_and_write_nothing(
    cast: Cast, ended: Pair, browser_of: Browser
) -> None:
    form(browser_of(cast.lee), cast)

    page = browser_of(cast.sam).get(page_of(cast)).text
    assert "SAM&#39;S WORDS" in page
    assert "You two are proposed to each other again" in page
    assert "<textarea" not in page
    assert browser_of(cast.sam).get("/learn/teaming/engine/").status_code == 200


def test_a_yes_to_the_first_proposal_is_no_yes_to_the_second(
    session: Session, cast: Cast, ended: Pair
) -> None:
    pair = form_here(session, cast, cast.north, state=PairState.PROPOSED)
    agree(session, cast, pair)
    end = LATER + timedelta(days=1)
    actions.change_state(session, pair, PairState.ENDED, by_id=None, now=end)
    again = form_here(session, cast, cast.north, state=PairState.PROPOSED)

    day = end + timedelta(days=1)
    begins = [
        actions.answer_proposal(session, again, Consent.YES, person_id=who.id, now=day)
        for who in (cast.sam, cast.sue)
    ]

    assert [bool(pair) for pair in begins] == [False, True]


def test_a_course_that_the_team_got_meanwhile_reaches_them_again(
    session: Session, cast: Cast, ended: Pair, browser_of: Browser
) -> None:
    other = serve(session, for_two(SEALED, name="other"), course_slug="other")
    at = NOW + timedelta(days=3)
    session.add(Assignment(course_id=other.id, team_id=cast.north.id, time_zone="UTC", at=at))
    session.commit()
    address = f"/learn/other/other/together/{ended.id}"
    before = browser_of(cast.sam).get(address).status_code

    form(browser_of(cast.lee), cast, has_agreed="y")

    assert (before, browser_of(cast.sam).get(address).status_code) == (404, 200)


@two_pairs
def test_two_who_form_them_at_once_make_one_pair_in_whichever_seats(
    session: Session, cast: Cast, ended: Pair
) -> None:
    form_here(session, cast, cast.north)
    second = forming.form_pair(
        session, team_id=cast.north.id, rep_id=cast.sue.id, support_id=cast.sam.id,
        by_id=None, now=LATER,
    )  # fmt: skip

    living = select(func.count()).where(
        Pair.state != PairState.ENDED, Pair.team_id == cast.north.id
    )
    assert second is None
    assert session.scalar(living) == 1


def test_the_same_two_in_swapped_seats_are_another_pair(
    session: Session, cast: Cast, ended: Pair
) -> None:
    pair = forming.form_pair(
        session, team_id=cast.north.id, rep_id=cast.sue.id, support_id=cast.sam.id,
        by_id=None, now=LATER,
    )  # fmt: skip

    assert pair
    assert pair.id != ended.id


@pytest.fixture
def elsewhere(session: Session, cast: Cast, ended: Pair) -> Team:
    """Sam and Sue belong to Olga's team, too."""
    for person in (cast.sam, cast.sue):
        session.add(TeamMember(team_id=cast.south.id, person_id=person.id))
    session.commit()
    return cast.south


def test_in_another_team_nothing_of_them_is_there_before_both_have_said_yes(
    session: Session, cast: Cast, ended: Pair, elsewhere: Team, browser_of: Browser
) -> None:
    proposed = form_here(session, cast, elsewhere, state=PairState.PROPOSED)

    assert proposed.id != ended.id
    assert browser_of(cast.olga).get(f"/pairs/{ended.id}/").status_code == 404
    assert browser_of(cast.lee).get(f"/pairs/{ended.id}/").status_code == 200
    assert "SAM&#39;S WORDS" in browser_of(cast.sam).get(page_of(cast)).text


def test_a_leader_of_another_team_is_not_told_that_they_were_a_pair(
    cast: Cast, ended: Pair, elsewhere: Team, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.olga), f"/lead/teams/{elsewhere.id}/pairs"
    sent = {"form_id": form_id_in(browser.get(address)), "rep": cast.sam.id}

    answer = browser.post(address, data={**sent, "support": cast.sue.id}, follow_redirects=True)

    assert "It begins when both have said yes." in answer.text
    assert "as a pair before" not in answer.text


def test_why_a_half_was_set_complete_in_the_first_team_is_not_for_leaders_of_the_second(
    session: Session, cast: Cast, course: Course, ended: Pair, elsewhere: Team
) -> None:
    module = session.scalars(select(Module).where(Module.course_id == course.id)).one()
    done = PairCompletion(
        pair_id=ended.id, person_id=cast.sam.id, module_id=module.id,
        revision_id=module.revision_id or 0, how="override", at=NOW,
    )  # fmt: skip
    session.add(done)
    session.flush()
    promise = OverridePromise.LEARNER_AND_LEADERS
    session.add(Override(completion_id=done.id, reason="Sam was ill", promise=promise))

    form_here(session, cast, elsewhere)

    assert reasons(session, cast.olga.id, pairs=[ended.id]) == {}
    assert [why.text for why in reasons(session, cast.sam.id, pairs=[ended.id]).values()] == [
        "Sam was ill"
    ]


def test_in_another_team_they_go_on_with_their_record_and_their_courses(
    session: Session, cast: Cast, ended: Pair, elsewhere: Team, browser_of: Browser
) -> None:
    proposed = form_here(session, cast, elsewhere, state=PairState.PROPOSED)

    agree(session, cast, proposed)

    session.refresh(ended)
    assert (ended.state, ended.team_id) == (PairState.ACTIVE, elsewhere.id)
    assert proposed.state is PairState.ENDED
    give(browser_of(cast.sue), cast, "saved", text="SUE'S WORDS")
    assert "SAM&#39;S WORDS" in browser_of(cast.sue).get(page_of(cast)).text


def test_a_course_given_to_the_proposed_pair_goes_along(
    session: Session, cast: Cast, course: Course, ended: Pair, elsewhere: Team
) -> None:
    proposed = form_here(session, cast, elsewhere, state=PairState.PROPOSED)
    due_on = (LATER + timedelta(days=9)).date()
    assign(session, proposed, course, due_on=due_on)

    agree(session, cast, proposed)

    live = select(Assignment).where(Assignment.withdrawn_at.is_(None))
    (row,) = session.scalars(live.where(Assignment.course_id == course.id))
    assert (row.pair_id, row.team_id, row.due_on) == (ended.id, elsewhere.id, due_on)


def test_what_was_said_to_the_leaders_of_the_first_team_is_not_for_those_of_the_second(
    session: Session, cast: Cast, ended: Pair, elsewhere: Team
) -> None:
    said = {"pair_id": ended.id, "person_id": cast.sam.id, "is_for_leader": True}
    session.add(FitAnswer(**said, fit=Fit.GOOD, at=NOW))
    assert fits_for_leader(session, pair_for(session, cast.lee.id, pair_id=ended.id)) != ()
    form_here(session, cast, elsewhere)

    olgas = pair_for(session, cast.olga.id, pair_id=ended.id)
    assert fits_for_leader(session, olgas) == ()
    session.add(FitAnswer(**said, fit=Fit.GOOD, at=LATER + timedelta(days=1)))
    assert fits_for_leader(session, olgas) != ()


def test_the_proposed_page_leads_on_to_the_pair_that_goes_on(
    session: Session, cast: Cast, ended: Pair, elsewhere: Team, browser_of: Browser
) -> None:
    proposed = form_here(session, cast, elsewhere, state=PairState.PROPOSED)
    address = f"/pairs/{proposed.id}/answer"
    browser_of(cast.sam).post(address, data={"answer": "yes"})

    answer = browser_of(cast.sue).post(address, data={"answer": "yes"})

    assert answer.location == f"/pairs/{ended.id}/"
    assert "You two are a pair again" in browser_of(cast.sam).get(f"/pairs/{proposed.id}/").text


def test_each_end_and_each_beginning_stays_in_the_history(
    session: Session, cast: Cast, ended: Pair
) -> None:
    form_here(session, cast, cast.north)

    changes = select(PairChange.state).where(PairChange.pair_id == ended.id)
    assert session.scalars(changes.order_by(PairChange.id)).all() == [
        PairState.ACTIVE, PairState.ENDED, PairState.ACTIVE,
    ]  # fmt: skip
