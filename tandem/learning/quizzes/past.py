"""What did somebody's own attempts at a quiz come to, the newest one first?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Revision
from tandem.models.rows import rows


@dataclass(frozen=True)
class PastAttempt:
    """One attempt in a list: its answers and feedback stand on its own page."""

    number: int
    at: datetime
    revision: int
    right: int
    total: int
    passed: bool


def past_attempts(session: Session, person_id: int, *, module_id: int) -> tuple[PastAttempt, ...]:
    """A person's own attempts at a module, of earlier rounds too, newest first. One query."""
    facts = {"person": person_id, "module": module_id}
    return tuple(PastAttempt(*row) for row in rows(session, attempts_of(), facts))


@cache
def attempts_of() -> Executable:
    """The attempts of one `person` at a `module`."""
    return (
        select(
            Attempt.number,
            Attempt.at,
            Revision.number.label("revision"),
            Attempt.right,
            Attempt.total,
            Attempt.passed,
        )
        .join(Revision, Revision.id == Attempt.revision_id)
        .where(Attempt.person_id == bindparam("person"), Attempt.module_id == bindparam("module"))
        .order_by(Attempt.number.desc())
    )
