"""What waits for this person, what for the partner, and which lesson may be read?"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.comparing.bounded import changes
from tandem.content.comparing.difference import Changes
from tandem.content.lesson import StepKind
from tandem.learning.plans.queries import plans_of
from tandem.library.served import (
    Library,
    ServedCourse,
    ServedModule,
    lesson_of,
    library,
    original_of,
)
from tandem.models import Attempt, Course, Module, QuizDraft, StepDone
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import Seat
from tandem.progress.pair_courses import OwnModule
from tandem.progress.records import completed_revision
from tandem.progress.rules import next_step
from tandem.progress.seat_courses import (
    OwnCourse,
    courses_alone,
    open_seats,
    shared_courses,
)
from tandem.progress.seat_places import InPair, seat_places
from tandem.terms import Role


@dataclass(frozen=True)
class LessonPage:
    """A course, and one module of it, for a reader: the face, and every pair it counts for.

    `own` is the course where it is read alone; then there is no pair. Else `in_pairs` are the
    courses of all pairs of the reader, those that are not `shared` here, too.
    """

    course: ServedCourse
    module: ServedModule | None
    role: Role
    roles: tuple[Role, ...]
    shared: tuple[InPair, ...] = ()
    own: OwnCourse | None = None
    in_pairs: tuple[InPair, ...] | None = None

    @property
    def as_role(self) -> Role | None:
        """The role for the addresses, where the person could choose."""
        return self.role if len(self.roles) > 1 else None

    @property
    def mine(self) -> InPair | OwnCourse:
        """The course in the role that is read."""
        return self.own or next(shared for shared in self.shared if shared.seat.role is self.role)

    @property
    def pair_id(self) -> int | None:
        """The pair in which the course goes on, if there is one."""
        return None if isinstance(self.mine, OwnCourse) else self.mine.seat.pair_id

    def module_of_mine(self, module_id: int) -> OwnModule:
        """One module of the course in the role that is read."""
        return self.mine.module_by_id(module_id)


@dataclass(frozen=True)
class PlanHere:
    """The step in which somebody plans what they do after a lesson, and what they wrote there."""

    pair_id: int
    step: str
    text: str = ""


def reading(
    session: Session,
    person_id: int,
    *,
    roles: Set[Role],
    course: str,
    module: str | None = None,
    wanted: str | None = None,
    now: datetime,
) -> LessonPage:
    """A course or a module this person may read, in a pair or else alone. Raises NoResultFound."""
    served = library(session)
    served_course = served.course(course)
    everywhere = open_seats(session, served, person_id, now=now)
    opened = [seat for seat in everywhere if seat.course_id == served_course.id]
    seat = next_step.seat_to_read_in(opened, wanted=wanted)
    if seat is None or not pairs_rules.is_living(seat.pair_state):
        alone = courses_alone(
            session,
            [served_course],
            opened,
            person_id=person_id,
            roles=roles,
            wanted=wanted,
            now=now,
        )
        if alone or seat is None:
            return reading_alone(next(iter(alone), None), module=module)
    read = served_course.module(module) if module is not None else None
    in_pairs = courses_in_pairs(session, served, everywhere, read, person_id=person_id)
    return LessonPage(
        course=served_course,
        module=read,
        role=seat.role,
        roles=next_step.roles_to_read_in(opened),
        shared=tuple(shared for shared in in_pairs if shared.course.id == served_course.id),
        in_pairs=in_pairs,
    )


def courses_in_pairs(
    session: Session,
    served: Library,
    seats: Sequence[Seat],
    module: ServedModule | None,
    *,
    person_id: int,
) -> tuple[InPair, ...]:
    """The courses of these seats: all of their modules, or as far as a page of one needs them."""
    if module is None:
        return shared_courses(session, served, seats, person_id=person_id)
    return seat_places(session, served, seats, person_id=person_id, module_id=module.id)


def reading_alone(own: OwnCourse | None, *, module: str | None) -> LessonPage:
    """A course that somebody reads without a pair. Raises NoResultFound."""
    if own is None:
        raise NoResultFound
    served_module = own.course.module(module) if module is not None else None
    return LessonPage(
        course=own.course, module=served_module, role=own.role, roles=own.roles, own=own
    )


def plan_here(
    session: Session, reading: LessonPage, module: ServedModule, *, person_id: int, now: datetime
) -> PlanHere | None:
    """The plan that a module asks for in a living pair of this person. One query, or none."""
    places = [
        PlanHere(shared.seat.pair_id, step.id)
        for shared in reading.shared
        if shared.is_living
        for step in shared.module_by_id(module.id).mine.asked
        if step.kind is StepKind.PLAN
    ]
    if not places:
        return None
    texts = {
        (plan.pair_id, plan.step): plan.text
        for plan in reversed(plans_of(session, [person_id], now=now))
        if plan.module_id == module.id
    }
    return replace(places[0], text=texts.get((places[0].pair_id, places[0].step), ""))


def has_traces(session: Session, person_id: int, *, course: str) -> bool:
    """Has this person done something of a course, or begun its quiz? One query."""
    tables = (StepDone, Attempt, QuizDraft)
    modules = select(Module.id).join(Course).where(Course.slug == course)
    done = (
        select(table.id).where(table.person_id == person_id, table.module_id.in_(modules)).exists()
        for table in tables
    )
    return bool(session.scalar(select(or_(*done))))


def changes_since(session: Session, reading: LessonPage, *, person_id: int) -> Changes:
    """What has changed for this reader since they finished the module. Raises NoResultFound."""
    if reading.module is None:
        raise NoResultFound(reading.course.slug)
    finished = completed_revision(session, person_id=person_id, module_id=reading.module.id)
    before, after = lesson_of(session, finished), reading.module.lesson
    if before.language != after.language:
        before = original_of(session, finished)
        after = original_of(session, reading.module.revision_id)
    return changes(before, after, reading.role)
