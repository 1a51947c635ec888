"""How is it recorded whether somebody did what they planned? Once each time, and it stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.dates import local_day
from tandem.learning.plans.queries import plan_of
from tandem.models import Person, PlanAnswer
from tandem.models.locking import hold
from tandem.terms import FeedbackPromise, PlanCheck, PlanSaid


def answer(
    session: Session,
    plan_id: int,
    asked: PlanCheck,
    said: PlanSaid,
    *,
    person_id: int,
    now: datetime,
) -> bool:
    """Record an answer; False where this is not asked now, or was answered before.

    Raises NoResultFound where it is no plan of this person.
    """
    hold(session, Person.id == person_id, references_pass=True)
    plan = plan_of(session, plan_id, person_id=person_id)
    zone = session.get_one(Person, person_id).time_zone
    if plan.due(local_day(now, zone)) is not asked:
        return False
    session.add(
        PlanAnswer(
            person_id=person_id,
            step_answer_id=plan.id,
            team_id=plan.team_id,
            module_id=plan.module_id,
            step=plan.step,
            asked=asked,
            said=said,
            promise=FeedbackPromise.FIGURES_OF_FIVE,
            at=now,
        )
    )
    session.flush()
    return True
