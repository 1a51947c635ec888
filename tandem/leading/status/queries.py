"""Which pairs does a leader look for, in which order, and how many are they?

Asked of the rows of status, in the database, so that ten thousand pairs cost little more than ten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from tandem.leading.status import stall
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse, library
from tandem.models import Course, Pair, PairStatus, TeamLeader
from tandem.progress.rules import completion
from tandem.terms import PairState, Stage, Stall, Together

SOON = timedelta(days=14)
# What is said of where a pair stands: the four states, and begun where no half is complete.
SAID: tuple[Together | Stage, ...] = (Together.NOBODY_YET, Stage.BEGUN, *list(Together)[1:])


class Due(StrEnum):
    """Which dates somebody looks for."""

    OVERDUE = "overdue"
    SOON = "soon"
    NONE = "none"


class Need(StrEnum):
    """What a pair could need of its leader. Groups of the board, in this order."""

    PAST_DATE = "past_date"
    STANDS_STILL = "stands_still"
    ON_THEIR_WAY = "on_their_way"
    RESTS = "rests"
    THROUGH = "through"


class Order(StrEnum):
    """How pairs are sorted: by what they need, by name or by date, never by how well they do."""

    NEED = "need"
    NAME = "name"
    DUE = "due"


@dataclass(frozen=True)
class Filters:
    """What the leader wants to see. Nothing given means everything that has not ended."""

    state: Together | Stage | None = None
    due: Due | None = None
    stalled: bool = False
    course: str = ""
    module: str = ""
    team_id: int | None = None
    search: str = ""
    ended: bool = False
    order: Order = Order.NEED
    page: int = 1

    @property
    def is_refined(self) -> bool:
        """Is something looked for that no chip and no bar of the board shows?"""
        due = None if self.due is Due.OVERDUE else self.due
        refined = replace(self, state=None, due=due, stalled=False, module="", page=1)
        return refined != Filters()


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

    states: dict[Together | Stage, int]
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
        **{state: number_of(is_said(state, sight.now)) for state in SAID},
        "overdue": number_of(is_overdue(sight.now)),
        "stalled": number_of(is_stalled(sight)),
    }
    columns = (column.label(name) for name, column in numbers.items())
    row = session.execute(matching(session, sight, whole, *columns)).one()._mapping
    return Tally(
        states={state: row[state.value] for state in SAID},
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
        present(sight.now).is_begun.label("begun_now"),
        func.count().label("number"),
        number_of(is_overdue(sight.now)).label("overdue"),
        number_of(is_stalled(sight)).label("stalled"),
    )
    query = matching(session, sight, Filters(), *columns).where(PairStatus.team_id.in_(teams))
    query = query.group_by(PairStatus.team_id, "stands_at", "begun_now")
    rows: dict[int, list[Any]] = {}
    for row in session.execute(query):
        rows.setdefault(row.team_id, []).append(row)
    return {
        team_id: Tally(
            states=states_in(own),
            overdue=sum(row.overdue for row in own),
            stalled=sum(row.stalled for row in own),
        )
        for team_id, own in rows.items()
    }


def states_in(rows: Sequence[Any]) -> dict[Together | Stage, int]:
    """How many stand where, as it is said."""
    numbers: dict[Together | Stage, int] = {}
    for row in rows:
        state = completion.said_of(row.stands_at, is_begun=row.begun_now)
        numbers[state] = numbers.get(state, 0) + row.number
    return {state: numbers[state] for state in SAID if state in numbers}


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
    is_begun: ColumnElement[bool]
    stands_at_id: ColumnElement[int | None]
    road: ColumnElement[str]
    is_running: ColumnElement[bool]
    due_at: ColumnElement[datetime | None]
    unbegun_since: ColumnElement[datetime | None]
    is_hard: ColumnElement[bool]


@lru_cache(maxsize=8)
def present(now: datetime) -> Present:
    """The columns of a row as they are at a moment, also where a new round has begun since.

    A page asks two dozen times for the moment at which it is shown.
    """
    is_renewed = and_(PairStatus.renews_at.is_not(None), PairStatus.renews_at <= now)
    begins = and_(is_renewed, PairStatus.pair_state == PairState.ACTIVE)
    nobody = literal(Together.NOBODY_YET, PairStatus.together.type)
    return Present(
        together=case((is_renewed, nobody), else_=PairStatus.together),
        is_begun=and_(PairStatus.is_begun, not_(is_renewed)),
        stands_at_id=case((is_renewed, None), else_=PairStatus.stands_at_id),
        road=case((is_renewed, ""), else_=PairStatus.road),
        is_running=or_(PairStatus.is_running, begins),
        due_at=case((is_renewed, PairStatus.renewed_due_at), else_=PairStatus.due_at),
        unbegun_since=case((begins, PairStatus.renews_at), else_=PairStatus.unbegun_since),
        is_hard=and_(PairStatus.is_hard, not_(is_renewed)),
    )


def key_of(sight: StatusScope) -> tuple[ColumnElement[Any], ...]:
    """The columns that identify a row, those of its clocks, and its group."""
    return (
        PairStatus.pair_id.expression,
        PairStatus.course_id.expression,
        present(sight.now).unbegun_since.label("unbegun_since"),
        PairStatus.still_since.expression,
        PairStatus.sealed_since.expression,
        present(sight.now).is_hard.label("is_hard"),
        need_of(sight).label("need"),
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
        query = query.where(is_said(filters.state, sight.now))
    if filters.module:
        query = query.where(stands_at(session, filters, sight.now))
    if filters.stalled:
        query = query.where(is_stalled(sight))
    if not filters.ended:
        query = query.where(PairStatus.pair_state != PairState.ENDED)
    for word in filters.search.casefold().split():
        query = query.where(PairStatus.names.contains(word, autoescape=True))
    return query.where(*is_due(filters.due, sight.now))


def is_said(state: Together | Stage, now: datetime) -> ColumnElement[bool]:
    """Is this what is said of where a pair stands?"""
    row = present(now)
    if isinstance(state, Stage):
        return and_(row.together == Together.NOBODY_YET, row.is_begun)
    if state is Together.NOBODY_YET:
        return and_(row.together == state, not_(row.is_begun))
    return row.together == state


def stands_at(session: Session, filters: Filters, now: datetime) -> ColumnElement[bool]:
    """Does a pair stand at the module of these filters? In a new round that is the first one."""
    conditions: list[ColumnElement[bool]] = []
    row = present(now)
    for course in library(session).courses:
        for place, module in enumerate(course.modules):
            if module.slug != filters.module or filters.course not in {"", course.slug}:
                continue
            conditions.append(row.stands_at_id == module.id)
            if place == 0:
                renewed = and_(
                    row.stands_at_id.is_(None),
                    PairStatus.course_id == course.id,
                    row.together == Together.NOBODY_YET,
                )
                conditions.append(renewed)
    return or_(*conditions) if conditions else false()


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
    query: Select[Any], order: Order, *, courses: Sequence[ServedCourse], sight: StatusScope
) -> Select[Any]:
    """By course, then by need, by name or by date; the pair's number breaks ties."""
    places = {course.id: place for place, course in enumerate(courses)}
    by_course = [case(places, value=PairStatus.course_id)] if len(places) > 1 else []
    first: tuple[ColumnElement[Any], ...] = ()
    match order:
        case Order.NEED:
            first = (need_of(sight),)
        case Order.DUE:
            due_at = present(sight.now).due_at
            first = (due_at.is_(None), due_at)
        case Order.NAME:
            pass
    return query.order_by(*by_course, *first, PairStatus.names, PairStatus.pair_id)


