"""Which days stand in a person's calendar? Days only: no text of a lesson, a goal or a partner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from tandem.models import CalendarAddress, Pair, Person
from tandem.progress.seat_courses import OwnCourse, SharedCourse
from tandem.terms import PairState
from tandem.together.goals.queries import review_days as goal_days
from tandem.together.my_page.queries import my_page
from tandem.together.steps.agreements import look_again_days


class DayKind(StrEnum):
    """Why a day stands in the calendar."""

    DUE = "due"
    GOAL = "goal"
    AGREEMENT = "agreement"


@dataclass(frozen=True, order=True)
class Day:
    """A day: the end of it in `time_zone` for a due date. `name` stays the same for good, also
    where the day moves; `since` is when it was set to what it is."""

    on: date
    kind: DayKind
    name: str
    time_zone: str
    since: datetime
    course: str = ""
    pair_id: int | None = None


@dataclass(frozen=True)
class PersonsDays:
    """Somebody's calendar."""

    language: str
    days: tuple[Day, ...]


def address_of(session: Session, person_id: int) -> CalendarAddress | None:
    """A person's calendar address, if one was made."""
    return session.get(CalendarAddress, person_id)


def days_behind(session: Session, key: str, *, now: datetime) -> PersonsDays | None:
    """The calendar behind an address; None where it was renewed or the account is closed."""
    query = (
        select(CalendarAddress, Person)
        .join(Person, Person.id == CalendarAddress.person_id)
        .where(CalendarAddress.key == key, Person.is_active)
        .options(joinedload(Person.role_rows))
    )
    row = session.execute(query).unique().one_or_none()
    if row is None:
        return None
    _, person = row
    page = my_page(session, person.id, roles=person.roles, now=now)
    days = [*due_days(page.living, person), *due_days_alone(page.alone, person)]
    days += review_days(session, person)
    return PersonsDays(person.language, tuple(sorted(days)))


def due_days_alone(courses: Iterable[OwnCourse], person: Person) -> list[Day]:
    """The dates of courses for one that are still open."""
    return [
        Day(
            given.due_on,
            DayKind.DUE,
            f"due-{own.course.id}-{person.id}-alone",
            given.time_zone,
            since=given.date_set_at,
            course=own.course.title,
        )
        for own in courses
        if (given := own.given) and given.due_on and own.following
    ]


def due_days(courses: Iterable[SharedCourse], person: Person) -> list[Day]:
    """The dates of courses of which the own half is open, in active pairs. A course once a day.

    A round that begins sets its date, too.
    """
    days: dict[tuple[int, date], Day] = {}
    for course in courses:
        due_on = course.seat.due_on
        if due_on and course.following and course.seat.pair_state is PairState.ACTIVE:
            seat = course.seat
            days.setdefault(
                (course.course.id, due_on),
                Day(
                    due_on,
                    DayKind.DUE,
                    f"due-{course.course.id}-{person.id}-{seat.pair_id}",
                    seat.time_zone,
                    since=max(seat.date_set_at, seat.round.began_at or seat.date_set_at),
                    course=course.course.title,
                ),
            )
    return list(days.values())


def review_days(session: Session, person: Person) -> list[Day]:
    """When the pairs of a person look again at their goal and at what they have agreed."""
    mine = or_(Pair.rep_id == person.id, Pair.support_id == person.id)
    pairs = session.scalars(select(Pair.id).where(mine, Pair.state == PairState.ACTIVE)).all()
    goals = [
        Day(
            review.on,
            DayKind.GOAL,
            f"goal-{review.pair_id}",
            review.time_zone,
            since=review.since,
            pair_id=review.pair_id,
        )
        for review in goal_days(session, pairs)
    ]
    agreements = [
        Day(
            agreement.on,
            DayKind.AGREEMENT,
            f"agreement-{agreement.pair_id}-{agreement.module_id}-{agreement.step}",
            person.time_zone,
            since=agreement.since,
            pair_id=agreement.pair_id,
        )
        for agreement in look_again_days(session, pairs)
    ]
    return [*goals, *agreements]
