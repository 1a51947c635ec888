"""How are the pairs of a team, or of all teams, doing? One page of them, and the numbers of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.same_text import has_words
from tandem.figures.paging import PageOf, page_of
from tandem.leading.board.bars import Bar, bars_of
from tandem.leading.board.roads import RoadRow, found_roads
from tandem.leading.board.rows import BoardRow, rows_for
from tandem.leading.status import counting
from tandem.leading.status import queries as status
from tandem.leading.status.counting import Place, Tally
from tandem.leading.status.queries import (
    BoundScope,
    Filters,
    Need,
    Order,
    StatusScope,
    bound,
    pairs_seen_by,
    values_of,
)
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse, library
from tandem.models import ActingLeader, Pair, PairStatus, Team, TeamLeader
from tandem.models.rows import rows
from tandem.people.pairs.queries import ShownPair, pair_for, pairs_by_id
from tandem.people.pairs.visibility import Sight
from tandem.people.teams.queries import team_led
from tandem.terms import PairState, Stage, Together

TEAMS_AT_ONCE = 12
# So many stand above the board; more are behind one line, and the board comes first.
FEW_TEAMS = 3
# Above so many a select is too long to look through: the field beside it narrows it.
TEAMS_TO_CHOOSE = 50
WITHOUT_AT_ONCE = 100
STRIPES = 200
NOTHING = Tally(states={})


@dataclass(frozen=True)
class NeedGroup:
    """The rows of one need, or all where they are not grouped; `number` counts all pages."""

    need: Need | None
    number: int
    rows: tuple[RoadRow, ...]


@dataclass(frozen=True)
class Grid:
    """A course: its modules as columns with their bars, pairs as rows."""

    course: ServedCourse
    bars: tuple[Bar, ...]
    groups: tuple[NeedGroup, ...]

    @property
    def zone(self) -> str:
        """The time zone of the first date; another one stands beside its own date."""
        rows = (row for group in self.groups for row in group.rows)
        return next((row.time_zone for row in rows if row.due_on), "")


@dataclass(frozen=True)
class Pairs:
    """The pairs that are looked at: their numbers, and one page of the board.

    With `has_more_courses` the rows of all pages are of more courses than one.
    """

    filters: Filters
    tally: Tally
    found: PageOf[RoadRow]
    courses: tuple[ServedCourse, ...]
    grids: tuple[Grid, ...]
    has_more_courses: bool = False


@dataclass(frozen=True)
class WithoutCourse:
    """The pairs that nothing was given to: so many, and the first of them."""

    number: int
    pairs: tuple[ShownPair, ...]


@dataclass(frozen=True)
class TeamPage:
    """A team as its leader sees it."""

    team: Team
    pairs: Pairs
    number_of_pairs: int
    without: WithoutCourse


@dataclass(frozen=True)
class TeamsWanted:
    """Which teams a leader wants to see: the first dozen, or a page of those that are looked for.

    `search` narrows the list and the select of teams alike.
    """

    search: str = ""
    is_every: bool = False
    page: int = 1


class TeamName(NamedTuple):
    """A team that may be chosen. A page makes hundreds of them, of which it shows a few."""

    id: int
    name: str


@dataclass(frozen=True)
class TeamSummary:
    """A team on the leader's first page."""

    team: TeamName
    pairs: int
    tally: Tally

    @property
    def stripes(self) -> tuple[tuple[Together | Stage, float, float], ...]:
        """Its states as parts of a bar 200 wide: where each begins and how wide it is."""
        scale, start, stripes = STRIPES / max(1, self.tally.total), 0.0, []
        for state, number in self.tally.states.items():
            stripes.append((state, round(start, 1), round(number * scale, 1)))
            start += number * scale
        return tuple(stripes)


@dataclass(frozen=True)
class LeadPage:
    """Everything a person leads."""

    teams: PageOf[TeamSummary]
    to_choose: tuple[TeamName, ...]
    first_team: TeamName | None
    number_of_teams: int
    wanted: TeamsWanted
    pairs: Pairs
    without: WithoutCourse

    @property
    def shows_teams(self) -> bool:
        """Do the teams stand open above the board: a few, or those somebody looks for?"""
        is_looked_for = bool(self.wanted.search) or self.wanted.is_every or self.teams.page > 1
        return self.number_of_teams <= FEW_TEAMS or is_looked_for or not self.pairs.courses

    @property
    def has_many_to_choose(self) -> bool:
        """Are there more teams than a select holds?"""
        return self.number_of_teams > TEAMS_TO_CHOOSE


