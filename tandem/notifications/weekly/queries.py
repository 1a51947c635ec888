"""How was a leader's week? Steps and dates only, no text, no scale, no thanks.

Found by their status, so that a leader of ten thousand pairs costs as many lines as one of ten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from tandem.dates import end_of, local_day
from tandem.leading.board.rows import IN_A_CHUNK, BoardRow, rows_for
from tandem.leading.status.counting import ends_of_courses, states_in
from tandem.leading.status.queries import (
    Order,
    StatusScope,
    in_order,
    is_overdue,
    is_stalled,
    key_of,
    present,
    seen_by,
)
from tandem.models import (
    ActingLeader,
    Completion,
    Pair,
    PairCompletion,
    PairStatus,
    PairStepDone,
    Person,
    Team,
)
from tandem.notifications.rules import week_before
from tandem.progress.pair_courses import PairModule
from tandem.terms import PairState, Stage, Together

LINES = 10
# More teams than these are told of together: a letter is to be short.
TEAMS = 5
WEEK = timedelta(days=7)
T = TypeVar("T")


@dataclass(frozen=True)
class Lines(Generic[T]):
    """The first lines of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int


@dataclass(frozen=True)
class FinishedModule:
    """A module that both of a pair have completed."""

    row: BoardRow
    module: PairModule


@dataclass(frozen=True)
class TeamWeek:
    """Where pairs stand, what was finished last week, what is due, and what stands still.

    Of one team, or of all `number_of_teams` together where they are many. With `has_more_courses`
    a pair may be counted once in each.
    """

    team: Team | None
    number_of_teams: int
    counts: tuple[tuple[Together | Stage, int], ...]
    has_more_courses: bool
    finished: Lines[FinishedModule]
    overdue: Lines[BoardRow]
    stalled: Lines[BoardRow]
    due_soon: Lines[BoardRow]


def leaders_with_pairs(session: Session, leaders: Collection[int]) -> frozenset[int]:
    """Who of these leads an active pair in which they do not sit. One query."""
    if not leaders:
        return frozenset()
    leads = (
        select(ActingLeader.person_id)
        .join(Team, Team.id == ActingLeader.team_id)
        .join(PairStatus, PairStatus.team_id == Team.id)
        .join(Pair, Pair.id == PairStatus.pair_id)
        .where(ActingLeader.person_id.in_(leaders), Team.is_sample.is_(False))
        .where(PairStatus.pair_state == PairState.ACTIVE)
        .where(Pair.rep_id != ActingLeader.person_id, Pair.support_id != ActingLeader.person_id)
        .group_by(ActingLeader.person_id)
    )
    return frozenset(session.scalars(leads))


def weeks_of(session: Session, leader: Person, sight: StatusScope) -> list[TeamWeek]:
    """The week of the teams this person leads, one by one where they are few.

    Pairs in which the leader sits are left out: there a leader sees what a partner sees.
    """
    query = (
        select(Team)
        .join(ActingLeader, ActingLeader.team_id == Team.id)
        .where(ActingLeader.person_id == leader.id, Team.is_sample.is_(False))
        .order_by(Team.name, Team.id)
    )
    teams = list(session.scalars(query))
    each: Sequence[Team | None] = teams if len(teams) <= TEAMS else [None]
    weeks = [
        week_of(
            session,
            team,
            replace(sight, team_id=team.id if team else None),
            leader,
            number_of_teams=len(teams),
        )
        for team in each
    ]
    return [week for week in weeks if week.counts]


def week_of(
    session: Session, team: Team | None, sight: StatusScope, leader: Person, *, number_of_teams: int
) -> TeamWeek:
    """A week in short; lists by date, then by surname. What is late is not named twice."""
    seen = active_outside(sight)
    today = local_day(sight.now, leader.time_zone)
    soon = end_of(today + WEEK, zone=leader.time_zone)
    late, still = is_overdue(sight.now), is_stalled(sight)
    row = present(sight.now)
    ahead = and_(row.is_running, row.due_at > sight.now, row.due_at <= soon)
    counted = counts(session, seen, now=sight.now)
    return TeamWeek(
        team=team,
        number_of_teams=number_of_teams,
        counts=tuple(states_in(counted).items()),
        has_more_courses=len(
            {end for row in counted for end in (row.first_course, row.last_course)}
        )
        > 1,
        finished=finished_in_week(session, sight, seen, today=today, zone=leader.time_zone),
        overdue=lines(session, sight, [*seen, late]),
        stalled=lines(session, sight, [*seen, still, not_overdue(sight.now)], order=Order.NAME),
        due_soon=lines(session, sight, [*seen, ahead]),
    )


