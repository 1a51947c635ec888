"""How is reading recorded?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedModule
from tandem.progress import steps_alone
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step


def mark_read(
    session: Session,
    module: ServedModule,
    *,
    person_id: int,
    revision_id: int,
    role: Role,
    now: datetime,
    round: Round = FIRST,
) -> bool:
    """Record that a person has read the revision shown, in this round. True where that is all to do
    alone."""
    return steps_alone.do_step(
        session,
        Step.READ,
        person_id=person_id,
        module_id=module.id,
        revision_id=revision_id,
        lesson=module.lesson,
        role=role,
        now=now,
        round=round,
    )
