"""What is next for this person? My page, result, steps, the pair's page and the letter ask here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, ServedModule, library
from tandem.progress.pair_courses import OwnModule, PairCourse
from tandem.progress.rules import next_thing
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.rules.next_thing import WaitingCourse
from tandem.progress.rules.rounds import FIRST, Round
from tandem.progress.seat_courses import (
    OwnCourse,
    courses_alone,
    open_seats,
)
from tandem.progress.seat_places import InPair, seat_places
from tandem.terms import PairState, Role, Step, opposite


@dataclass(frozen=True)
class CourseAhead:
    """A course as it stands before somebody, in a pair or alone.

    `following` is the module that waits, `place` where it is, counted from 0.
    `as_role` is the role for the addresses, where the person sits in both.
    """

    course: ServedCourse
    place: int | None
    following: OwnModule | None
    role: Role
    as_role: Role | None = None
    pair_id: int | None = None
    # The partner's given name.
    partner: str = ""
    is_resting: bool = False
    due_on: date | None = None
    time_zone: str = ""
    round: Round = FIRST

    @property
    def waiting(self) -> WaitingCourse:
        """What the rule needs to know of it."""
        return WaitingCourse(
            course_id=self.course.id,
            role=self.role,
            place=self.place,
            step=self.following.next_step if self.following else None,
            pair_id=self.pair_id,
            is_resting=self.is_resting,
            due_on=self.due_on,
        )


@dataclass(frozen=True)
class NextThing:
    """One thing to do next: a step of a module, in a course that stands before somebody.

    `is_used_up`: no attempt at the module's quiz is left, so that only the rest of it can be done.
    """

    ahead: CourseAhead
    own: OwnModule
    step: Step
    place: int
    is_used_up: bool = False

    @property
    def module(self) -> ServedModule:
        """The module."""
        return self.own.module

    @property
    def number_of_modules(self) -> int:
        """How many modules the course has."""
        return len(self.ahead.course.modules)

    @property
    def minutes(self) -> int:
        """About how long the person's half of the module still takes."""
        if self.is_used_up:
            return sum(self.own.mine.minutes_of(step) for step, _ in self.left)
        return self.own.my_minutes

    @property
    def left(self) -> tuple[tuple[Step, int], ...]:
        """What of the module can still be done: each step, with the number of steps for two."""
        return steps_left(self.own.mine, is_used_up=self.is_used_up)

    @property
    def can_be_done(self) -> bool:
        """Does it not only wait for one more attempt?"""
        return not self.is_used_up or bool(self.left)

    def used_up(self) -> NextThing:
        """The same, where no attempt at the quiz is left."""
        left = steps_left(self.own.mine, is_used_up=True)
        return replace(self, is_used_up=True, step=left[0][0] if left else Step.QUIZ)

    def is_same_as(self, other: NextThing) -> bool:
        """Is it the same to do? What is done alone is the same for every pair."""
        pairs = (self.ahead.pair_id, other.ahead.pair_id)
        is_alike = (self.module.id, self.step) == (other.module.id, other.step)
        is_one_role = self.ahead.role is other.ahead.role
        return is_alike and is_one_role and (self.step is not Step.TOGETHER or len(set(pairs)) == 1)

    def in_language(self, language: str) -> NextThing:
        """The same, its module in the words of that language, as far as they are there."""
        own = OwnModule(self.module.in_language(language), self.own.mine)
        return replace(self, own=own)


def next_things(courses: Iterable[CourseAhead]) -> tuple[NextThing, ...]:
    """What waits in these courses: the next thing first."""
    ahead = [(course.waiting, course) for course in courses]
    return tuple(
        thing
        for waiting, _ in next_thing.in_turn(waiting for waiting, _ in ahead)
        if (thing := thing_in(next(course for own, course in ahead if own is waiting)))
    )


def thing_in(course: CourseAhead) -> NextThing | None:
    """What waits in a course."""
    own, place = course.following, course.place
    if own is None or place is None:
        return None
    return NextThing(course, own, own.next_step or Step.READ, place + 1)