def active_outside(sight: StatusScope) -> list[ColumnElement[bool]]:
    """The active pairs that a leader leads and does not sit in; no sample."""
    seats = or_(Pair.rep_id == sight.leader_id, Pair.support_id == sight.leader_id)
    sits = select(Pair.id).where(seats)
    samples = select(Team.id).where(Team.is_sample)
    return [
        *seen_by(sight),
        PairStatus.pair_state == PairState.ACTIVE,
        PairStatus.pair_id.not_in(sits),
        PairStatus.team_id.not_in(samples),
    ]


def not_overdue(now: datetime) -> ColumnElement[bool]:
    """The date has not passed, or there is none."""
    return or_(present(now).due_at.is_(None), not_(is_overdue(now)))


def counts(
    session: Session, seen: Sequence[ColumnElement[bool]], *, now: datetime
) -> Sequence[Any]:
    """How many stand where, and in which courses: only what there is."""
    row = present(now)
    state, is_begun = row.together.label("stands_at"), row.is_begun.label("begun_now")
    number = func.count().label("number")
    query = select(state, is_begun, number, *ends_of_courses()).where(*seen)
    return session.execute(query.group_by("stands_at", "begun_now")).all()


def lines(
    session: Session,
    sight: StatusScope,
    conditions: Sequence[ColumnElement[bool]],
    *,
    order: Order = Order.DUE,
) -> Lines[BoardRow]:
    """The first rows that meet these conditions, and how many more there are."""
    number = session.scalars(select(func.count()).select_from(PairStatus).where(*conditions)).one()
    query = in_order(keys_of(sight, conditions), order, courses=(), sight=sight)
    keys = session.execute(query.limit(LINES)).all() if number else []
    shown = tuple(rows_for(session, sight, keys)) if keys else ()
    return Lines(shown=shown, more=number - len(shown))


def keys_of(sight: StatusScope, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Which rows meet these conditions?"""
    return select(*key_of(sight)).where(*conditions)


def finished_in_week(
    session: Session,
    sight: StatusScope,
    seen: Sequence[ColumnElement[bool]],
    *,
    today: date,
    zone: str,
) -> Lines[FinishedModule]:
    """The modules that pairs have finished in the seven days before today.

    Looked for among the pairs in which something was done since, as many at once as a chunk holds.
    """
    first, last = week_before(today)
    since = end_of(first - timedelta(days=1), zone=zone)
    query = keys_of(sight, [*seen, has_moved(since)])
    keys = session.execute(in_order(query, Order.NAME, courses=(), sight=sight)).all()
    shown: list[FinishedModule] = []
    number = 0
    for start in range(0, len(keys), IN_A_CHUNK):
        for row in rows_for(session, sight, keys[start : start + IN_A_CHUNK]):
            for module in modules_finished(row, first, last, zone=zone):
                number += 1
                if len(shown) < LINES:
                    shown.append(FinishedModule(row=row, module=module))
    return Lines(shown=tuple(shown), more=number - len(shown))


def has_moved(since: datetime) -> ColumnElement[bool]:
    """Has one of the two completed something, or done a step for two, since then?"""
    alone = exists().where(
        Pair.id == PairStatus.pair_id,
        Completion.person_id.in_([Pair.rep_id, Pair.support_id]),
        Completion.at >= since,
    )
    steps = exists().where(PairStepDone.pair_id == PairStatus.pair_id, PairStepDone.at >= since)
    halves = exists().where(
        PairCompletion.pair_id == PairStatus.pair_id, PairCompletion.at >= since
    )
    return or_(alone, steps, halves)


def modules_finished(row: BoardRow, first: date, last: date, *, zone: str) -> Iterator[PairModule]:
    """The modules that both have finished on these days."""
    for module in row.progress.modules:
        at = module.learned_at
        if at and first <= local_day(at, zone) <= last:
            yield module
