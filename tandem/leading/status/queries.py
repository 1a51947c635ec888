"""Which pairs does a leader look for, in which order, and how many are they?

Asked of the rows of status, in the database, so that ten thousand pairs cost little more than ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    false,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.leading.status import stall
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse, library
from tandem.models import Course, Pair, PairStatus, TeamLeader
from tandem.models.long_lists import is_in_names
from tandem.models.rows import rows
from tandem.terms import PairState, Stage, Stall, Together

SOON = timedelta(days=14)
MOMENT = PairStatus.due_at.type
RUN_OUT = {why: bindparam(why.value, type_=MOMENT) for why in Stall}
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

    def run_out(self, why: Stall) -> datetime:
        """The latest moment at which a clock must have begun to be a stall now."""
        return stall.run_out(why, limits=self.limits, now=self.now)


@dataclass(frozen=True)
class BoundScope(StatusScope):
    """Places for the values of a scope (`values_of`), so that a statement is built only once."""

    leader_id: Any
    team_id: Any
    now: Any

    def run_out(self, why: Stall) -> Any:
        """The same, for the value of this kind of stall."""
        return RUN_OUT[why]


LEADER, TEAM = (bindparam(name, type_=Integer) for name in ("leader", "team"))
NOW = bindparam("now", type_=MOMENT)
WHOLE, OF_A_TEAM = BoundScope(LEADER, None, NOW), BoundScope(LEADER, TEAM, NOW)


def bound(sight: StatusScope) -> BoundScope:
    """The places for the values of a scope."""
    return WHOLE if sight.team_id is None else OF_A_TEAM


def values_of(sight: StatusScope) -> dict[str, Any]:
    """The values of a scope, by the names of their places."""
    run_out = {why.value: sight.run_out(why) for why in Stall}
    return {"leader": sight.leader_id, "team": sight.team_id, "now": sight.now, **run_out}


def courses_given(session: Session, sight: StatusScope) -> list[ServedCourse]:
    """The courses that these pairs have, by title. Two queries."""
    ids = {row.id for row in rows(session, ids_of_courses(bound(sight)), values_of(sight))}
    return [course for course in library(session).courses if course.id in ids]


@cache
def ids_of_courses(sight: BoundScope) -> Select[Any]:
    """The courses that any pair of a scope has."""
    has_pair = select(PairStatus.pair_id).where(PairStatus.course_id == Course.id, *seen_by(sight))
    return select(Course.id).where(has_pair.exists())


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


@cache
def as_kept() -> Present:
    """The columns of a row as they stand in it."""
    return Present(
        together=PairStatus.together.expression,
        is_begun=PairStatus.is_begun.expression,
        stands_at_id=PairStatus.stands_at_id.expression,
        road=PairStatus.road.expression,
        is_running=PairStatus.is_running.expression,
        due_at=PairStatus.due_at.expression,
        unbegun_since=PairStatus.unbegun_since.expression,
        is_hard=PairStatus.is_hard.expression,
    )


@cache
def as_renewed() -> Present:
    """What they say from the moment on at which the course has begun anew."""
    is_active = PairStatus.pair_state == PairState.ACTIVE
    return Present(
        together=literal(Together.NOBODY_YET, PairStatus.together.type),
        is_begun=false(),
        stands_at_id=literal(None, PairStatus.stands_at_id.type),
        road=literal(""),
        is_running=or_(PairStatus.is_running, is_active),
        due_at=PairStatus.renewed_due_at.expression,
        unbegun_since=case((is_active, PairStatus.renews_at), else_=PairStatus.unbegun_since),
        is_hard=false(),
    )


def is_renewed(now: datetime) -> ColumnElement[bool]:
    """Has the course begun anew since the row was made?"""
    return and_(PairStatus.renews_at.is_not(None), PairStatus.renews_at <= now)


@lru_cache(maxsize=8)
def present(now: datetime) -> Present:
    """The columns of a row as they are at a moment, also where a new round has begun since.

    A page asks two dozen times for the moment at which it is shown.
    """
    kept, renewed = as_kept(), as_renewed()
    columns = {
        name: case((is_renewed(now), getattr(renewed, name)), else_=getattr(kept, name))
        for name in ("together", "stands_at_id", "road", "due_at", "unbegun_since")
    }
    begins = and_(is_renewed(now), PairStatus.pair_state == PairState.ACTIVE)
    return Present(
        **columns,
        is_begun=and_(kept.is_begun, not_(is_renewed(now))),
        is_running=or_(kept.is_running, begins),
        is_hard=and_(kept.is_hard, not_(is_renewed(now))),
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


def matching(
    session: Session,
    sight: StatusScope,
    filters: Filters,
    *columns: Any,
    by_team: bool = True,
) -> Select[Any]:
    """What is asked about the rows that pass every filter."""
    query = passing(sight, filters, *columns, by_team=by_team)
    if filters.course:
        slugs = {course.slug: course.id for course in library(session).courses}
        query = query.where(PairStatus.course_id == slugs.get(filters.course, 0))
    if filters.module:
        query = query.where(stands_at(session, filters, sight.now))
    return query


def passing(
    sight: StatusScope, filters: Filters, *columns: Any, by_team: bool = True
) -> Select[Any]:
    """The same, for the filters that no course is needed for."""
    query = select(*columns).where(*seen_by(sight, by_team=by_team))
    if filters.team_id is not None:
        query = query.where(PairStatus.team_id == filters.team_id)
    if filters.state is not None:
        query = query.where(is_said(filters.state, sight.now))
    if filters.stalled:
        query = query.where(is_stalled(sight))
    if not filters.ended:
        query = query.where(PairStatus.pair_state != PairState.ENDED)
    for word in folded(filters.search).split():
        query = query.where(is_in_names(PairStatus.names, word))
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


def seen_by(sight: StatusScope, *, by_team: bool = True) -> list[ColumnElement[bool]]:
    """Only pairs of teams that this person leads.

    Found team by team; else zero is added so that the database walks along another index: a page of
    thousands is there without sorting all of them, and those of most teams are counted at once.
    """
    led = select(TeamLeader.team_id).where(TeamLeader.person_id == sight.leader_id)
    team_id = PairStatus.team_id.expression if by_team else PairStatus.team_id + 0
    own: list[ColumnElement[bool]] = [team_id.in_(led)]
    return own if sight.team_id is None else [*own, PairStatus.team_id == sight.team_id]


def pairs_seen_by(sight: StatusScope) -> ColumnElement[bool]:
    """The pairs themselves that this person leads, also those that have no status yet."""
    led = select(TeamLeader.team_id).where(TeamLeader.person_id == sight.leader_id)
    teams = Pair.team_id.in_(led)
    return teams if sight.team_id is None else and_(teams, Pair.team_id == sight.team_id)


def in_order(
    query: Select[Any], order: Order, *, courses: Sequence[int], sight: StatusScope
) -> Select[Any]:
    """By course, then by need, by name or by date; the pair's number breaks ties."""
    places = {course_id: place for place, course_id in enumerate(courses)}
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