def team_page(session: Session, sight: StatusScope, *, team_id: int, filters: Filters) -> TeamPage:
    """The page of a team this person leads. As many queries for ten thousand pairs as for one."""
    team = team_led(session, sight.leader_id, team_id=team_id)
    return TeamPage(
        team=team,
        pairs=pairs_seen(session, sight, filters),
        number_of_pairs=living_pairs(session, [team_id]).get(team_id, 0),
        without=pairs_without_course(session, sight),
    )


def lead_page(
    session: Session, sight: StatusScope, *, filters: Filters, teams: TeamsWanted
) -> LeadPage:
    """The teams a person leads that are wanted, and the pairs of all of their teams."""
    names = team_names(session, sight.leader_id)
    found = [team for team in names if has_words(teams.search, team.name)]
    at_once = teams.is_every or bool(teams.search)
    shown = page_of(found if at_once else found[:TEAMS_AT_ONCE], wanted=teams.page)
    ids = [team.id for team in shown.rows]
    tallies = counting.tallies_of_teams(session, sight, ids)
    numbers = living_pairs(session, ids)
    return LeadPage(
        teams=shown.with_rows(
            TeamSummary(team, numbers.get(team.id, 0), tallies.get(team.id, NOTHING))
            for team in shown.rows
        ),
        to_choose=tuple(teams_to_choose(names, found, teams, chosen_id=filters.team_id)),
        first_team=names[0] if names else None,
        number_of_teams=len(names),
        wanted=teams,
        pairs=pairs_seen(session, sight, filters),
        without=pairs_without_course(session, sight),
    )


def teams_to_choose(
    names: Sequence[TeamName],
    found: Sequence[TeamName],
    wanted: TeamsWanted,
    *,
    chosen_id: int | None,
) -> list[TeamName]:
    """The teams of the select: all while they are few; else those looked for, and the chosen."""
    if len(names) <= TEAMS_TO_CHOOSE:
        return list(names)
    offered = {team.id for team in found[:TEAMS_TO_CHOOSE]} if wanted.search else set()
    return [team for team in names if team.id in offered or team.id == chosen_id]


def team_names(session: Session, leader_id: int) -> list[TeamName]:
    """The teams by name that a person leads; it may be hundreds."""
    found = rows(session, names_of_teams(), {"leader": leader_id})
    return [TeamName._make(row) for row in found]


@cache
def names_of_teams() -> Select[int, str]:
    """The teams by name that a `leader` leads."""
    return (
        select(Team.id, Team.name)
        .join(ActingLeader, ActingLeader.team_id == Team.id)
        .where(ActingLeader.person_id == bindparam("leader", type_=Integer))
        .order_by(Team.name, Team.id)
    )


def pairs_seen(session: Session, sight: StatusScope, filters: Filters) -> Pairs:
    """The pairs that pass these filters: the counts, the bars, and one page of rows."""
    courses = status.courses_given(session, sight)
    served = library(session).courses
    counted = counting.counts(session, sight, filters)
    within = [count for count in counted if counting.stands_in(count.place, filters, served)]
    # The bars stay while one of them is looked at, so that another can be chosen.
    standing = [count.place for count in counted if counting.passes(count, filters)]
    chosen = [count.place for count in within if counting.passes(count, filters)]
    number = sum(place.number for place in chosen)
    found = found_roads(session, sight, filters, courses=courses, number=number, places=chosen)
    return Pairs(
        filters=filters,
        tally=counting.tally_of(within),
        found=found,
        courses=tuple(courses),
        grids=tuple(grids_of(found, standing, chosen, order=filters.order)),
        has_more_courses=len({place.course_id for place in chosen}) > 1,
    )


