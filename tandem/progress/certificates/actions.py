"""How is a certificate issued? Once for each edition; what it says never changes."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse
from tandem.models import Certificate


def issue(
    session: Session,
    course: ServedCourse,
    names: tuple[str, ...],
    *,
    pair_id: int | None,
    person_id: int | None,
    edition: int,
    round_number: int,
    set_complete: int,
    finished_on: date,
    now: datetime,
) -> str:
    """A new certificate for the pair, or for one person; gives its code."""
    code = secrets.token_urlsafe(16)
    session.add(
        Certificate(
            code=code,
            course_id=course.id,
            pair_id=None if person_id else pair_id,
            person_id=person_id,
            first_name=names[0],
            second_name=names[1] if len(names) > 1 else "",
            course_title=course.title,
            edition=edition,
            round=round_number,
            set_complete=set_complete,
            finished_on=finished_on,
            at=now,
        )
    )
    session.flush()
    return code
