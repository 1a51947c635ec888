"""Which courses does somebody read alone, and how far are they?"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.content.face import required_steps
from tandem.progress.queries import halves
from tandem.publishing.queries import ServedCourse, ServedModule
from tandem.rules import waiting
from tandem.rules.halves import NO_TRACE, Half, half_of
from tandem.terms import Role, Step


@dataclass(frozen=True)
class OwnModule:
    """A module that somebody reads alone: what is done, and what is next."""

    module: ServedModule
    mine: Half
    required: tuple[Step, ...]
    next_step: Step | None

    @property
    def has_new_edition(self) -> bool:
        """Has the author marked a major change since the viewer finished?"""
        return self.mine.is_done and self.mine.finished_edition < self.module.lesson.edition


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
        if (role := waiting.role_to_read_alone_in(roles, course.audience))
    ]
    modules = {module.id for course, _ in mine for module in course.modules}
    done = halves(session, people={person_id}, modules=modules) if modules else {}
    return tuple(
        OwnCourse(
            course=course,
            role=role,
            modules=tuple(
                own_module(module, role, half_of(done.get((person_id, module.id), NO_TRACE)))
                for module in course.modules
            ),
        )
        for course, role in mine
    )


def own_module(module: ServedModule, role: Role, mine: Half) -> OwnModule:
    """One module of a course that is read alone. There are no steps for two in it."""
    required = required_steps(module.lesson, role)
    return OwnModule(
        module=module,
        mine=mine,
        required=tuple(step for step in waiting.ORDER if step in required),
        next_step=waiting.next_step(
            required=required, done=mine.steps.keys(), finished=mine.is_done
        ),
    )
