"""What changes a shared goal? Versions, yeses and readings are added; none is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Goal, GoalMeasure, GoalYes
from tandem.people.pairs.queries import ShownPair
from tandem.terms import Better
from tandem.together.goals.agreeing import is_agreed
from tandem.together.goals.queries import leaders_of, measure_of


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes as the pair's shared goal."""

    name: str
    unit: str
    better: Better
    baseline_from: date
    baseline_to: date
    target: float
    share_percent: float
    share_text: str
    review_on: date


def propose(
    session: Session,
    pair: ShownPair,
    proposal: Proposal,
    *,
    number: int,
    time_zone: str,
    by_id: int,
    now: datetime,
) -> Goal:
    """A new version, to which whoever proposes it says yes. The caller holds the pair."""
    goal = Goal(
        pair_id=pair.id,
        number=number,
        measure_id=measure_for(session, pair.id, name=proposal.name, unit=proposal.unit).id,
        better=proposal.better,
        baseline_from=proposal.baseline_from,
        baseline_to=proposal.baseline_to,
        target=proposal.target,
        share_percent=proposal.share_percent,
        share_text=proposal.share_text,
        review_on=proposal.review_on,
        time_zone=time_zone,
        by_id=by_id,
        at=now,
    )
    session.add(goal)
    session.flush()
    say_yes(session, pair, goal_id=goal.id, person_id=by_id, now=now)
    return goal


def measure_for(session: Session, pair_id: int, *, name: str, unit: str) -> GoalMeasure:
    """The pair's measure of this name and unit, with its readings; a new one if there is none."""
    known = measure_of(session, pair_id, name=name, unit=unit)
    if known is not None:
        return known
    measure = GoalMeasure(pair_id=pair_id, name=name, unit=unit)
    session.add(measure)
    session.flush()
    return measure


def say_yes(
    session: Session, pair: ShownPair, *, goal_id: int, person_id: int, now: datetime
) -> bool:
    """A yes to one version; True where all have agreed now. Twice is once."""
    goal = session.get_one(Goal, goal_id)
    if session.get(GoalYes, (goal_id, person_id)) is None:
        session.add(GoalYes(goal_id=goal_id, person_id=person_id, at=now))
        session.flush()
    query = select(GoalYes.person_id).where(GoalYes.goal_id == goal_id)
    agreed = is_agreed(
        set(session.scalars(query)),
        rep_id=pair.rep.id,
        support_id=pair.support.id,
        leaders=leaders_of(session, pair.team_id),
    )
    if agreed and goal.agreed_at is None:
        goal.agreed_at = now
    return agreed


def withdraw(session: Session, *, goal_id: int, now: datetime) -> None:
    """Take a proposal back; what was proposed and who had said yes stay.

    The caller holds the pair.
    """
    session.get_one(Goal, goal_id).withdrawn_at = now
