"""What does the page of the two say in each state, to the two and to who leads them?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, FitAnswer
from tandem.people.pairs.queries import pair_for
from tandem.terms import Fit, PairState, Step
from tandem.together.goals import actions as goals
from tests.cast import NOW, Cast, change, pair
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import HALF, send, two_questions
from tests.lessons import assign, do, finish, lesson, question, serve
from tests.moments import SetClock
from tests.together.goals.conftest import PROPOSAL
from tests.together.steps.step_helpers import AGREED, for_two
from tests.together.steps.test_agreement import propose, sign
from tests.written import AsBefore


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """Sam and Sue have a course of two modules."""
    clock.now = NOW
    second = lesson(question("q2"), name="second", title="Two")
    served = serve(session, lesson(question("q1")), second)
    assign(session, cast.pair, served, due_on=NOW.date() + timedelta(days=9))
    return served


def page_of(cast: Cast) -> str:
    """The page of Sam and Sue."""
    return f"/pairs/{cast.pair.id}/"


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_each_reads_whose_half_is_open_and_for_how_long(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    who: str,
) -> None:  # fmt: skip
    finish(session, cast.sue)
    do(session, cast.sam, Step.READ)

    page_as_before(browser_of(getattr(cast, who)).get(page_of(cast)).text)


def test_a_course_in_a_row_that_closes_says_so(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    session.execute(update(Assignment).values(in_order=True, closes=True))
    session.commit()

    page_as_before(browser_of(cast.lee).get(page_of(cast)).text)


def test_what_waits_in_this_pair_is_named_where_another_pair_comes_first(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    sooner = pair(session, cast.north, cast.sam, cast.ona)
    calm = serve(session, lesson(name="calm", title="Calm"), course_slug="calm")
    assign(session, sooner, calm, due_on=NOW.date() + timedelta(days=1))

    page_as_before(browser_of(cast.sam).get(page_of(cast)).text)


def test_the_page_of_a_pair_that_ended_leads_to_where_the_two_go_on(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    change(session, cast.pair, PairState.ENDED)
    pair(session, cast.north, cast.sam, cast.sue)
    session.commit()

    page_as_before(browser_of(cast.sam).get(page_of(cast)).text)


def test_a_leader_outside_reads_how_it_suits_each_of_the_two(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    for who, fit in ((cast.sam, Fit.GOOD), (cast.sue, Fit.NOT_GOOD)):
        session.add(
            FitAnswer(pair_id=cast.pair.id, person_id=who.id, fit=fit, is_for_leader=True, at=NOW)
        )
    session.commit()

    page_as_before(browser_of(cast.lee).get(page_of(cast)).text)


def test_a_leader_is_led_to_who_has_no_attempt_left(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, serve(session, two_questions(attempts=1)))
    send(browser_of(cast.sam), HALF)

    page_as_before(browser_of(cast.lee).get(page_of(cast)).text)


def test_an_agreement_shows_its_versions_with_who_signed_which(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, serve(session, for_two(AGREED)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    propose(sam, cast, "WE ASK EARLY")
    sign(sue, cast)
    propose(sam, cast, "WE ASK EARLIER")

    page_as_before(sue.get(page_of(cast)).text)


OPEN = (
    "An agreement waits for a signature",
    "hasn’t signed",
    "A newer version waits for a signature.",
    "Look at it again on",
    "waits for a yes",
    "hasn’t said yes yet",
    "Readings will tell.",
    "not answered yet",
    "Look at it again by the end of",
)


@pytest.mark.parametrize("is_agreed", [False, True])
def test_of_a_pair_that_ended_nothing_waits(
    session: Session, cast: Cast, browser_of: Browser, is_agreed: bool
) -> None:
    assign(session, cast.pair, serve(session, for_two(AGREED)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    propose(sam, cast, "WE ASK EARLY")
    if is_agreed:
        sign(sue, cast)
        propose(sam, cast, "WE ASK EARLIER")
    shown = pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair
    goals.propose(session, shown, PROPOSAL, number=1, time_zone="UTC", by_id=cast.sam.id, now=NOW)
    session.commit()
    steps, goal = f"/learn/teaming/engine/together/{cast.pair.id}", f"{page_of(cast)}goal/"
    addresses = (page_of(cast), steps, f"{steps}/talk", goal)
    before = " ".join(sue.get(address).text for address in addresses)

    change(session, cast.pair, PairState.ENDED)
    session.commit()

    pages = [sue.get(address).text for address in addresses]
    assert sum(words in before for words in OPEN) > 4
    assert [words for words in OPEN for page in pages if words in page] == []
    assert "Sue Zhang didn’t sign it" in pages[0]
    assert "Sue Zhang didn’t sign it" in pages[1]
    assert "Version 1 wasn’t agreed." in pages[0]
    assert "Not agreed." in pages[3]
