"""Which pairs are there, and which may this person see?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption

from tandem.models import Pair, PairChange, Person, TeamLeader
from tandem.rules.visibility import Sight, sight_of
from tandem.terms import PairState, Role


@dataclass(frozen=True)
class Partner:
    """One of the two, and the role they have in the pair."""

    id: int
    name: str
    sort_name: tuple[str, str, int]
    role: Role


@dataclass(frozen=True)
class ShownPair:
    """A pair as it is shown."""

    id: int
    team_id: int
    team_name: str
    is_sample: bool
    state: PairState
    rep: Partner
    support: Partner

    @property
    def partners(self) -> tuple[Partner, Partner]:
        """The two by surname: neither comes first by role."""
        first, second = sorted((self.rep, self.support), key=lambda one: one.sort_name)
        return first, second


@dataclass(frozen=True)
class SeenPair:
    """A pair and as whom this person looks at it."""

    pair: ShownPair
    sight: Sight
    leads_team: bool


def pairs_of_teams(session: Session, teams: Collection[int]) -> list[ShownPair]:
    """Every pair of these teams, ended ones too, by the partners' surnames. One query."""
    rows = session.scalars(select(Pair).where(Pair.team_id.in_(teams)).options(*people_and_team()))
    return sorted((shown(row) for row in rows), key=by_names)


def pairs_by_id(session: Session, ids: Collection[int]) -> list[ShownPair]:
    """These pairs, by the partners' surnames. One query."""
    rows = session.scalars(select(Pair).where(Pair.id.in_(ids)).options(*people_and_team()))
    return sorted((shown(row) for row in rows), key=by_names)


def began_at(session: Session, ids: Collection[int]) -> dict[int, datetime]:
    """When each of these pairs last became active. One query."""
    query = (
        select(PairChange.pair_id, func.max(PairChange.at).label("at"))
        .where(PairChange.pair_id.in_(ids), PairChange.state == PairState.ACTIVE)
        .group_by(PairChange.pair_id)
    )
    return {row.pair_id: row.at for row in session.execute(query)}


def pair_in_team(session: Session, team_id: int, *, pair_id: int) -> Pair:
    """A pair of a team, to be changed. Raises NoResultFound."""
    query = select(Pair).where(Pair.id == pair_id, Pair.team_id == team_id)
    return session.scalars(query.options(*people_and_team())).one()


def pair_for(session: Session, person_id: int, *, pair_id: int) -> SeenPair:
    """A pair this person may see: the two, and who leads their team. Raises NoResultFound."""
    leads = (
        select(TeamLeader.person_id)
        .where(TeamLeader.team_id == Pair.team_id, TeamLeader.person_id == person_id)
        .exists()
    )
    query = select(Pair, leads).where(Pair.id == pair_id).options(*people_and_team())
    row, leads_team = session.execute(query).one()
    pair = shown(row)
    sight = sight_of(
        person_id, rep_id=pair.rep.id, support_id=pair.support.id, leads_team=leads_team
    )
    if sight is None:
        raise NoResultFound(pair_id)
    return SeenPair(pair=pair, sight=sight, leads_team=leads_team)


def living_pairs(session: Session, people: Collection[int]) -> set[frozenset[int]]:
    """Which of these people sit together in a pair that has not ended, in whichever team."""
    query = select(Pair.rep_id, Pair.support_id).where(
        Pair.state != PairState.ENDED, Pair.rep_id.in_(people), Pair.support_id.in_(people)
    )
    return {frozenset(row) for row in session.execute(query)}


def people_and_team() -> tuple[ExecutableOption, ...]:
    """Load the two and the team with the pair."""
    return joinedload(Pair.rep), joinedload(Pair.support), joinedload(Pair.team)


def shown(row: Pair) -> ShownPair:
    """A pair's row as it is shown."""
    return ShownPair(
        id=row.id,
        team_id=row.team_id,
        team_name=row.team.name,
        is_sample=row.team.is_sample,
        state=row.state,
        rep=partner(row.rep, Role.REP),
        support=partner(row.support, Role.SUPPORT),
    )


def partner(person: Person, role: Role) -> Partner:
    """A person in a seat."""
    return Partner(id=person.id, name=person.name, sort_name=person.sort_name, role=role)


def by_names(pair: ShownPair) -> tuple[tuple[str, str, int], tuple[str, str, int], int]:
    """The order of pairs: by surname."""
    first, second = pair.partners
    return first.sort_name, second.sort_name, pair.id
