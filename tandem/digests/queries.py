"""How was a team's week? For its leader: steps and dates only, no text, no scale, no thanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person, Team, TeamLeader
from tandem.pairs.queries import by_names, pairs_of_teams
from tandem.rules.reminding import local_day, week_before
from tandem.terms import PairState, Together
from tandem.together.queries import PairCourse, PairModule, courses_of

LINES = 10
WEEK = timedelta(days=7)
T = TypeVar("T")


@dataclass(frozen=True)
class Lines(Generic[T]):
    """The first lines of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int


@dataclass(frozen=True)
class Finished:
    """A module that both of a pair have completed."""

    row: PairCourse
    module: PairModule


@dataclass(frozen=True)
class TeamWeek:
    """Where a team's pairs stand, what was finished last week, and what is due."""

    team: Team
    counts: tuple[tuple[Together, int], ...]
    finished: Lines[Finished]
    overdue: Lines[PairCourse]
    due_soon: Lines[PairCourse]


def weeks_of(
    session: Session, leaders: Mapping[int, Person], *, now: datetime
) -> dict[int, list[TeamWeek]]:
    """The week of every team these people lead, by leader. Six queries, however many teams.

    Pairs in which the leader sits are left out: there a leader sees what a partner sees.
    """
    query = (
        select(TeamLeader.person_id, Team)
        .join(Team, Team.id == TeamLeader.team_id)
        .where(TeamLeader.person_id.in_(leaders), Team.is_sample.is_(False))
        .order_by(Team.name, Team.id)
    )
    led = session.execute(query).all()
    rows = active_rows(session, {team.id for _, team in led}, now=now)
    found: dict[int, list[TeamWeek]] = {}
    for leader_id, team in led:
        seen = [row for row in rows.get(team.id, ()) if leader_id not in seated_in(row)]
        if seen:
            zone = leaders[leader_id].time_zone
            week = week_of(team, seen, today=local_day(now, zone), zone=zone)
            found.setdefault(leader_id, []).append(week)
    return found


def active_rows(session: Session, teams: set[int], *, now: datetime) -> dict[int, list[PairCourse]]:
    """Every course of every active pair, by team."""
    pairs = [pair for pair in pairs_of_teams(session, teams) if pair.state is PairState.ACTIVE]
    rows: dict[int, list[PairCourse]] = {}
    for row in courses_of(session, pairs, now=now):
        rows.setdefault(row.pair.team_id, []).append(row)
    return rows


def seated_in(row: PairCourse) -> set[int]:
    """Who sits in the pair."""
    return {row.pair.rep.id, row.pair.support.id}


def week_of(team: Team, rows: Sequence[PairCourse], *, today: date, zone: str) -> TeamWeek:
    """One team's week in short; lists by date, then by surname."""
    states = [row.standing for row in rows]
    dated = [(row.due_on, row) for row in rows if row.due_on]
    in_order = sorted(dated, key=lambda one: (one[0], by_names(one[1].pair)))
    soon = [row for day, row in in_order if today <= day <= today + WEEK and not is_through(row)]
    return TeamWeek(
        team=team,
        counts=tuple((state, states.count(state)) for state in Together if state in states),
        finished=lines(finished_in_week(rows, today=today, zone=zone)),
        overdue=lines([row for _, row in in_order if row.is_overdue]),
        due_soon=lines([row for row in soon if not row.is_overdue]),
    )


def lines(found: Sequence[T]) -> Lines[T]:
    """As many lines as a mail should have."""
    return Lines(shown=tuple(found[:LINES]), more=max(0, len(found) - LINES))


def is_through(row: PairCourse) -> bool:
    """Have both completed everything?"""
    return row.standing is Together.BOTH_DONE


def finished_in_week(rows: Sequence[PairCourse], *, today: date, zone: str) -> list[Finished]:
    """The modules that pairs have finished in the seven days before today."""
    first, last = week_before(today)
    return [
        Finished(row=row, module=module)
        for row in rows
        for module in row.modules
        if (at := finished_by_both(module)) and first <= local_day(at, zone) <= last
    ]


def finished_by_both(module: PairModule) -> datetime | None:
    """The moment from which on both had completed a module by what they did."""
    rep, support = module.rep.half.learned_at, module.support.half.learned_at
    return max(rep, support) if rep and support else None
