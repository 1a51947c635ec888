"""Which pairs are there, and which may this person see?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.base import ExecutableOption

from tandem.content.same_text import folded
from tandem.figures.paging import PageOf
from tandem.models import ActingLeader, Pair, PairChange, PairConsent, Person, Team
from tandem.models.long_lists import by_ids, is_called, page_of_ids
from tandem.models.rows import is_any, name_of, rows, sort_name_of
from tandem.people.pairs import rules
from tandem.people.pairs.visibility import Sight, sight_of
from tandem.terms import Consent, PairState, Role


@dataclass(frozen=True)
class Partner:
    """One of the two, and the role they have in the pair."""

    id: int
    name: str
    sort_name: tuple[str, str, int]
    role: Role
    is_active: bool = True
    given_name: str = ""


@dataclass(frozen=True)
class ShownPair:
    """A pair as it is shown. `again_at` is when the same two were formed, or proposed, anew."""

    id: int
    team_id: int
    team_name: str
    is_sample: bool
    state: PairState
    rep: Partner
    support: Partner
    paused_until: date | None = None
    pause_zone: str | None = None
    again_at: datetime | None = None

    @property
    def is_proposed_anew(self) -> bool:
        """Had it ended, and is it proposed to the same two again?"""
        return self.state is PairState.PROPOSED and self.again_at is not None

    @property
    def is_open(self) -> bool:
        """May the two read on? From the beginning, and while they are proposed anew."""
        return self.is_proposed_anew or rules.is_open(self.state)

    @cached_property
    def partners(self) -> tuple[Partner, Partner]:
        """The two by surname: neither comes first by role."""
        first, second = sorted((self.rep, self.support), key=lambda partner: partner.sort_name)
        return first, second

    def in_seat(self, role: Role) -> Partner:
        """Who has this role in the pair."""
        return self.rep if role is Role.REP else self.support

    def role_of(self, person_id: int) -> Role:
        """In which seat one of the two sits."""
        return Role.REP if self.rep.id == person_id else Role.SUPPORT


@dataclass(frozen=True)
class Proposed:
    """A pair proposed to somebody, and what they have said to it."""

    pair: ShownPair
    partner: Partner
    answer: Consent | None


@dataclass(frozen=True)
class SeenPair:
    """A pair and as whom this person looks at it."""

    pair: ShownPair
    sight: Sight
    leads_team: bool


def pairs_of_teams(session: Session, teams: Collection[int]) -> list[ShownPair]:
    """Every pair of these teams, ended ones too, by the partners' surnames. One query."""
    query = select(Pair).where(Pair.team_id.in_(teams)).options(*people_and_team())
    return sorted(map(shown, session.scalars(query)), key=by_names)


def pairs_found(
    session: Session, team_id: int, *, search: str, page: int, living: bool = False
) -> PageOf[ShownPair]:
    """One page of a team's pairs, or of its living ones, by name: those in whose names all these
    words are. Three queries."""
    rep, support = aliased(Person), aliased(Person)
    comes_first = rep.folded_name < support.folded_name
    ids = (
        select(Pair.id)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
        .where(Pair.team_id == team_id, are_called(search, rep, support))
        .where(Pair.state != PairState.ENDED if living else true())
        .order_by(
            case((comes_first, rep.folded_name), else_=support.folded_name),
            case((comes_first, support.folded_name), else_=rep.folded_name),
            Pair.id,
        )
    )
    found = page_of_ids(session, ids, wanted=page)
    return found.with_rows(by_ids(pairs_by_id(session, found.rows), found.rows))


def pairs_by_id(session: Session, ids: Collection[int]) -> list[ShownPair]:
    """These pairs, by the partners' surnames. One query."""
    if not ids:
        return []
    found = rows(session, named_pairs(), {"ids": list(ids)})
    return sorted((pair_in(row) for row in found), key=by_names)


@cache
def named_pairs() -> Select[Any]:
    """The pairs of these `ids`: bare rows, each the pair's own columns, then those of the two."""
    return every_pair_named().where(Pair.id.in_(bindparam("ids", type_=Integer)))