def row_of_pair(session: Session, sight: StatusScope, *, pair_id: int, course: str) -> BoardRow:
    """A pair in a course, with the dates of its steps. Raises NoResultFound.

    Only pairs of teams that this person leads are there.
    """
    filters = Filters(course=course, ended=True)
    query = status.matching(session, sight, filters, *status.key_of(sight))
    key = session.execute(query.where(PairStatus.pair_id == pair_id)).one()
    row = next(rows_for(session, sight, [key]), None)
    if row is None:
        raise NoResultFound
    return row


def scope_of_a_leader(
    session: Session, person_id: int, *, pair_id: int, now: datetime, limits: StallLimits
) -> StatusScope:
    """With whose eyes one of the two looks at their own pair: a leader's outside it, where there is
    one. Raises NoResultFound for whoever does not sit in the pair."""
    seen = pair_for(session, person_id, pair_id=pair_id)
    if seen.sight is not Sight.PARTNER:
        raise NoResultFound(pair_id)
    two = [seen.pair.rep.id, seen.pair.support.id]
    leaders = (
        select(TeamLeader.person_id)
        .where(TeamLeader.team_id == seen.pair.team_id)
        .order_by(TeamLeader.person_id.in_(two), TeamLeader.person_id)
    )
    leader_id = session.scalars(leaders.limit(1)).one()
    return StatusScope(leader_id=leader_id, team_id=None, now=now, limits=limits)


def pairs_ticked(session: Session, sight: StatusScope, ids: Sequence[int]) -> list[ShownPair]:
    """These pairs, of teams this person leads. Raises NoResultFound where one is not."""
    own = select(Pair.id).where(status.pairs_seen_by(sight), Pair.id.in_(ids))
    seen = session.scalars(own.order_by(Pair.id)).all()
    if len(seen) < len(set(ids)):
        raise NoResultFound
    return pairs_by_id(session, seen)


def grids_of(
    found: PageOf[RoadRow], standing: Sequence[Place], chosen: Sequence[Place], *, order: Order
) -> Iterator[Grid]:
    """The rows of a page course by course, and in groups; they come in that order."""
    for course, own in groupby(found.rows, key=lambda row: row.course):
        places = [place for place in chosen if place.course_id == course.id]
        yield Grid(
            course=course,
            bars=bars_of(course, standing),
            groups=tuple(groups_of(list(own), places, is_grouped=order is Order.NEED)),
        )


def groups_of(
    rows: Sequence[RoadRow], places: Sequence[Place], *, is_grouped: bool
) -> Iterator[NeedGroup]:
    """The rows of a course in their groups."""
    if not is_grouped:
        yield NeedGroup(None, sum(place.number for place in places), tuple(rows))
        return
    for need, group in groupby(rows, key=lambda row: row.need):
        number = sum(place.number for place in places if place.need is need)
        yield NeedGroup(need, number, tuple(group))


def living_pairs(session: Session, teams: Sequence[int]) -> dict[int, int]:
    """How many pairs of these teams have not ended."""
    found = rows(session, living_pairs_in(), {"teams": list(teams)})
    return {row.team_id: row.number for row in found}


@cache
def living_pairs_in() -> Select[int, int]:
    """How many pairs of each of these `teams` have not ended."""
    teams = bindparam("teams", type_=Integer)
    return (
        select(Pair.team_id, func.count().label("number"))
        .where(Pair.team_id.in_(teams), Pair.state != PairState.ENDED)
        .group_by(Pair.team_id)
    )


def pairs_without_course(session: Session, sight: StatusScope) -> WithoutCourse:
    """The living pairs that have no course, and the first of them. Three queries."""
    values = values_of(sight)
    counting_them, naming_them = without_course(bound(sight))
    number = rows(session, counting_them, values)[0].number
    ids = [row.id for row in rows(session, naming_them, values)] if number else []
    return WithoutCourse(number, tuple(pairs_by_id(session, ids)))


@cache
def without_course(sight: BoundScope) -> tuple[Select[int], Select[int]]:
    """How many living pairs of a scope have no course, and the first of them."""
    has_course = select(PairStatus.pair_id).where(PairStatus.pair_id == Pair.id).exists()
    conditions = pairs_seen_by(sight), Pair.state != PairState.ENDED, ~has_course
    number = select(func.count().label("number")).select_from(Pair).where(*conditions)
    first = select(Pair.id).where(*conditions).order_by(Pair.id).limit(WITHOUT_AT_ONCE)
    return number, first
