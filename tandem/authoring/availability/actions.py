"""How does a course become open for assigning, or archived? Every change is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, CourseChange, Publication
from tandem.models.locking import hold
from tandem.terms import CourseState


def change_state(
    session: Session, slug: str, state: CourseState, *, by_id: int | None, now: datetime
) -> bool:
    """Let a course go to another state; a repeat changes nothing. False for an empty course that
    is to be opened. Raises NoResultFound."""
    hold(session, Course.slug == slug)
    row = session.scalars(
        select(Course).where(Course.slug == slug).execution_options(populate_existing=True)
    ).one()
    if row.state is state:
        return True
    if state is CourseState.OPEN and is_empty(session, row.id):
        return False
    row.state = state
    session.add(CourseChange(course_id=row.id, state=state, at=now, by_id=by_id))
    # What tells every worker to read the courses again.
    session.add(Publication(at=now, by_id=by_id))
    session.flush()
    return True


def is_empty(session: Session, course_id: int) -> bool:
    """Has a course no module that is served?"""
    served = library(session).course_by_id(course_id)
    return served is None or not served.modules
