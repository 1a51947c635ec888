"""Which courses does somebody have before them, and which may they try out?"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, library
from tandem.progress.pair_courses import OwnModule, SeatModule
from tandem.progress.seat_courses import (
    OwnCourse,
    SharedCourse,
    courses_alone,
    open_seats,
    shared_courses,
)
from tandem.terms import SEATS, Role

MAY_TRY = frozenset({Role.LEADER, Role.TRAINER, Role.ADMIN})


@dataclass(frozen=True)
class OwnOnShelf:
    """A course that somebody takes: its modules as far as they have done them, in one face. Each
    of the `partners` is named once, also where they are one in two pairs."""

    course: ServedCourse
    as_role: Role | None
    modules: tuple[OwnModule | SeatModule, ...]
    following: OwnModule | SeatModule | None
    pair_id: int | None
    partners: tuple[str, ...]

    @property
    def number_done(self) -> int:
        """How many modules this person has done."""
        return sum(module.mine.is_done for module in self.modules)


@dataclass(frozen=True)
class Shelf:
    """The courses of a person, those they take first."""

    own: tuple[OwnOnShelf, ...]
    to_try: tuple[ServedCourse, ...]


def shelf(session: Session, person_id: int, *, roles: Set[Role], now: datetime) -> Shelf:
    """What somebody takes and what they may try out. Six queries at most, whatever the number."""
    served = library(session)
    opened = open_seats(session, served, person_id, now=now)
    shared = shared_courses(session, served, opened, person_id=person_id)
    alone = courses_alone(
        session, served.courses, opened, person_id=person_id, roles=roles, now=now
    )
    taken = {seat.course_id for seat in opened}
    taken |= {own.course.id for own in alone if own.role in SEATS}
    own = (*on_shelf(shared), *(own_on_shelf(course) for course in alone))
    return Shelf(
        own=tuple(sorted(own, key=lambda each: (each.course.title, each.course.id))),
        to_try=tuple(
            course for course in served.courses if course.id not in taken and may_try(course, roles)
        ),
    )


def may_try(course: ServedCourse, roles: Set[Role]) -> bool:
    """May somebody with these roles, who does not take it, try a course out?"""
    if course.is_draft:
        return bool(roles & {Role.TRAINER, Role.ADMIN})
    return bool(roles & MAY_TRY)


def on_shelf(shared: Sequence[SharedCourse]) -> list[OwnOnShelf]:
    """Each course once, however many partners: as it goes on in a pair that works together."""
    by_course: dict[int, list[SharedCourse]] = {}
    for course in shared:
        by_course.setdefault(course.course.id, []).append(course)
    return [shared_on_shelf(several) for several in by_course.values()]


def shared_on_shelf(several: Sequence[SharedCourse]) -> OwnOnShelf:
    """One course of one or more pairs."""
    first = max(several, key=lambda course: course.is_living)
    return OwnOnShelf(
        course=first.course,
        as_role=first.as_role,
        modules=first.modules,
        following=first.following if first.is_living else None,
        pair_id=first.seat.pair_id,
        partners=tuple(
            {course.seat.partner_id: course.seat.partner_name for course in several}.values()
        ),
    )


def own_on_shelf(own: OwnCourse) -> OwnOnShelf:
    """One course that is read without a partner."""
    return OwnOnShelf(
        course=own.course,
        as_role=own.as_role,
        modules=own.modules,
        following=own.following,
        pair_id=None,
        partners=(),
    )