def next_for(
    session: Session,
    person_id: int,
    *,
    roles: Set[Role],
    in_pairs: Sequence[InPair] | None = None,
    now: datetime,
) -> tuple[NextThing, ...]:
    """What waits for a person, the next thing first. Seven queries at most.

    `in_pairs` are the courses of their pairs, where the page knows them: four queries less.
    """
    ahead = ahead_of(session, person_id, roles=roles, in_pairs=in_pairs, now=now)
    return next_things(ahead)


def ahead_of(
    session: Session,
    person_id: int,
    *,
    roles: Set[Role],
    in_pairs: Sequence[InPair] | None = None,
    now: datetime,
) -> list[CourseAhead]:
    """What stands before a person, in all their living pairs and alone. Seven queries at most."""
    served, shared = library(session), in_pairs
    if shared is None:
        opened = open_seats(session, served, person_id, now=now)
        shared = seat_places(session, served, opened, person_id=person_id)
    opened = [course.seat for course in shared]
    alone = courses_alone(
        session, served.courses, opened, person_id=person_id, roles=roles, now=now
    )
    return all_ahead(shared, alone, now=now)


def all_ahead(
    shared: Iterable[InPair], alone: Iterable[OwnCourse], *, now: datetime
) -> list[CourseAhead]:
    """What stands before somebody in their living pairs, and alone; not what closed with its
    date."""
    return [
        *(
            ahead_in_seat(course)
            for course in shared
            if course.is_living and not course.seat.is_closed(now=now)
        ),
        *map(ahead_alone, alone),
    ]


def ahead_alone(course: OwnCourse) -> CourseAhead:
    """A course as it stands before somebody who reads it without a partner."""
    given = course.given
    return CourseAhead(
        course=course.course,
        place=course.place,
        following=course.following,
        role=course.role,
        as_role=course.as_role,
        due_on=given.due_on if given else None,
        time_zone=given.time_zone if given else "",
        round=course.round,
    )


def ahead_in_seat(shared: InPair) -> CourseAhead:
    """A course of a pair as it stands before one of the two."""
    seat = shared.seat
    return CourseAhead(
        course=shared.course,
        place=shared.place,
        following=shared.following,
        role=seat.role,
        as_role=shared.as_role,
        pair_id=seat.pair_id,
        partner=seat.partner_given_name,
        is_resting=seat.pair_state is PairState.PAUSED,
        due_on=seat.due_on,
        time_zone=seat.time_zone,
        round=seat.round,
    )


def ahead_in_pairs(courses: Sequence[PairCourse], person_id: int) -> list[CourseAhead]:
    """The courses of living pairs, as they stand before a person who sits in these."""
    held: dict[int, set[Role]] = {}
    for course in courses:
        held.setdefault(course.course.id, set()).add(course.pair.role_of(person_id))
    return [
        ahead_in_pair(course, person_id, has_both_roles=len(held[course.course.id]) > 1)
        for course in courses
        if not (course.closes and course.is_overdue)
    ]


def ahead_in_pair(course: PairCourse, person_id: int, *, has_both_roles: bool) -> CourseAhead:
    """A course of a pair as it stands before one of the two."""
    pair, role = course.pair, course.pair.role_of(person_id)
    place = next_thing.first_open(module.half_of(role).next_step for module in course.modules)
    return CourseAhead(
        course=course.course,
        place=place,
        following=None if place is None else course.modules[place].for_seat(role),
        role=role,
        as_role=role if has_both_roles else None,
        pair_id=pair.id,
        partner=pair.in_seat(opposite(role)).given_name,
        is_resting=pair.state is PairState.PAUSED,
        due_on=course.due_on,
        time_zone=course.time_zone,
        round=course.round,
    )


def steps_left(half: HalfInPair, *, is_used_up: bool = False) -> tuple[tuple[Step, int], ...]:
    """What is left of a half: each step, with the number of steps for two. Without the quiz where
    `is_used_up` says that no attempt at it is left."""
    if half.is_done:
        return ()
    done, of = half.shared
    return tuple(
        (step, of - done if step is Step.TOGETHER else 1)
        for step in half.required
        if not (is_used_up and step is Step.QUIZ)
        if (done < of if step is Step.TOGETHER else not half.own.is_done and step not in half.steps)
    )
