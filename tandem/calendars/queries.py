"""Which days stand in a person's calendar? Days only: no text of a lesson, a goal or a partner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from tandem.learning.queries import my_page
from tandem.models import AgreementVersion, CalendarAddress, Goal, Pair, Person, Signature
from tandem.terms import PairState


class DayKind(StrEnum):
    """Why a day stands in the calendar."""

    DUE = "due"
    GOAL = "goal"
    AGREEMENT = "agreement"


@dataclass(frozen=True, order=True)
class Day:
    """A day: the end of it in `time_zone` for a due date. `name` stays the same for good."""

    on: date
    kind: DayKind
    name: str
    time_zone: str
    course: str = ""
    pair_id: int | None = None


@dataclass(frozen=True)
class PersonsDays:
    """Somebody's calendar."""

    made_at: datetime
    language: str
    days: tuple[Day, ...]


def address_of(session: Session, person_id: int) -> CalendarAddress | None:
    """A person's calendar address, if one was made."""
    return session.get(CalendarAddress, person_id)


def days_behind(session: Session, key: str) -> PersonsDays | None:
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
    address, person = row
    days = [*due_days(session, person), *review_days(session, person)]
    return PersonsDays(address.made_at, person.language, tuple(sorted(days)))


def due_days(session: Session, person: Person) -> list[Day]:
    """The dates of courses of which the own half is open, in active pairs. A course once a day."""
    found: dict[tuple[int, date], Day] = {}
    for one in my_page(session, person.id, roles=person.roles).living:
        due_on = one.seat.due_on
        if due_on and one.following and one.seat.pair_state is PairState.ACTIVE:
            name = f"due-{one.course.id}-{person.id}-{due_on.isoformat()}"
            day = Day(due_on, DayKind.DUE, name, one.seat.time_zone, course=one.course.title)
            found.setdefault((one.course.id, due_on), day)
    return list(found.values())


def review_days(session: Session, person: Person) -> list[Day]:
    """When the pairs of a person look again at their goal and at what they have agreed."""
    mine = or_(Pair.rep_id == person.id, Pair.support_id == person.id)
    is_active = Pair.state == PairState.ACTIVE
    newest_goal = (
        select(func.max(Goal.number))
        .where(Goal.pair_id == Pair.id, Goal.agreed_at.is_not(None))
        .correlate(Pair)
        .scalar_subquery()
    )
    goals = select(Goal.pair_id, Goal.review_on, Goal.time_zone).join(Pair, Pair.id == Goal.pair_id)
    found = [
        Day(row.review_on, DayKind.GOAL, f"goal-{row.pair_id}", row.time_zone, pair_id=row.pair_id)
        for row in session.execute(goals.where(mine, is_active, Goal.number == newest_goal))
    ]
    signed = (
        select(func.count(Signature.person_id))
        .where(Signature.version_id == AgreementVersion.id)
        .correlate(AgreementVersion)
        .scalar_subquery()
    )
    agreements = (
        select(AgreementVersion)
        .join(Pair, Pair.id == AgreementVersion.pair_id)
        .where(mine, is_active, signed == 2)
        .order_by(AgreementVersion.number)
    )
    newest: dict[str, Day] = {}
    for row in session.scalars(agreements):
        name = f"agreement-{row.pair_id}-{row.module_id}-{row.step}"
        newest[name] = Day(
            row.look_again_on, DayKind.AGREEMENT, name, person.time_zone, pair_id=row.pair_id
        )
    return [*found, *newest.values()]