def need_of(sight: StatusScope) -> ColumnElement[int]:
    """The place of a row's group in `Need`, so that it can be sorted by."""
    return case(
        (present(sight.now).together == Together.BOTH_DONE, 4),
        (PairStatus.pair_state != PairState.ACTIVE, 3),
        (is_overdue(sight.now), 0),
        (is_stalled(sight), 1),
        else_=2,
    )


@dataclass(frozen=True)
class Place:
    """How many pairs of a course stand at one module, in one state and with one need.

    `module_id` is None where a pair is through, and at the beginning of a new round.
    """

    course_id: int
    need: Need
    module_id: int | None
    together: Together
    number: int


def places(session: Session, sight: StatusScope, filters: Filters) -> list[Place]:
    """Where the pairs of these filters stand. One query, however many pairs."""
    row = present(sight.now)
    columns = (
        PairStatus.course_id,
        need_of(sight).label("need"),
        row.stands_at_id.label("module_id"),
        # Grouped by a label that is no column: PostgreSQL takes a column of that name first.
        row.together.label("stands_at"),
    )
    query = matching(session, sight, filters, *columns, func.count().label("number"))
    found = session.execute(query.group_by(PairStatus.course_id, "need", "module_id", "stands_at"))
    needs = tuple(Need)
    return [
        Place(row.course_id, needs[row.need], row.module_id, row.stands_at, row.number)
        for row in found
    ]


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
