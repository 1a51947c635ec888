"""How does a leader give one more attempt? By a row that stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import AttemptGranted, AuditEntry
from tandem.models.audit import record_act
from tandem.progress.more_attempts.queries import UsedUp
from tandem.terms import AuditAct


def grant(
    session: Session, used_up: UsedUp, *, team_id: int, by_id: int, now: datetime
) -> AuditEntry:
    """Give one more attempt. Gives what is to be told."""
    session.add(
        AttemptGranted(
            person_id=used_up.person_id,
            module_id=used_up.module.id,
            number=used_up.last_number + 1,
            edition=used_up.module.lesson.edition,
            by_id=by_id,
            at=now,
        )
    )
    session.flush()
    return record_act(
        session,
        AuditAct.ATTEMPT_GRANTED,
        by_id=by_id,
        subject_id=used_up.person_id,
        team_id=team_id,
        detail=f"{used_up.course.slug}/{used_up.module.slug}",
        now=now,
    )
