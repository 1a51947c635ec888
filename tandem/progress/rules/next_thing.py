"""What is next for somebody who has several courses before them? The one rule, for page and letter.

What is done with a partner comes before what is read alone, a pair that works before one that
rests, and then the earliest date. In a course it is the first module that waits for this person,
in the course's order. Several pairs that have a course in common do what is done alone in it once;
the steps for two wait in each pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem.terms import Role, Step


@dataclass(frozen=True)
class WaitingCourse:
    """A course that stands before somebody: which module waits, counted from 0, with which step.

    Both are None where nothing waits. `pair_id` is None where the course is read alone.
    """

    course_id: int
    role: Role
    place: int | None
    step: Step | None
    pair_id: int | None = None
    is_resting: bool = False
    due_on: date | None = None


def first_open(steps: Iterable[Step | None]) -> int | None:
    """Which module waits, by the next step of each; None where nothing does."""
    return next((place for place, step in enumerate(steps) if step), None)


def in_turn(courses: Iterable[WaitingCourse]) -> list[tuple[WaitingCourse, int]]:
    """What waits, with the place of the module: the next thing first, each thing once."""
    first: dict[tuple[int, Role, int | None], tuple[WaitingCourse, int]] = {}
    for course in sorted(courses, key=order):
        place = course.place
        if place is not None:
            is_for_two = course.step is Step.TOGETHER
            key = (course.course_id, course.role, course.pair_id if is_for_two else None)
            first.setdefault(key, (course, place))
    return list(first.values())


def order(course: WaitingCourse) -> tuple[bool, bool, date, int, int]:
    """In which order courses come, whatever language their titles are read in."""
    return (
        course.pair_id is None,
        course.is_resting,
        course.due_on or date.max,
        course.course_id,
        course.pair_id or 0,
    )
