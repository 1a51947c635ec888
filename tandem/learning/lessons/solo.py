"""Which courses does somebody read alone, and how far are they?"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse
from tandem.progress.pair_courses import OwnModule, progress_records
from tandem.progress.rules import next_step
from tandem.terms import Role


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


def own_courses(
    session: Session, courses: Collection[ServedCourse], *, person_id: int, roles: Set[Role]
) -> tuple[OwnCourse, ...]:
    """Those of the courses that are for a person in one of these roles. One query, or none."""
    mine = [
        (course, role)
        for course in courses
        if (role := next_step.role_to_read_alone_in(roles, course.audience))
    ]
    records = progress_records(
        session,
        [module for course, _ in mine for module in course.modules],
        people={person_id},
        roles={role for _, role in mine},
    )
    return tuple(
        OwnCourse(
            course=course,
            role=role,
            modules=tuple(
                records.own_module(module, role, person_id=person_id) for module in course.modules
            ),
        )
        for course, role in mine
    )