def every_pair_named() -> Select[Any]:
    """All pairs as such rows."""
    rep, support = aliased(Person), aliased(Person)
    return (
        select(
            Pair.id, Pair.team_id, Team.name, Team.is_sample, Pair.state, Pair.paused_until,
            Pair.pause_zone, Pair.again_at, *named(rep), *named(support),
        )
        .join(Team, Team.id == Pair.team_id)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
    )  # fmt: skip


def named(person: Any) -> tuple[Any, ...]:
    """The columns that say who somebody is."""
    return person.id, person.given_name, person.surname, person.is_active


def began_at(session: Session, ids: Collection[int]) -> dict[int, datetime]:
    """When each of these pairs last became active. One query."""
    query = (
        select(PairChange.pair_id, func.max(PairChange.at).label("at"))
        .where(PairChange.pair_id.in_(ids), PairChange.state == PairState.ACTIVE)
        .group_by(PairChange.pair_id)
    )
    return {row.pair_id: row.at for row in session.execute(query)}


def living_pair_of(session: Session, *, rep_id: int, support_id: int) -> int | None:
    """The pair in which these two work now; None where they do not."""
    query = select(Pair.id).where(
        Pair.rep_id == rep_id, Pair.support_id == support_id, Pair.state.in_(rules.LIVING)
    )
    return session.scalars(query).one_or_none()


def pairs_of_person(session: Session, person_id: int) -> list[ShownPair]:
    """Every pair in which a person sits, ended ones too, by the partners' surnames. One query."""
    return sorted(map(pair_in, rows(session, sat_in(), {"person": person_id})), key=by_names)


@cache
def sat_in() -> Select[Any]:
    """Every pair in which one `person` sits: rows like those of `named_pairs`."""
    me = bindparam("person", type_=Integer)
    return every_pair_named().where(or_(Pair.rep_id == me, Pair.support_id == me))


def pair_in_team(session: Session, team_id: int, *, pair_id: int) -> Pair:
    """A pair of a team, to be changed. Raises NoResultFound."""
    query = select(Pair).where(Pair.id == pair_id, Pair.team_id == team_id)
    return session.scalars(query.options(*people_and_team())).one()


