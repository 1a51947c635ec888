"""How do the figures go on which somebody's pairs have agreed? In short, for many pairs at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from tandem.figures.spark import Spark, spark
from tandem.models import Goal
from tandem.together.goals.readings import figures_of, readings_of


@dataclass(frozen=True)
class GoalSpark:
    """The agreed goal of a pair with its figures; no line where there are too few."""

    pair_id: int
    name: str
    unit: str
    target: float
    line: Spark | None


def goal_sparks(session: Session, pairs: Collection[int]) -> list[GoalSpark]:
    """The agreed goals of these pairs, each with its line. Two queries, none without a pair."""
    if not pairs:
        return []
    agreed = {row.pair_id: row for row in session.scalars(agreed_in(), {"pairs": list(pairs)})}
    if not agreed:
        return []
    periods = {row.measure_id: (row.baseline_from, row.baseline_to) for row in agreed.values()}
    readings = readings_of(session, periods)
    return [
        GoalSpark(
            pair_id=row.pair_id,
            name=row.measure.name,
            unit=row.measure.unit,
            target=row.target,
            line=spark(
                figures_of(readings[row.measure_id]),
                begins=row.baseline_from,
                ends=row.baseline_to,
                target=row.target,
            ),
        )
        for row in agreed.values()
    ]


@cache
def agreed_in() -> Select[Goal]:
    """The agreed goals of these `pairs`, the newest last."""
    return (
        select(Goal)
        .where(
            Goal.pair_id.in_(bindparam("pairs", type_=Integer)),
            Goal.agreed_at.is_not(None),
        )
        .options(joinedload(Goal.measure))
        .order_by(Goal.number)
    )
