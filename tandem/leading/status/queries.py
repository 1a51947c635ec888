"""Which pairs does a leader look for, in which order, and how many are they?

Asked of the rows of status, in the database, so that ten thousand pairs cost little more than ten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from tandem.leading.status import stall
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse, library
from tandem.models import Course, Pair, PairStatus, TeamLeader
from tandem.terms import PairState, Stall, Together

SOON = timedelta(days=14)


class Due(StrEnum):
    """Which dates somebody looks for."""

    OVERDUE = "overdue"
    SOON = "soon"
    NONE = "none"


class Order(StrEnum):
    """How pairs are sorted: by name or by date, never by how they are doing."""

    NAME = "name"
    DUE = "due"


@dataclass(frozen=True)
class Filters:
    """What the leader wants to see. Nothing given means everything that has not ended."""

    state: Together | None = None
    due: Due | None = None
    stalled: bool = False
    course: str = ""
    team_id: int | None = None
    search: str = ""
    ended: bool = False
    order: Order = Order.NAME
    page: int = 1


@dataclass(frozen=True)
class StatusScope:
    """Whose pairs are looked at, when, and what counts as standing still."""

    leader_id: int
    team_id: int | None
    now: datetime
    limits: StallLimits = field(default_factory=StallLimits)


@dataclass(frozen=True)
class Tally:
    """How many rows there are: in each state, past their date, standing still."""

    states: dict[Together, int]
    overdue: int = 0
    stalled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())


def tally(session: Session, sight: StatusScope, filters: Filters) -> Tally:
    """The numbers of what is looked at; they do not depend on state, date and stall. One query."""
    whole = replace(filters, state=None, due=None, stalled=False)
    numbers: dict[str, ColumnElement[int]] = {
        **{state: number_of(present(sight.now).together == state) for state in Together},
        "overdue": number_of(is_overdue(sight.now)),
        "stalled": number_of(is_stalled(sight)),
    }
    columns = (column.label(name) for name, column in numbers.items())
    row = session.execute(matching(session, sight, whole, *columns)).one()._mapping
    return Tally(
        states={state: row[state.value] for state in Together},
        overdue=row["overdue"],
        stalled=row["stalled"],
    )


def tallies_of_teams(
    session: Session, sight: StatusScope, teams: Collection[int]
) -> dict[int, Tally]:
    """The numbers of these teams, by their ids. One query."""
    columns = (
        PairStatus.team_id,
        present(sight.now).together.label("stands_at"),
        func.count().label("number"),
        number_of(is_overdue(sight.now)).label("overdue"),
        number_of(is_stalled(sight)).label("stalled"),
    )
    query = matching(session, sight, Filters(), *columns).where(PairStatus.team_id.in_(teams))
    query = query.group_by(PairStatus.team_id, "stands_at")
    rows: dict[int, list[Any]] = {}
    for row in session.execute(query):
        rows.setdefault(row.team_id, []).append(row)
    return {
        team_id: Tally(
            states={row.stands_at: row.number for row in own},
            overdue=sum(row.overdue for row in own),
            stalled=sum(row.stalled for row in own),
        )
        for team_id, own in rows.items()
    }


def courses_given(session: Session, sight: StatusScope) -> list[ServedCourse]:
    """The courses that these pairs have, by title. Two queries."""
    has_pair = select(PairStatus.pair_id).where(PairStatus.course_id == Course.id, *seen_by(sight))
    ids = set(session.scalars(select(Course.id).where(has_pair.exists())))
    return [course for course in library(session).courses if course.id in ids]


@dataclass(frozen=True)
class Present:
    """The columns of a row that depend on the moment.

    When a course begins anew nobody has done anything in the new round yet: whatever somebody does
    makes the row anew.
    """

    together: ColumnElement[Together]
    is_running: ColumnElement[bool]
    due_at: ColumnElement[datetime | None]
    unbegun_since: ColumnElement[datetime | None]


def present(now: datetime) -> Present:
    """The columns of a row as they are at a moment, also where a new round has begun since."""
    is_renewed = and_(PairStatus.renews_at.is_not(None), PairStatus.renews_at <= now)
    begins = and_(is_renewed, PairStatus.pair_state == PairState.ACTIVE)
    nobody = literal(Together.NOBODY_YET, PairStatus.together.type)
    return Present(
        together=case((is_renewed, nobody), else_=PairStatus.together),
        is_running=or_(PairStatus.is_running, begins),
        due_at=case((is_renewed, PairStatus.renewed_due_at), else_=PairStatus.due_at),
        unbegun_since=case((begins, PairStatus.renews_at), else_=PairStatus.unbegun_since),
    )


def key_of(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """The columns that identify a row, and those of its clocks."""
    return (
        PairStatus.pair_id.expression,
        PairStatus.course_id.expression,
        present(now).unbegun_since.label("unbegun_since"),
        PairStatus.still_since.expression,
        PairStatus.sealed_since.expression,
    )


def matching(session: Session, sight: StatusScope, filters: Filters, *columns: Any) -> Select[Any]:
    """What is asked about the rows that pass every filter."""
    query = select(*columns).where(*seen_by(sight))
    if filters.team_id is not None:
        query = query.where(PairStatus.team_id == filters.team_id)
    if filters.course:
        slugs = {course.slug: course.id for course in library(session).courses}
        query = query.where(PairStatus.course_id == slugs.get(filters.course, 0))
    if filters.state is not None:
        query = query.where(present(sight.now).together == filters.state)
    if filters.stalled:
        query = query.where(is_stalled(sight))
    if not filters.ended:
        query = query.where(PairStatus.pair_state != PairState.ENDED)
    for word in filters.search.casefold().split():
        query = query.where(PairStatus.names.contains(word, autoescape=True))
    return query.where(*is_due(filters.due, sight.now))


def seen_by(sight: StatusScope) -> list[ColumnElement[bool]]:
    """Only pairs of teams that this person leads.

    Zero is added so that the database walks along the names: who leads thousands of pairs gets the
    first page without sorting all of them.
    """
    led = select(TeamLeader.team_id).where(TeamLeader.person_id == sight.leader_id)
    own: list[ColumnElement[bool]] = [(PairStatus.team_id + 0).in_(led)]
    return own if sight.team_id is None else [*own, PairStatus.team_id == sight.team_id]


def pairs_seen_by(sight: StatusScope) -> ColumnElement[bool]:
    """The pairs themselves that this person leads, also those that have no status yet."""
    led = select(TeamLeader.team_id).where(TeamLeader.person_id == sight.leader_id)
    teams = Pair.team_id.in_(led)
    return teams if sight.team_id is None else and_(teams, Pair.team_id == sight.team_id)


def in_order(
    query: Select[Any], order: Order, *, courses: Sequence[ServedCourse], now: datetime
) -> Select[Any]:
    """By course, then by name or by date; the pair's number breaks ties."""
    places = {course.id: place for place, course in enumerate(courses)}
    by_course = [case(places, value=PairStatus.course_id)] if len(places) > 1 else []
    due_at = present(now).due_at
    dates = (due_at.is_(None), due_at) if order is Order.DUE else ()
    return query.order_by(*by_course, *dates, PairStatus.names, PairStatus.pair_id)


def is_due(due: Due | None, now: datetime) -> list[ColumnElement[bool]]:
    """The condition of a date filter, if there is one."""
    match due:
        case None:
            return []
        case Due.OVERDUE:
            return [is_overdue(now)]
        case Due.SOON:
            row = present(now)
            return [and_(row.is_running, row.due_at > now, row.due_at <= now + SOON)]
        case Due.NONE:
            return [present(now).due_at.is_(None)]


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """The date has passed for a pair that is not through."""
    row = present(now)
    return and_(row.is_running, row.due_at <= now)


def is_stalled(sight: StatusScope) -> ColumnElement[bool]:
    """The stall rule, asked of the database with the rule's own limits."""
    columns = {
        Stall.NO_FIRST_STEP: present(sight.now).unbegun_since,
        Stall.NO_MOVEMENT: PairStatus.still_since,
        Stall.SEALED_WAITS: PairStatus.sealed_since,
    }
    clocks = [
        column <= stall.run_out(why, limits=sight.limits, now=sight.now)
        for why, column in columns.items()
    ]
    return or_(*clocks)


def number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a group meet a condition."""
    return func.count(case((condition, 1)))
