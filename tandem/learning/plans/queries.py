"""Which plans has somebody made, what is asked about them, and what is told of the answers?"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.dates import local_day
from tandem.figures.groups import Share
from tandem.learning.plans.rules import SHOWN_FOR, ToldPlan, due_check, shares
from tandem.library.served import library
from tandem.models import Course, Module, Pair, Person, PlanAnswer, RecordedAnswer
from tandem.terms import FeedbackPromise, PairState, PlanCheck, PlanSaid


@dataclass(frozen=True)
class OwnPlan:
    """A plan as its author sees it. `said` is what was tapped, by when it was asked.

    It is asked about as long as the pair in which it was made works together: `is_asked`.
    """

    id: int
    person_id: int
    pair_id: int
    team_id: int
    course: str
    module: str
    module_id: int
    title: str
    language: str
    step: str
    text: str
    made_on: date
    is_asked: bool
    said: dict[PlanCheck, PlanSaid] = field(default_factory=dict)

    def due(self, today: date) -> PlanCheck | None:
        """What is asked about it today, if anything."""
        if not self.is_asked:
            return None
        return due_check(self.made_on, today=today, answered=self.said)


def plans_of(session: Session, people: Collection[int], *, now: datetime) -> tuple[OwnPlan, ...]:
    """The plans of these people of the last months, the newest first. One query."""
    facts = {"people": list(people), "planned_since": now - SHOWN_FOR}
    return plans_in(session, recent_plans(), facts)


def plan_of(session: Session, plan_id: int, *, person_id: int) -> OwnPlan:
    """One of a person's own plans. Raises NoResultFound."""
    query = plan_rows().where(RecordedAnswer.id == plan_id, RecordedAnswer.person_id == person_id)
    found = plans_in(session, query)
    if not found:
        raise NoResultFound(plan_id)
    return found[0]


@cache
def recent_plans() -> Any:
    """The plans of these `people` that were made `planned_since`."""
    people = bindparam("people", type_=Integer)
    return plan_rows().where(
        RecordedAnswer.person_id.in_(people), RecordedAnswer.at > bindparam("planned_since")
    )


def plan_rows() -> Any:
    """Plans, each with its place and what was said of it."""
    return (
        select(
            RecordedAnswer,
            Course.slug,
            Module.slug,
            Pair.team_id,
            Pair.state,
            Person.time_zone,
            Person.is_active,
            PlanAnswer.asked,
            PlanAnswer.said,
        )
        .join(Module, Module.id == RecordedAnswer.module_id)
        .join(Course, Course.id == Module.course_id)
        .join(Pair, Pair.id == RecordedAnswer.pair_id)
        .join(Person, Person.id == RecordedAnswer.person_id)
        .outerjoin(PlanAnswer, PlanAnswer.step_answer_id == RecordedAnswer.id)
        .where(RecordedAnswer.kind == StepKind.PLAN.value)
        .order_by(RecordedAnswer.at.desc(), RecordedAnswer.id.desc(), PlanAnswer.id)
    )


def plans_in(
    session: Session, query: Any, facts: dict[str, Any] | None = None
) -> tuple[OwnPlan, ...]:
    """The plans of a query, what was said of each put together."""
    served = {module.id: module for course in library(session).courses for module in course.modules}
    plans: dict[int, OwnPlan] = {}
    for row, course, module, team_id, state, zone, is_active, asked, said in session.execute(
        query, facts
    ):
        now = served.get(row.module_id)
        plan = plans.setdefault(
            row.id,
            OwnPlan(
                id=row.id,
                person_id=row.person_id,
                pair_id=row.pair_id,
                team_id=team_id,
                course=course,
                module=module,
                module_id=row.module_id,
                title=now.title if now else module,
                language=now.lesson.language if now else "",
                step=row.step,
                text=json.loads(row.content).get("text", ""),
                made_on=local_day(row.at, zone),
                is_asked=is_active and state is PairState.ACTIVE,
            ),
        )
        if asked is not None:
            plan.said[asked] = said
    return tuple(plans.values())


def team_shares(session: Session, team_id: int, *, reader_id: int) -> dict[PlanCheck, Share]:
    """How many of a team did what they planned, in full groups of five. One query."""
    return shares_where(session, PlanAnswer.team_id == team_id, reader_id=reader_id)


def shares_of_module(session: Session, module_id: int, *, reader_id: int) -> dict[PlanCheck, Share]:
    """How many did what they planned in a module, as sums of the groups of their teams."""
    return shares_where(session, PlanAnswer.module_id == module_id, reader_id=reader_id)


def shares_where(
    session: Session, condition: ColumnElement[bool], *, reader_id: int
) -> dict[PlanCheck, Share]:
    """The full groups among these answers but the reader's own; no plan is read."""
    query = (
        select(
            PlanAnswer.team_id,
            PlanAnswer.module_id,
            PlanAnswer.step,
            PlanAnswer.asked,
            PlanAnswer.person_id,
            PlanAnswer.said,
        )
        .where(condition, PlanAnswer.person_id != reader_id)
        .where(PlanAnswer.promise == FeedbackPromise.FIGURES_OF_FIVE)
        .order_by(PlanAnswer.id)
    )
    return shares(ToldPlan(*row) for row in session.execute(query))
