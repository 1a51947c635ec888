"""How is a step recorded that somebody does alone, with everything that is complete by it?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.progress import completing, recording, rounds
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step


def do_step(
    session: Session,
    step: Step,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    lesson: Lesson,
    role: Role,
    now: datetime,
    round: Round = FIRST,
) -> bool:
    """Record a step, the halves of pairs that are complete with it, and the rounds that end.

    True where that is all that `lesson` asks somebody in this role to do alone.
    """
    complete = recording.record_step(
        session,
        person_id=person_id,
        module_id=module_id,
        revision_id=revision_id,
        step=step,
        lesson=lesson,
        role=role,
        now=now,
        round=round,
    )
    if complete:
        completing.settle_alone(
            session,
            person_id=person_id,
            module_id=module_id,
            revision_id=revision_id,
            lesson=lesson,
            now=now,
        )
        rounds.end_rounds(session, person_id=person_id, module_id=module_id, now=now)
    return role in complete
