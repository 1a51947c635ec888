"""What the tests of goals stand on: a proposal, a goal that all three have agreed on, readings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tandem.models import Goal
from tandem.people.pairs.queries import ShownPair, pair_for
from tandem.terms import Better
from tandem.together.goals import actions
from tandem.together.goals.actions import Proposal
from tandem.together.goals.queries import PairGoal, goal_of
from tandem.together.goals.reading_records import record_readings
from tests.cast import NOW, Cast

PROPOSAL = Proposal(
    name="Late orders",
    unit="orders a week",
    better=Better.LOWER,
    baseline_from=date(2026, 1, 1),
    baseline_to=date(2026, 1, 31),
    target=8,
    share_percent=10,
    share_text="A tenth of the bonus.",
    review_on=date(2026, 6, 1),
)
SENT = {
    "name": "Late orders",
    "unit": "orders a week",
    "better": "lower",
    "baseline_from": "2026-01-01",
    "baseline_to": "2026-01-31",
    "target": "8",
    "share_percent": "10",
    "share_text": "A tenth of the bonus.",
    "review_on": "2099-06-01",
}
BEFORE = {date(2026, 1, day): float(value) for day, value in [(2, 14), (9, 11), (16, 13), (23, 15)]}
SINCE = {date(2026, 2, day): float(value) for day, value in [(3, 9), (10, 8), (17, 7), (24, 9)]}
Found = Callable[[], PairGoal]


@pytest.fixture
def shown(session: Session, cast: Cast) -> ShownPair:
    """Sam and Sue, as a pair is shown."""
    return pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair


@pytest.fixture
def found(session: Session, shown: ShownPair) -> Found:
    """Looks at the goal of Sam and Sue as it is now."""

    def look() -> PairGoal:
        session.rollback()
        session.expire_all()
        return goal_of(session, shown)

    return look


@pytest.fixture
def proposed(session: Session, cast: Cast, shown: ShownPair) -> Goal:
    """Sue has proposed a goal."""
    goal = actions.propose(
        session, shown, PROPOSAL, number=1, time_zone="Europe/Berlin", by_id=cast.sue.id, now=NOW
    )
    session.commit()
    return goal


@pytest.fixture
def agreed(session: Session, cast: Cast, shown: ShownPair, proposed: Goal) -> Goal:
    """Sam, Sue and Lee have agreed on a goal."""
    for person in (cast.sam, cast.lee):
        actions.say_yes(session, shown, goal_id=proposed.id, person_id=person.id, now=NOW)
    session.commit()
    return proposed


@pytest.fixture
def readings(session: Session, cast: Cast, agreed: Goal, found: Found) -> None:
    """Four readings in the baseline, four since."""
    terms = found().terms
    assert terms is not None
    record_readings(
        session, terms.measure_id, {**BEFORE, **SINCE}, present={}, by_id=cast.sue.id, now=NOW
    )
    session.commit()
