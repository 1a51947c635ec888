"""In which state is a course, since when, and where does it run?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, CourseChange, Person
from tandem.terms import CourseState


@dataclass(frozen=True)
class CourseRuns:
    """A course, and in how many teams it runs. `by_name` changed its state last, where known."""

    slug: str
    title: str
    language: str
    state: CourseState
    teams: int
    changed_at: datetime | None
    by_name: str


def course_runs(session: Session, slug: str) -> CourseRuns:
    """Where a course runs. Raises NoResultFound. Three queries."""
    course = session.scalars(select(Course).where(Course.slug == slug)).one()
    teams = select(func.count(Assignment.team_id.distinct())).where(
        Assignment.course_id == course.id, Assignment.withdrawn_at.is_(None)
    )
    newest = (
        select(CourseChange, Person)
        .outerjoin(Person, Person.id == CourseChange.by_id)
        .where(CourseChange.course_id == course.id)
        .order_by(CourseChange.id.desc())
        .limit(1)
    )
    change = session.execute(newest).first()
    return CourseRuns(
        slug=course.slug,
        title=course.title,
        language=course.language,
        state=course.state,
        teams=session.scalars(teams).one(),
        changed_at=change[0].at if change else None,
        by_name=change[1].name if change and change[1] else "",
    )
