"""Who and what is found? Whether somebody may see it is asked in the query, not in the page."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select
from sqlalchemy.orm import Session, aliased

from tandem.content.spelling import address_of
from tandem.guide.search.asked import SearchWords, Sort
from tandem.guide.search.lessons import FoundLesson, lessons_found, open_lessons
from tandem.models import ActingLeader, Pair, Person, Team, TeamMember
from tandem.models.long_lists import is_in_names
from tandem.models.rows import full_name
from tandem.people.pairs.queries import ShownPair, people_and_team, shown
from tandem.people.teams.queries import teams_led
from tandem.terms import PairState, Role

# So many of each sort at first, and so many of one sort alone.
FIRST, MOST = 3, 50


@dataclass(frozen=True)
class FoundPerson:
    """Somebody that was found, and where this person may meet them: in a pair, or in a team."""

    id: int
    name: str
    pair_id: int | None
    team_id: int | None


@dataclass(frozen=True)
class Found:
    """What was found of each sort; `more` are the sorts of which there is more than is shown."""

    people: tuple[FoundPerson, ...] = ()
    pairs: tuple[ShownPair, ...] = ()
    lessons: tuple[FoundLesson, ...] = ()
    teams: tuple[Team, ...] = ()
    more: frozenset[Sort] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Was nothing found?"""
        return not (self.people or self.pairs or self.lessons or self.teams)


def found(
    session: Session, viewer_id: int, asked: SearchWords, *, roles: Set[Role], now: datetime
) -> Found:
    """All that somebody finds. Ten queries at most, none of them without a limit on people."""
    wanted = set(Sort) if asked.sort is None else {asked.sort}
    most = FIRST if asked.sort is None else MOST
    rows: dict[Sort, list[object]] = {sort: [] for sort in Sort}
    if Sort.PEOPLE in wanted:
        rows[Sort.PEOPLE] += people_found(session, viewer_id, asked, roles=roles, limit=most + 1)
    if Sort.PAIRS in wanted:
        rows[Sort.PAIRS] += pairs_found(session, viewer_id, asked, limit=most + 1)
    if Sort.LESSONS in wanted:
        lessons = open_lessons(session, viewer_id, roles=roles, now=now)
        rows[Sort.LESSONS] += lessons_found(lessons, asked)
    if Sort.TEAMS in wanted and Role.LEADER in roles:
        rows[Sort.TEAMS] += [t for t in teams_led(session, viewer_id) if asked.is_in(t.name)]
    return Found(
        **{sort.value: tuple(several[:most]) for sort, several in rows.items()},  # type: ignore[arg-type]  # each sort holds its own
        more=frozenset(sort for sort, several in rows.items() if len(several) > most),
    )


def people_found(
    session: Session, viewer_id: int, asked: SearchWords, *, roles: Set[Role], limit: int
) -> list[FoundPerson]:
    """Partners, the people of the teams that somebody leads, and everybody for an administrator.

    By surname. One query.
    """
    pair_id, team_id = pair_with(viewer_id), team_with(viewer_id)
    named = [Person.folded_name.contains(word, autoescape=True) for word in asked.words]
    matches, is_seen = and_(*named), or_(pair_id.is_not(None), team_id.is_not(None))
    if Role.ADMIN in roles:
        matches = or_(matches, Person.email == address_of(asked.text))
        is_seen = Person.id.is_not(None)
    query = (
        select(Person.id, Person.given_name, Person.surname)
        .add_columns(pair_id.label("pair_id"), team_id.label("team_id"))
        .where(matches, is_seen, Person.id != viewer_id)
        .where(Person.erased_at.is_(None))
        .order_by(Person.folded_name, Person.id)
        .limit(limit)
    )
    return [
        FoundPerson(
            id=row.id,
            name=full_name(row),
            pair_id=row.pair_id,
            team_id=row.team_id,
        )
        for row in session.execute(query)
    ]


def pair_with(viewer_id: int) -> ScalarSelect[int | None]:
    """The newest pair in which somebody sits with a person of the query."""
    return (
        select(Pair.id)
        .where(
            or_(
                and_(Pair.rep_id == viewer_id, Pair.support_id == Person.id),
                and_(Pair.support_id == viewer_id, Pair.rep_id == Person.id),
            )
        )
        .order_by((Pair.state == PairState.ENDED), Pair.id.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def team_with(viewer_id: int) -> ScalarSelect[int | None]:
    """A team that somebody leads and to which a person of the query belongs."""
    return (
        select(TeamMember.team_id)
        .join(ActingLeader, ActingLeader.team_id == TeamMember.team_id)
        .where(ActingLeader.person_id == viewer_id, TeamMember.person_id == Person.id)
        .order_by(TeamMember.team_id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def pairs_found(
    session: Session, viewer_id: int, asked: SearchWords, *, limit: int
) -> list[ShownPair]:
    """The pairs in which somebody sits, and those of the teams that they lead. One query.

    Every word is in one of the two names; those that have ended come last.
    """
    rep, support = aliased(Person), aliased(Person)
    words = (either_is_called(rep, support, word) for word in asked.words)
    leads = select(ActingLeader.team_id).where(ActingLeader.person_id == viewer_id)
    sits = or_(Pair.rep_id == viewer_id, Pair.support_id == viewer_id)
    query = (
        select(Pair)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
        .where(*words, or_(sits, Pair.team_id.in_(leads)))
        .options(*people_and_team())
        .order_by((Pair.state == PairState.ENDED), rep.folded_name, support.folded_name, Pair.id)
        .limit(limit)
    )
    return [shown(row) for row in session.scalars(query)]


def either_is_called(rep: type[Person], support: type[Person], word: str) -> ColumnElement[bool]:
    """Has one of the two this word in their name?"""
    return or_(
        is_in_names(rep.folded_name, word),
        is_in_names(support.folded_name, word),
    )
