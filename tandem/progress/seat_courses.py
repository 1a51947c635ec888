"""What has somebody before them: the courses of their pairs, and those that they read alone?"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.library.served import Library, ServedCourse
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import Seat
from tandem.progress.pair_courses import OwnModule, ProgressRecords, SeatModule, progress_records
from tandem.progress.rules import next_step
from tandem.terms import CourseState, Role, Together


@dataclass(frozen=True)
class SharedCourse:
    """A course of a pair, as one of the two sees it."""

    course: ServedCourse
    seat: Seat
    modules: tuple[SeatModule, ...]
    as_role: Role | None

    @property
    def is_living(self) -> bool:
        """Does the pair work together, or will it again?"""
        return pairs_rules.is_living(self.seat.pair_state)

    def module_by_id(self, module_id: int) -> SeatModule:
        """One of its modules."""
        return next(module for module in self.modules if module.module.id == module_id)

    @property
    def following(self) -> SeatModule | None:
        """The first module that waits for the viewer."""
        return next((module for module in self.modules if module.next_step), None)

    @property
    def waiting_for_partner(self) -> tuple[SeatModule, ...]:
        """What the viewer has finished and the partner has not."""
        return tuple(
            module for module in self.modules if module.mine.is_done and not module.theirs.is_done
        )

    @property
    def is_through(self) -> bool:
        """Have both finished all of it?"""
        return 0 < len(self.modules) == len(self.both_done)

    @property
    def both_done(self) -> tuple[SeatModule, ...]:
        """What both have finished."""
        return tuple(module for module in self.modules if module.together is Together.BOTH_DONE)


@dataclass(frozen=True)
class OwnCourse:
    """A course that somebody reads alone, in the role it is for."""

    course: ServedCourse
    role: Role
    modules: tuple[OwnModule, ...]

    @property
    def following(self) -> OwnModule | None:
        """The first module that waits for the viewer."""
        return next((module for module in self.modules if module.next_step), None)


def shared_courses(
    session: Session, served: Library, opened: Sequence[Seat], *, person_id: int
) -> tuple[SharedCourse, ...]:
    """The courses of these seats with both halves, by course and partner. Two queries."""
    courses = {course.id: course for course in served.courses}
    records = progress_records(
        session,
        [module for seat in opened for module in courses[seat.course_id].modules],
        people={person_id} | {seat.partner_id for seat in opened},
        pairs={seat.pair_id for seat in opened},
    )
    return tuple(
        shared_course(
            courses[seat.course_id],
            seat,
            records,
            person_id=person_id,
            chosen=len(
                next_step.roles_to_read_in(s for s in opened if s.course_id == seat.course_id)
            )
            > 1,
        )
        for seat in sorted(
            opened, key=lambda s: (courses[s.course_id].title, s.partner_name, s.pair_id)
        )
    )


def shared_course(
    course: ServedCourse, seat: Seat, records: ProgressRecords, *, person_id: int, chosen: bool
) -> SharedCourse:
    """One course of one pair."""
    me, partner = person_id, seat.partner_id
    rep_id, support_id = (me, partner) if seat.role is Role.REP else (partner, me)
    return SharedCourse(
        course=course,
        seat=seat,
        modules=tuple(
            records.pair_module(
                module,
                pair_id=seat.pair_id,
                rep_id=rep_id,
                support_id=support_id,
                round=seat.round,
            ).for_seat(seat.role)
            for module in course.modules
        ),
        as_role=seat.role if chosen else None,
    )


def own_courses(
    session: Session, courses: Collection[ServedCourse], *, person_id: int, roles: Set[Role]
) -> tuple[OwnCourse, ...]:
    """Those of the courses that are for a person in one of these roles. One query, or none."""
    mine = [(course, role) for course in courses if (role := role_to_read_alone_in(course, roles))]
    records = progress_records(
        session,
        [module for course, _ in mine for module in course.modules],
        people={person_id},
        roles={role for _, role in mine},
    )
    own = (
        OwnCourse(
            course=course,
            role=role,
            modules=tuple(
                records.own_module(module, role, person_id=person_id) for module in course.modules
            ),
        )
        for course, role in mine
    )
    # What is archived goes on for whoever has begun it, and is offered to nobody else.
    return tuple(
        each
        for each in own
        if each.course.state is not CourseState.ARCHIVED
        or any(module.mine.has_begun for module in each.modules)
    )


def role_to_read_alone_in(course: ServedCourse, roles: Set[Role]) -> Role | None:
    """The role in which somebody reads a course without a pair; a draft is for trainers alone."""
    if course.is_draft:
        roles = roles & {Role.TRAINER}
    return next_step.role_to_read_alone_in(roles, course.audience)
