"""Which shared goals has the sample, and how do they go?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tandem.models import Pair
from tandem.people.pairs.queries import ShownPair, pair_for
from tandem.terms import Better
from tandem.together.goals import actions, queries
from tandem.together.goals.actions import Proposal
from tandem.together.goals.reading_records import record_readings

BEFORE = (14, 11, 13, 15, 12, 13)
SINCE = (11, 9, 8, 9, 7, 8)


def add_goal(
    session: Session,
    pair: Pair,
    *,
    leader_id: int,
    zone: str,
    readings: int,
    is_agreed: bool,
    now: datetime,
) -> None:
    """A goal with so many weeks of readings since the baseline, agreed by all or only proposed."""
    shown = pair_for(session, pair.rep_id, pair_id=pair.id).pair
    began = now - timedelta(days=21)
    goal = actions.propose(
        session,
        shown,
        proposal(began.date()),
        number=1,
        time_zone=zone,
        by_id=pair.support_id,
        now=began,
    )
    for person_id in (pair.rep_id, leader_id) if is_agreed else ():
        actions.say_yes(session, shown, goal_id=goal.id, person_id=person_id, now=began)
    record(session, shown, began.date(), readings=readings, now=now)


def proposal(began: date) -> Proposal:
    """What the two propose."""
    return Proposal(
        name="Orders corrected after sending",
        unit="orders a week",
        better=Better.LOWER,
        baseline_from=began - timedelta(days=41),
        baseline_to=began,
        target=8,
        share_percent=10,
        share_text="A tenth of the quarterly bonus of both, paid in full at the target.",
        review_on=began + timedelta(days=90),
    )


def record(session: Session, pair: ShownPair, began: date, *, readings: int, now: datetime) -> None:
    """A figure a week in the baseline, then two a week."""
    terms = queries.goal_of(session, pair).terms
    assert terms is not None, "it was proposed a moment ago"  # noqa: S101
    baseline = {began - timedelta(days=7 * n): float(v) for n, v in enumerate(reversed(BEFORE))}
    since = {began + timedelta(days=3 * n + 3): float(v) for n, v in enumerate(SINCE[:readings])}
    record_readings(
        session, terms.measure_id, {**baseline, **since}, present={}, by_id=pair.support.id, now=now
    )
