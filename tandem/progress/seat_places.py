"""How far is somebody with their courses, where a page shows one module and what is next?

Whoever shows every module reads every record (`seat_courses.py`). Here a course of a thousand
modules costs what one of nine does: which halves are recorded as complete is read as bare
numbers, and all that was done only of the modules that are looked at. The rules are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.library.served import Library, ServedCourse, ServedModule
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import Seat
from tandem.progress.pair_courses import ProgressRecords, SeatModule, progress_records
from tandem.progress.records import Recorded, recorded
from tandem.progress.seat_courses import (
    SharedCourse,
    in_order,
    role_chosen,
    seat_module,
    shared_courses,
)
from tandem.terms import Role, opposite

NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SeatPlace:
    """How far the two of a seat are with a course: what is next, and the module looked at.

    `place` is the module that waits for the viewer, counted from 0, and `following` the same;
    `reached` is how many modules the viewer has done before the first that is open.
    """

    course: ServedCourse
    seat: Seat
    as_role: Role | None
    looked_at: SeatModule | None
    place: int | None
    following: SeatModule | None
    reached: int
    is_through: bool

    @property
    def is_living(self) -> bool:
        """Does the pair work together, or will it again?"""
        return pairs_rules.is_living(self.seat.pair_state)

    def module_by_id(self, module_id: int) -> SeatModule:
        """The module that the page shows. Raises LookupError for any other."""
        if self.looked_at is None or self.looked_at.module.id != module_id:
            raise LookupError(module_id)
        return self.looked_at


# A course of a pair: with every module, or as far as a page needs it.
InPair = SharedCourse | SeatPlace


def seat_places(
    session: Session,
    served: Library,
    opened: Sequence[Seat],
    *,
    person_id: int,
    module_id: int | None = None,
) -> tuple[SeatPlace, ...]:
    """How far the courses of these seats are, by course and partner. Three queries, or none.

    One more for each other beginning of a round; two where a half is complete that nobody has
    recorded, as after an edit.
    """
    if not opened:
        return ()
    courses = {course.id: course for course in served.courses}
    opened = in_order(courses, opened)
    begun = {seat.round.began_at for seat in opened}
    people = {person_id} | {seat.partner_id for seat in opened}
    pairs = {seat.pair_id for seat in opened}
    done = {at: recorded(session, people=people, pairs=pairs, since=at) for at in begun}
    ends = [
        ends_of(courses[seat.course_id], seat, done[seat.round.began_at], person_id=person_id)
        for seat in opened
    ]
    records = progress_records(
        session,
        [module for each in ends for module in each.modules_read(module_id)],
        people=people,
        pairs=pairs,
    )
    places = [
        place_in(each, records, role_chosen(each.seat, opened), person_id, module_id)
        for each in ends
    ]
    if None in places:
        return with_every_record(session, served, opened, person_id=person_id, module_id=module_id)
    return tuple(place for place in places if place is not None)


@dataclass(frozen=True)
class Ends:
    """The first module of a course whose half is not recorded as complete, for each of the two.

    Counted from 0; None where all are. The half may be complete all the same.
    """

    course: ServedCourse
    seat: Seat
    mine: int | None
    theirs: int | None

    def modules_read(self, module_id: int | None) -> list[ServedModule]:
        """The modules of which everything is read: these, and the one looked at."""
        places = {place for place in (self.mine, self.theirs) if place is not None}
        looked_at = self.course.module_by_id(module_id) if module_id is not None else None
        modules = [self.course.modules[place] for place in places]
        return [*modules, looked_at] if looked_at else modules


def ends_of(course: ServedCourse, seat: Seat, done: Recorded, *, person_id: int) -> Ends:
    """Where the two of a seat are, as far as it is recorded."""
    mine = first_unrecorded(course, seat, done, person_id, seat.role)
    theirs = first_unrecorded(course, seat, done, seat.partner_id, opposite(seat.role))
    return Ends(course, seat, mine, theirs)


def first_unrecorded(
    course: ServedCourse, seat: Seat, done: Recorded, person_id: int, role: Role
) -> int | None:
    """The first module of which one of the two has no completion that counts in the pair."""
    in_pair = done.in_pairs.get((seat.pair_id, person_id), NONE)
    alone = done.alone_in(role, person_id=person_id)
    complete = in_pair | (alone & course.done_alone_by(role))
    return next(
        (place for place, module in enumerate(course.modules) if module.id not in complete), None
    )


def place_in(
    ends: Ends,
    records: ProgressRecords,
    as_role: Role | None,
    person_id: int,
    module_id: int | None,
) -> SeatPlace | None:
    """How far one seat is; None where that can't be told without all records."""
    course, seat = ends.course, ends.seat
    known = {
        module.id: seat_module(module, seat, records, person_id=person_id)
        for module in ends.modules_read(module_id)
    }
    following = None if ends.mine is None else known[course.modules[ends.mine].id]
    partners = None if ends.theirs is None else known[course.modules[ends.theirs].id]
    if (following and not following.next_step) or (partners and partners.theirs.is_done):
        return None
    return SeatPlace(
        course=course,
        seat=seat,
        as_role=as_role,
        looked_at=known.get(module_id) if module_id is not None else None,
        place=ends.mine,
        following=following,
        reached=len(course.modules) if ends.mine is None else ends.mine,
        is_through=bool(course.modules) and ends.mine is None and ends.theirs is None,
    )


def with_every_record(
    session: Session,
    served: Library,
    opened: Sequence[Seat],
    *,
    person_id: int,
    module_id: int | None,
) -> tuple[SeatPlace, ...]:
    """The same by every record of every module."""
    return tuple(
        SeatPlace(
            course=shared.course,
            seat=shared.seat,
            as_role=shared.as_role,
            looked_at=next((m for m in shared.modules if m.module.id == module_id), None),
            place=shared.place,
            following=shared.following,
            reached=shared.reached,
            is_through=shared.is_through,
        )
        for shared in shared_courses(session, served, opened, person_id=person_id)
    )
