"""What has somebody before them: the courses of their pairs, and those that they read alone?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from tandem.content.face import steps_for
from tandem.content.lesson import PairStep
from tandem.library.served import Library, ServedCourse, ServedModule
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import Seat, WaitingSeat, seats, waiting_seats
from tandem.progress.given_alone import GivenAlone, given_alone, soonest
from tandem.progress.pair_courses import OwnModule, ProgressRecords, SeatModule, progress_records
from tandem.progress.rules import next_step
from tandem.progress.rules.next_thing import first_open
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import SEATS, CourseState, Role, Together

Learned = TypeVar("Learned", bound=OwnModule)


class ModulesInTurn(Generic[Learned]):
    """The modules of a course, as somebody takes one after the other."""

    modules: tuple[Learned, ...]

    def module_by_id(self, module_id: int) -> Learned:
        """One of its modules."""
        return next(module for module in self.modules if module.module.id == module_id)

    @cached_property
    def place(self) -> int | None:
        """Which module waits for the viewer, counted from 0."""
        return first_open(module.next_step for module in self.modules)

    @property
    def following(self) -> Learned | None:
        """The first module that waits for the viewer."""
        return None if self.place is None else self.modules[self.place]

    @cached_property
    def reached(self) -> int:
        """How many modules the viewer has done before the first that is not done."""
        return len(tuple(takewhile(lambda module: module.mine.is_done, self.modules)))


@dataclass(frozen=True)
class SharedCourse(ModulesInTurn[SeatModule]):
    """A course of a pair, as one of the two sees it."""

    course: ServedCourse
    seat: Seat
    modules: tuple[SeatModule, ...]
    as_role: Role | None

    @property
    def is_living(self) -> bool:
        """Does the pair work together, or will it again?"""
        return pairs_rules.is_living(self.seat.pair_state)

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
class OwnCourse(ModulesInTurn[OwnModule]):
    """A course that somebody reads alone, in the role it is for.

    `is_waiting`: it is for two, and begun without a partner. `roles` are those to choose from;
    `given` is how somebody who leads gave it, with a date or without.
    """

    course: ServedCourse
    role: Role
    modules: tuple[OwnModule, ...]
    roles: tuple[Role, ...] = ()
    is_waiting: bool = False
    given: GivenAlone | None = None

    @property
    def round(self) -> Round:
        """The round in which it is read."""
        return self.given.round if self.given else FIRST

    @property
    def as_role(self) -> Role | None:
        """The role for the addresses, where the person could choose."""
        return self.role if len(self.roles) > 1 else None

    def steps_for_two(self, module: ServedModule) -> tuple[PairStep, ...]:
        """What of a module waits for the partner."""
        return steps_for(module.lesson, self.role) if self.is_waiting else ()


def open_seats(session: Session, served: Library, person_id: int, *, now: datetime) -> list[Seat]:
    """The seats of somebody for courses that are served. One query."""
    return [
        seat for seat in seats(session, person_id, now=now) if served.course_by_id(seat.course_id)
    ]


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
        SharedCourse(
            course=courses[seat.course_id],
            seat=seat,
            modules=tuple(
                seat_module(module, seat, records, person_id=person_id)
                for module in courses[seat.course_id].modules
            ),
            as_role=role_chosen(seat, opened),
        )
        for seat in in_order(courses, opened)
    )


def in_order(courses: Mapping[int, ServedCourse], seats: Iterable[Seat]) -> list[Seat]:
    """The seats by course and partner."""
    return sorted(seats, key=lambda s: (courses[s.course_id].title, s.partner_name, s.pair_id))


def role_chosen(seat: Seat, opened: Iterable[Seat]) -> Role | None:
    """The role of a seat, where the person could choose another one for its course."""
    roles = next_step.roles_to_read_in([s for s in opened if s.course_id == seat.course_id])
    return seat.role if len(roles) > 1 else None


def seat_module(
    module: ServedModule, seat: Seat, records: ProgressRecords, *, person_id: int
) -> SeatModule:
    """One module of a pair, as the person in this seat sees it."""
    people = (person_id, seat.partner_id)
    rep_id, support_id = people if seat.role is Role.REP else people[::-1]
    return records.pair_module(
        module, pair_id=seat.pair_id, rep_id=rep_id, support_id=support_id, round=seat.round
    ).for_seat(seat.role)


def courses_alone(
    session: Session,
    courses: Collection[ServedCourse],
    seats: Collection[Seat],
    *,
    person_id: int,
    roles: Set[Role],
    wanted: str | None = None,
    last_done: bool = False,
    now: datetime,
) -> tuple[OwnCourse, ...]:
    """Those of the courses that somebody reads without a partner, by what they sit in.

    Courses for their role alone, and those of their team's pairs that they begin before they have a
    partner. In the present round, or as it was in the last one that was completed. Three queries at
    most.
    """
    waiting = waiting_seats(session, person_id, roles, seats)
    begun = {seat.course_id for seat in waiting}
    seated = {seat.course_id for seat in seats} - begun
    others = [course for course in courses if course.id not in seated]
    given = (
        soonest(given_alone(session, people=[person_id], now=now))
        if any(role_to_read_alone_in(course, roles) for course in others)
        else {}
    )
    if last_done:
        given = {key: replace(one, round=one.last_done or one.round) for key, one in given.items()}
    return own_courses(
        session,
        others,
        person_id=person_id,
        roles=roles,
        waiting=waiting,
        given=given,
        wanted=wanted,
    )


def own_courses(
    session: Session,
    courses: Collection[ServedCourse],
    *,
    person_id: int,
    roles: Set[Role],
    waiting: Collection[WaitingSeat],
    given: Mapping[int, GivenAlone],
    wanted: str | None,
) -> tuple[OwnCourse, ...]:
    """Those of the courses that are for a person in one of these roles. One query, or none."""
    mine = [
        (course, chosen)
        for course in courses
        if (chosen := roles_alone(course, roles, waiting, wanted=wanted))
    ]
    records = progress_records(
        session,
        [module for course, _ in mine for module in course.modules],
        people={person_id},
        roles={chosen[0] for _, chosen in mine},
    )
    own = (
        own_course(course, chosen, records, person_id, given=given.get(course.id))
        for course, chosen in mine
    )
    # What is archived goes on for whoever has begun it, and is offered to nobody else.
    return tuple(
        each
        for each in own
        if each.is_waiting
        or each.course.state is not CourseState.ARCHIVED
        or any(module.mine.has_begun for module in each.modules)
    )


def role_to_read_alone_in(course: ServedCourse, roles: Set[Role]) -> Role | None:
    """The role in which somebody reads a course without a pair; a draft is for trainers alone."""
    if course.is_draft:
        roles = roles & {Role.TRAINER}
    return next_step.role_to_read_alone_in(roles, course.audience)


def own_course(
    course: ServedCourse,
    roles: tuple[Role, ...],
    records: ProgressRecords,
    person_id: int,
    *,
    given: GivenAlone | None,
) -> OwnCourse:
    """A course that somebody reads in the first of these roles without a partner.

    What is given alone is no course for two: there the round is that of the pair to come.
    """
    role = roles[0]
    given = given if role in next_step.ALONE else None
    round = given.round if given else FIRST
    return OwnCourse(
        course=course,
        role=role,
        modules=tuple(
            records.own_module(module, role, person_id=person_id, round=round)
            for module in course.modules
        ),
        roles=tuple(each for each in Role if each in roles),
        is_waiting=role in SEATS,
        given=given,
    )


def roles_alone(
    course: ServedCourse,
    roles: Set[Role],
    waiting: Collection[WaitingSeat],
    *,
    wanted: str | None,
) -> tuple[Role, ...]:
    """The roles in which somebody may read a course without a partner, the one to read in first."""
    held = [w.role for w in waiting if w.course_id == course.id and w.role in course.audience]
    if held:
        return tuple(sorted(held, key=lambda role: role != wanted))
    alone = role_to_read_alone_in(course, roles)
    return (alone,) if alone else ()