def need_of(sight: StatusScope, row: Present | None = None) -> ColumnElement[int]:
    """The place of a row's group in `Need`, so that it can be sorted by."""
    row = row or present(sight.now)
    return case(
        (row.together == Together.BOTH_DONE, 4),
        (PairStatus.pair_state != PairState.ACTIVE, 3),
        (is_overdue(sight.now, row), 0),
        (is_stalled(sight, row), 1),
        else_=2,
    )


def need_in(
    pair_state: PairState, together: Together, *, is_overdue: bool, is_stalled: bool
) -> Need:
    """The same group, where all that it follows from is known."""
    if together is Together.BOTH_DONE:
        return Need.THROUGH
    if pair_state is not PairState.ACTIVE:
        return Need.RESTS
    if is_overdue:
        return Need.PAST_DATE
    return Need.STANDS_STILL if is_stalled else Need.ON_THEIR_WAY


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


def is_overdue(now: datetime, row: Present | None = None) -> ColumnElement[bool]:
    """The date has passed for a pair that is not through."""
    row = row or present(now)
    return and_(row.is_running, row.due_at <= now)


def is_stalled(sight: StatusScope, row: Present | None = None) -> ColumnElement[bool]:
    """The stall rule, asked of the database with the rule's own limits."""
    columns = {
        Stall.NO_FIRST_STEP: (row or present(sight.now)).unbegun_since,
        Stall.NO_MOVEMENT: PairStatus.still_since,
        Stall.SEALED_WAITS: PairStatus.sealed_since,
    }
    return or_(*(column <= sight.run_out(why) for why, column in columns.items()))
