"""How are the pairs of a team doing? The screen and the file are made from the same values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from tandem.models import Team
from tandem.pairs.queries import ShownPair, pairs_of_teams
from tandem.people.queries import team_led, teams_led
from tandem.publishing.queries import ServedCourse
from tandem.terms import PairState, Together
from tandem.together.queries import PairCourse, courses_of

LIVING = frozenset({PairState.PROPOSED, PairState.ACTIVE, PairState.PAUSED})


@dataclass(frozen=True)
class Filters:
    """What the leader wants to see: one state, one course, ended pairs too."""

    state: Together | None = None
    course: str = ""
    ended: bool = False


@dataclass(frozen=True)
class Grid:
    """A course of a team: its modules as columns, its pairs as rows."""

    course: ServedCourse
    rows: tuple[PairCourse, ...]


@dataclass(frozen=True)
class Count:
    """How many pairs stand in a state, over all courses that are shown."""

    state: Together
    number: int


@dataclass(frozen=True)
class TeamPage:
    """A team as its leader sees it. `counts` and `courses` do not depend on the state filter."""

    team: Team
    filters: Filters
    grids: tuple[Grid, ...]
    counts: tuple[Count, ...]
    courses: tuple[ServedCourse, ...]
    without_course: tuple[ShownPair, ...]
    has_pairs: bool
    has_ended: bool

    @property
    def rows(self) -> tuple[PairCourse, ...]:
        """Every row of every grid."""
        return tuple(row for grid in self.grids for row in grid.rows)


@dataclass(frozen=True)
class TeamSummary:
    """A team on the leader's first page."""

    team: Team
    pairs: int
    counts: tuple[Count, ...]
    overdue: int


def team_page(
    session: Session, leader_id: int, *, team_id: int, filters: Filters, now: datetime
) -> TeamPage:
    """The page of a team this person leads. Six queries, however many pairs and modules."""
    team = team_led(session, leader_id, team_id=team_id)
    everybody = pairs_of_teams(session, [team_id])
    pairs = [pair for pair in everybody if filters.ended or pair.state in LIVING]
    found = courses_of(session, pairs, now=now)
    in_course = [row for row in found if filters.course in {"", row.course.slug}]
    shown = [row for row in in_course if filters.state in {None, row.standing}]
    with_course = {row.pair.id for row in found}
    return TeamPage(
        team=team,
        filters=filters,
        grids=grids_of(shown),
        counts=counts_of(in_course),
        courses=tuple({row.course.id: row.course for row in found}.values()),
        without_course=tuple(pair for pair in pairs if pair.id not in with_course),
        has_pairs=bool(pairs),
        has_ended=any(pair.state is PairState.ENDED for pair in everybody),
    )


def summaries(session: Session, leader_id: int, *, now: datetime) -> list[TeamSummary]:
    """Every team a person leads, with how its living pairs stand. Six queries at most."""
    teams = teams_led(session, leader_id)
    pairs = pairs_of_teams(session, [team.id for team in teams])
    pairs = [pair for pair in pairs if pair.state in LIVING]
    found = courses_of(session, pairs, now=now)
    return [summary_of(team, pairs, found) for team in teams]


def summary_of(
    team: Team, pairs: Collection[ShownPair], found: Collection[PairCourse]
) -> TeamSummary:
    """One team in short."""
    rows = [row for row in found if row.pair.team_id == team.id]
    return TeamSummary(
        team=team,
        pairs=sum(pair.team_id == team.id for pair in pairs),
        counts=counts_of(rows),
        overdue=sum(row.is_overdue for row in rows),
    )


def grids_of(rows: Iterable[PairCourse]) -> tuple[Grid, ...]:
    """The rows course by course; they come in that order."""
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.course.id)]
    return tuple(Grid(course=group[0].course, rows=group) for group in groups)


def counts_of(rows: Collection[PairCourse]) -> tuple[Count, ...]:
    """How many rows stand in each of the four states."""
    return tuple(Count(state, sum(row.standing is state for row in rows)) for state in Together)