def pair_for(session: Session, person_id: int, *, pair_id: int) -> SeenPair:
    """A pair this person may see: the two, and who leads their team. Raises NoResultFound."""
    leads = (
        select(ActingLeader.person_id)
        .where(ActingLeader.team_id == Pair.team_id, ActingLeader.person_id == person_id)
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


def pair_of_own(session: Session, person_id: int, *, pair_id: int) -> Pair:
    """A pair in which this person sits. Raises NoResultFound."""
    query = select(Pair).where(Pair.id == pair_id, sits_in(person_id))
    return session.scalars(query.options(*people_and_team())).one()


def consents(session: Session, pairs: Collection[int]) -> dict[int, dict[int, Consent]]:
    """What each said last to these proposed pairs: by pair, then by person. One query.

    What was said to an earlier proposal of the same two counts no more.
    """
    query = said_to_proposal().where(PairConsent.pair_id.in_(pairs))
    answers: dict[int, dict[int, Consent]] = {}
    for row in session.scalars(query):
        answers.setdefault(row.pair_id, {})[row.person_id] = row.answer
    return answers


def said_to_proposal() -> Select[PairConsent]:
    """The answers to the proposals that are open now, in order."""
    earlier_end = (
        select(PairChange.id)
        .where(PairChange.pair_id == PairConsent.pair_id, PairChange.state == PairState.ENDED)
        .where(PairChange.at > PairConsent.at)
        .exists()
    )
    return select(PairConsent).where(~earlier_end).order_by(PairConsent.id)


def wanting_talk(
    session: Session, pairs: Collection[ShownPair], *, reader_id: int
) -> dict[int, tuple[str, ...]]:
    """Who wants to talk first, by proposed pair; nothing of a pair in which the reader sits."""
    open_pairs = {
        pair.id: pair
        for pair in pairs
        if pair.state is PairState.PROPOSED and reader_id not in (pair.rep.id, pair.support.id)
    }
    answers = consents(session, open_pairs) if open_pairs else {}
    return {
        number: tuple(
            partner.name
            for partner in pair.partners
            if answers.get(number, {}).get(partner.id) is Consent.TALK
        )
        for number, pair in open_pairs.items()
    }


def proposed_to(session: Session, person_id: int, own_pairs: Iterable[ShownPair]) -> list[Proposed]:
    """Those of a person's pairs that are proposed, with their own answer alone. One query, or
    none."""
    proposed = (pair for pair in own_pairs if pair.state is PairState.PROPOSED)
    pairs = sorted(proposed, key=attrgetter("id"))
    if not pairs:
        return []
    own = said_to_proposal().where(
        PairConsent.pair_id.in_([pair.id for pair in pairs]), PairConsent.person_id == person_id
    )
    answers = {row.pair_id: row.answer for row in session.scalars(own)}
    return [
        Proposed(
            pair=pair,
            partner=pair.support if pair.rep.id == person_id else pair.rep,
            answer=answers.get(pair.id),
        )
        for pair in pairs
    ]


def has_leader_outside(session: Session, pair: ShownPair) -> bool:
    """Does somebody lead the team who does not sit in the pair?"""
    seated = (pair.rep.id, pair.support.id)
    query = select(ActingLeader.person_id).where(
        ActingLeader.team_id == pair.team_id, ActingLeader.person_id.not_in(seated)
    )
    return is_any(session, query)


def not_again_pairs(session: Session, people: Collection[int]) -> set[frozenset[int]]:
    """Which two of these people are not to be suggested to each other again, in whichever team."""
    query = (
        select(Pair.rep_id, Pair.support_id)
        .join(PairChange, PairChange.pair_id == Pair.id)
        .where(PairChange.not_again, Pair.rep_id.in_(people), Pair.support_id.in_(people))
    )
    return {frozenset(row) for row in session.execute(query)}


def are_called(search: str, rep: type[Person], support: type[Person]) -> ColumnElement[bool]:
    """Is every word in the name of one of the two?"""
    words = folded(search).split()
    return and_(true(), *(or_(is_called(word, rep), is_called(word, support)) for word in words))


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
        paused_until=row.paused_until,
        pause_zone=row.pause_zone,
        again_at=row.again_at,
    )


def pair_in(row: Any) -> ShownPair:
    """The pair of a row of `named_pairs`."""
    pair_id, team_id, team_name, is_sample, state, paused_until, pause_zone, again_at, *two = row
    return ShownPair(
        id=pair_id,
        team_id=team_id,
        team_name=team_name,
        is_sample=is_sample,
        state=state,
        rep=partner_in(two[:4], Role.REP),
        support=partner_in(two[4:], Role.SUPPORT),
        paused_until=paused_until,
        pause_zone=pause_zone,
        again_at=again_at,
    )


def partner(person: Person, role: Role) -> Partner:
    """A person in a seat."""
    return partner_in(named(person), role)


def partner_in(who: Sequence[Any], role: Role) -> Partner:
    """The person of these columns (`named`) in a seat."""
    person_id, given_name, surname, is_active = who
    name = name_of(given_name, surname)
    return Partner(
        id=person_id,
        name=name,
        sort_name=sort_name_of(given_name, surname, person_id),
        role=role,
        is_active=is_active,
        given_name=given_name or name,
    )


def by_names(pair: ShownPair) -> tuple[tuple[str, str, int], tuple[str, str, int], int]:
    """The order of pairs: by surname."""
    first, second = pair.partners
    return first.sort_name, second.sort_name, pair.id


def sits_in(person_id: int) -> ColumnElement[bool]:
    """A person sits in the pair."""
    return or_(Pair.rep_id == person_id, Pair.support_id == person_id)


def living_pairs_of(session: Session, person_id: int) -> list[Pair]:
    """The pairs a person sits in that have not ended, as they are now."""
    query = select(Pair).where(sits_in(person_id), Pair.state != PairState.ENDED)
    query = query.order_by(Pair.id).execution_options(populate_existing=True)
    return list(session.scalars(query))
