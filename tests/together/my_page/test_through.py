"""What does my page say to somebody who is through and has no partner, or none anymore?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Pair, TeamMember
from tandem.terms import PairState, Role
from tests.cast import NOW, Cast, change, let_in, pair, person
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve
from tests.together.steps.step_helpers import SEALED, for_two

BEGIN = "Begin alone"
TO_COME = "A leader gives a pair its course"
DONE = "it counts at once when your pair is formed"
TWO_WAIT = "Only the steps for two wait."
ASKED = (question("q1"),)


@pytest.fixture
def wide() -> bool:
    """Nobody around the two: Sam has no other partner left."""
    return False


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam, whose only pair has ended after he did all of its course."""
    course = serve(session, lesson(*ASKED))
    assign(session, cast.pair, course)
    finish(session, cast.sam)
    change(session, cast.pair, PairState.ENDED)
    session.commit()
    return browser_of(cast.sam)


def for_all_pairs(session: Session, cast: Cast, course: Course) -> None:
    """The course is given to all pairs of the team, and so to those to come."""
    row = Assignment(course_id=course.id, team_id=cast.north.id, time_zone="UTC", at=NOW)
    session.add(row)
    session.commit()


@pytest.mark.parametrize(("with_steps", "waits"), [(False, False), (True, True)])
def test_who_is_through_before_a_partner_is_there_reads_that_it_is_done(
    session: Session, cast: Cast, browser_of: Browser, with_steps: bool, waits: bool
) -> None:
    module = for_two(SEALED, asked=ASKED) if with_steps else lesson(*ASKED)
    for_all_pairs(session, cast, serve(session, module))
    ned = person(session, "Ned", "Okoye", Role.REP)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=ned.id))
    let_in(session, ned)
    session.commit()
    before = browser_of(ned).get("/").text
    finish(session, ned)

    after = browser_of(ned).get("/").text

    assert (BEGIN in before, DONE in before) == (True, False)
    assert (BEGIN in after, DONE in after) == (False, True)
    assert (TWO_WAIT in after, "Nothing is left to do here." in after) == (waits, not waits)


def test_who_is_through_and_was_left_by_a_partner_is_not_told_to_begin(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    for_all_pairs(session, cast, session.scalars(select(Course)).one())

    text = sam.get("/").text

    assert "1 of 1 done" in text
    assert DONE in text
    assert BEGIN not in text


def test_who_is_through_and_has_nothing_else_reads_that_it_stays_theirs(sam: FlaskClient) -> None:
    text = sam.get("/").text

    assert "You are through with what you learned in your pairs, and it stays yours." in text
    assert "Nothing to learn yet" not in text


def test_who_is_through_reads_where_the_course_of_a_new_pair_will_be(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    new: Pair = pair(session, cast.north, cast.sam, cast.ona)
    session.commit()

    text = sam.get("/").text

    assert new.state is PairState.ACTIVE
    assert "All that you have begun is done." in text
    assert TO_COME not in text


def test_whoever_has_left_something_open_in_a_pair_that_ended_is_not_told_that_all_is_done(
    session: Session, cast: Cast, sam: FlaskClient, browser_of: Browser
) -> None:
    text = browser_of(cast.sue).get("/").text

    assert "Nothing to learn yet" in text
    assert "You are through" not in text
