"""How are the pairs of a team, or of all teams, doing? One page of them, and the numbers of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.leading.board import rows
from tandem.leading.board.rows import BoardRow, Found
from tandem.leading.status import queries as status
from tandem.leading.status.queries import Filters, StatusScope, Tally
from tandem.library.served import ServedCourse
from tandem.models import Pair, PairStatus, Team, TeamLeader
from tandem.people.pairs.queries import ShownPair, pairs_by_id
from tandem.people.teams.queries import team_led
from tandem.terms import PairState, Together

HELPED_AT_ONCE = 3
TEAMS_AT_ONCE = 12
TEAMS_TO_CHOOSE = 60
NOTHING = Tally(states=dict.fromkeys(Together, 0))


@dataclass(frozen=True)
class Grid:
    """A course: its modules as columns, pairs as rows."""

    course: ServedCourse
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class Pairs:
    """The pairs that are looked at: their numbers, who could use a small thing, and the grid."""

    filters: Filters
    tally: Tally
    helped: tuple[BoardRow, ...]
    found: Found
    courses: tuple[ServedCourse, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The rows of this page course by course; they come in that order."""
        groups = [
            tuple(group)
            for _, group in groupby(self.found.rows, key=lambda row: row.progress.course.id)
        ]
        return tuple(Grid(course=group[0].progress.course, rows=group) for group in groups)


@dataclass(frozen=True)
class TeamPage:
    """A team as its leader sees it."""

    team: Team
    pairs: Pairs
    number_of_pairs: int
    without_course: tuple[ShownPair, ...]
    number_without_course: int


@dataclass(frozen=True)
class TeamName:
    """A team that may be chosen."""

    id: int
    name: str


@dataclass(frozen=True)
class TeamSummary:
    """A team on the leader's first page."""

    team: TeamName
    pairs: int
    tally: Tally


@dataclass(frozen=True)
class LeadPage:
    """Everything a person leads."""

    teams: tuple[TeamSummary, ...]
    to_choose: tuple[TeamName, ...]
    number_of_teams: int
    pairs: Pairs


def team_page(session: Session, sight: StatusScope, *, team_id: int, filters: Filters) -> TeamPage:
    """The page of a team this person leads. As many queries for ten thousand pairs as for one."""
    team = team_led(session, sight.leader_id, team_id=team_id)
    number, without = pairs_without_course(session, team_id)
    return TeamPage(
        team=team,
        pairs=pairs_seen(session, sight, filters),
        number_of_pairs=living_pairs(session, [team_id]).get(team_id, 0),
        without_course=tuple(without),
        number_without_course=number,
    )


def lead_page(
    session: Session, sight: StatusScope, *, filters: Filters, all_teams: bool = False
) -> LeadPage:
    """Every team a person leads, a dozen unless all are asked for, and the pairs of all of them."""
    number = number_of_teams(session, sight.leader_id)
    limit = number if all_teams else TEAMS_TO_CHOOSE
    names = team_names(session, sight.leader_id, limit=limit)
    shown = names if all_teams else names[:TEAMS_AT_ONCE]
    ids = [team.id for team in shown]
    tallies = status.tallies_of_teams(session, sight, ids)
    numbers = living_pairs(session, ids)
    return LeadPage(
        teams=tuple(
            TeamSummary(team, numbers.get(team.id, 0), tallies.get(team.id, NOTHING))
            for team in shown
        ),
        to_choose=tuple(names) if number <= TEAMS_TO_CHOOSE else (),
        number_of_teams=number,
        pairs=pairs_seen(session, sight, filters),
    )


def number_of_teams(session: Session, leader_id: int) -> int:
    """How many teams a person leads; it may be hundreds."""
    query = select(func.count()).select_from(TeamLeader).where(TeamLeader.person_id == leader_id)
    return session.scalar(query) or 0


def team_names(session: Session, leader_id: int, *, limit: int) -> list[TeamName]:
    """The first teams by name that a person leads."""
    query = (
        select(Team.id, Team.name)
        .join(TeamLeader, TeamLeader.team_id == Team.id)
        .where(TeamLeader.person_id == leader_id)
        .order_by(Team.name, Team.id)
        .limit(limit)
    )
    return [TeamName(row.id, row.name) for row in session.execute(query)]


def pairs_seen(session: Session, sight: StatusScope, filters: Filters) -> Pairs:
    """The pairs that pass these filters: the counts, who could use help, and one page of rows."""
    tally = status.tally(session, sight, filters)
    courses = status.courses_given(session, sight)
    is_whole = filters.state is None and filters.due is None and not filters.stalled
    number = tally.total if is_whole else rows.number_found(session, sight, filters)
    shown, helped = rows.found(
        session,
        sight,
        filters,
        courses=courses,
        number=number,
        in_need=HELPED_AT_ONCE if is_first_look(filters) else 0,
    )
    return Pairs(filters=filters, tally=tally, helped=helped, found=shown, courses=tuple(courses))


def is_first_look(filters: Filters) -> bool:
    """Is nothing set but team and course, on the first page? Only then is help suggested."""
    return replace(filters, course="", team_id=None) == Filters()


def living_pairs(session: Session, teams: Sequence[int]) -> dict[int, int]:
    """How many pairs of these teams have not ended."""
    query = (
        select(Pair.team_id, func.count().label("number"))
        .where(Pair.team_id.in_(teams), Pair.state != PairState.ENDED)
        .group_by(Pair.team_id)
    )
    return {row.team_id: row.number for row in session.execute(query)}


def pairs_without_course(session: Session, team_id: int) -> tuple[int, list[ShownPair]]:
    """How many living pairs of a team have no course yet, and the first of them."""
    has_course = select(PairStatus.pair_id).where(PairStatus.pair_id == Pair.id).exists()
    query = select(Pair.id).where(
        Pair.team_id == team_id, Pair.state != PairState.ENDED, ~has_course
    )
    ids = session.scalars(query.order_by(Pair.id)).all()
    return len(ids), pairs_by_id(session, ids[: rows.MOST])
