"""What becomes of readings when a pair turns to another measure?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.models import Goal
from tandem.people.pairs.queries import ShownPair
from tandem.together.goals import actions
from tandem.together.goals.reading_records import record_readings
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.together.goals.conftest import BEFORE, PROPOSAL, SINCE, Found

EARLIER = "Readings of other measures"


@pytest.fixture
def turned(session: Session, cast: Cast, shown: ShownPair, readings: None) -> None:
    """The pair has readings and has agreed on another measure since."""
    other = replace(PROPOSAL, name="Calls returned", unit="calls a day")
    goal = actions.propose(
        session, shown, other, number=2, time_zone="Europe/Berlin", by_id=cast.sue.id, now=NOW
    )
    for person in (cast.sam, cast.lee):
        actions.say_yes(session, shown, goal_id=goal.id, person_id=person.id, now=NOW)
    session.commit()


def test_readings_of_a_measure_are_kept_when_the_pair_takes_another(
    turned: None, found: Found
) -> None:
    goal = found()

    assert goal.readings == ()
    assert [(one.terms.name, len(one.readings)) for one in goal.earlier] == [
        ("Late orders", len(BEFORE) + len(SINCE))
    ]


@pytest.mark.parametrize("name", ["sam", "sue", "lee"])
def test_the_three_read_what_was_measured_before(
    cast: Cast, turned: None, browser_of: Browser, name: str
) -> None:
    text = browser_of(getattr(cast, name)).get(f"/pairs/{cast.pair.id}/goal/").text

    kept = text.split(EARLIER)[1]
    assert "Late orders in orders a week" in kept
    assert kept.count("Sue Zhang") == len(BEFORE) + len(SINCE)


def test_a_measure_that_is_kept_stands_in_one_place(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/goal/").text
    assert "Late orders" in page
    assert EARLIER not in page


def test_readings_stand_under_the_newest_version_of_their_measure(
    session: Session, cast: Cast, shown: ShownPair, turned: None, found: Found
) -> None:
    back = actions.propose(
        session, shown, PROPOSAL, number=3, time_zone="Europe/Berlin", by_id=cast.sue.id, now=NOW
    )
    session.commit()

    assert [one.terms.number for one in found().earlier] == [back.number]


def test_readings_of_the_only_proposal_can_be_read_when_it_is_withdrawn(
    session: Session, cast: Cast, proposed: Goal, found: Found
) -> None:
    record_readings(session, proposed.measure_id, BEFORE, present={}, by_id=cast.sue.id, now=NOW)
    actions.withdraw(session, goal_id=proposed.id, now=NOW)
    session.commit()

    assert [len(one.readings) for one in found().earlier] == [len(BEFORE)]
