"""Which modules does a leader prepare before a pair comes to them? Advice: nothing waits for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.library.served import Library, ServedCourse, ServedModule, library
from tandem.progress.records import halves
from tandem.progress.rules.halves import FINISHED


@dataclass(frozen=True)
class Preparation:
    """A module of a pair's course, and what its leader reads before; `is_read` by this leader."""

    course: ServedCourse
    module: ServedModule
    reads_in: ServedCourse
    reads: ServedModule
    is_read: bool


def preparations(
    session: Session, courses: Collection[ServedCourse], *, leader_id: int
) -> tuple[Preparation, ...]:
    """What this leader reads before. One query where a module asks for it, else none."""
    shelf = library(session)
    asked = [
        (course, module, *named)
        for course in courses
        for module in course.modules
        if (named := module_named(shelf, module.lesson.prepare))
    ]
    if not asked:
        return ()
    modules = {reads.id for _, _, _, reads in asked}
    done = halves(session, people=[leader_id], modules=modules)
    return tuple(
        Preparation(
            course,
            module,
            reads_in,
            reads,
            is_read=any(trace.what == FINISHED for trace in done.get((leader_id, reads.id), ())),
        )
        for course, module, reads_in, reads in asked
    )


def module_named(shelf: Library, name: str) -> tuple[ServedCourse, ServedModule] | None:
    """The course and the module that a lesson names, where they are served."""
    course_slug, _, module_slug = name.partition("/")
    for course in shelf.courses:
        for module in course.modules if course.slug == course_slug else ():
            if module.slug == module_slug:
                return course, module
    return None
