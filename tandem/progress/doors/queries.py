"""Is a module open to somebody? Everything is, unless a leader has set an order or a hard date.

In order, a module opens when the one before is done by whoever reads. After a hard date nothing is
added, and what was begun stays readable. Nothing that was begun is ever closed to its reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, ServedModule, library
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import AssignedCourse, Seat, WaitingSeat, seats
from tandem.progress.rules.next_step import ruling
from tandem.progress.seat_courses import OwnCourse, own_courses
from tandem.progress.seat_places import InPair, seat_places


class ModuleDoor(StrEnum):
    """How far a module is open to somebody."""

    OPEN = "open"
    READ_ONLY = "read_only"
    LATER = "later"
    CLOSED = "closed"


WIDEST = tuple(ModuleDoor)


def door_to(
    session: Session,
    person_id: int,
    mine: Iterable[Seat],
    course: ServedCourse,
    module: ServedModule,
    *,
    now: datetime,
) -> ModuleDoor:
    """How far a module is open in one of these seats. No query where no switch is set, else two."""
    own = ruling([seat for seat in mine if seat.course_id == course.id])
    if not own or not all(seat.is_strict(now=now) for seat in own):
        return ModuleDoor.OPEN
    shared = seat_places(session, library(session), own, person_id=person_id, module_id=module.id)
    return door_of(shared, module.id, now=now)


def door_in_pair(
    session: Session,
    person_id: int,
    assigned: AssignedCourse | None,
    course: ServedCourse,
    module: ServedModule,
    *,
    now: datetime,
) -> ModuleDoor:
    """How far a module is open in one pair. No query where no switch is set, else three."""
    if assigned is None or not (assigned.in_order or assigned.closes):
        return ModuleDoor.OPEN
    own = [s for s in seats(session, person_id, now=now) if s.pair_id == assigned.pair_id]
    return door_to(session, person_id, own, course, module, now=now)


def door_of(shared: Sequence[InPair], module_id: int, *, now: datetime) -> ModuleDoor:
    """How far a module is open, in the pair that opens it widest; what is read alone is open."""
    counted = ruling([course.seat for course in shared])
    doors = [door_in(course, module_id, now=now) for course in shared if course.seat in counted]
    return min(doors, key=WIDEST.index, default=ModuleDoor.OPEN)


def door_in(course: InPair, module_id: int, *, now: datetime) -> ModuleDoor:
    """How far a module is open in one pair."""
    seat = course.seat
    in_order = seat.in_order and pairs_rules.is_living(seat.pair_state)
    return door_among(course, module_id, in_order=in_order, is_closed=seat.is_closed(now=now))


def door_waiting(
    session: Session,
    person_id: int,
    waiting: Collection[WaitingSeat],
    course: ServedCourse,
    module: ServedModule,
    *,
    now: datetime,
) -> ModuleDoor:
    """How far a module is open to somebody who waits for a partner. No query where no switch is
    set, else one."""
    own = next((seat for seat in waiting if seat.course_id == course.id), None)
    if own is None or not (own.in_order or own.is_closed(now=now)):
        return ModuleDoor.OPEN
    (alone,) = own_courses(
        session,
        [course],
        person_id=person_id,
        roles=frozenset(),
        waiting=waiting,
        given={},
        wanted=None,
    )
    return door_among(alone, module.id, in_order=own.in_order, is_closed=own.is_closed(now=now))


def door_among(
    course: InPair | OwnCourse, module_id: int, *, in_order: bool, is_closed: bool
) -> ModuleDoor:
    """How far a module of a course is open."""
    mine = course.module_by_id(module_id).mine
    is_begun = mine.has_begun or mine.was_ever_done
    if is_closed:
        return ModuleDoor.READ_ONLY if is_begun else ModuleDoor.CLOSED
    if not in_order or is_begun:
        return ModuleDoor.OPEN
    place = next(at for at, own in enumerate(course.course.modules) if own.id == module_id)
    return ModuleDoor.OPEN if place <= course.reached else ModuleDoor.LATER
