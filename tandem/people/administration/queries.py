"""Which people have an account, and which of them can administer?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session, joinedload

from tandem.content.same_text import has_words
from tandem.content.spelling import address_of, compared
from tandem.figures.paging import PageOf, page_of
from tandem.models import ActingLeader, Person, PersonRole, Team, TeamMember
from tandem.models.rows import full_name, name_of, sort_name_of
from tandem.terms import AccountState, Role


@dataclass(frozen=True)
class PeopleFilters:
    """Whom an administrator looks for, and the page of them, from 1."""

    search: str = ""
    role: Role | None = None
    state: AccountState | None = None
    page: int = 1


def people_found(session: Session, filters: PeopleFilters) -> PageOf[Person]:
    """One page of the people who were looked for, by surname. Two queries.

    Names are compared here and not by the database, as databases differ in what they hold alike.
    """
    ids = [
        row.id
        for row in sorted(session.execute(kept_by(filters)), key=by_surname)
        if has_words(filters.search, full_name(row), row.email)
    ]
    found = page_of(ids, wanted=filters.page)
    return found.with_rows(people_by_id(session, found.rows))


def kept_by(filters: PeopleFilters) -> Select[int, str, str, str]:
    """Everybody of that role and state of the account."""
    query = select(Person.id, Person.given_name, Person.surname, Person.email).order_by(Person.id)
    if filters.role is not None:
        query = query.where(Person.role_rows.any(PersonRole.role == filters.role))
    match filters.state:
        case AccountState.CLOSED:
            return query.where(Person.is_active.is_(False))
        case AccountState.INVITED:
            return query.where(Person.is_active, Person.joined_at.is_(None))
        case AccountState.JOINED:
            return query.where(Person.is_active, Person.joined_at.is_not(None))
        case None:
            return query


def by_surname(row: Row[int, str, str, str]) -> tuple[str, str, int]:
    """The order of `Person.sort_name`."""
    return sort_name_of(row.given_name, row.surname, row.id)


@dataclass(frozen=True)
class TwiceKept:
    """Two accounts at what is one address, kept from before there was one spelling."""

    here: Person
    other: Person | None


def kept_twice(session: Session) -> list[TwiceKept]:
    """Accounts whose address is spelled otherwise than addresses are now, with the account that has
    it in the one spelling. Nothing joins them by itself. One query, two where there are any."""
    rows = session.execute(select(Person.id, Person.email).order_by(Person.id)).all()
    odd = {row.id: address_of(row.email) for row in rows if row.email != address_of(row.email)}
    ids = {row.email: row.id for row in rows if row.email in odd.values()}
    wanted = people_by_id(session, sorted({*odd, *ids.values()})) if odd else ()
    people = {person.id: person for person in wanted}
    return [
        TwiceKept(people[own], people[ids[email]] if email in ids else None)
        for own, email in odd.items()
    ]


@dataclass(frozen=True)
class TeamCalledAlike:
    """A team whose name is another's in any spelling; who leads it, and how many are in it."""

    team_id: int
    name: str
    leaders: tuple[str, ...]
    members: int


def teams_called_alike(session: Session) -> list[TeamCalledAlike]:
    """Teams whose names are one but for their spelling, side by side: a list of people, a provider
    or a directory that names one can't say which. One query, three where there are any."""
    rows = session.execute(select(Team.id, Team.name).order_by(Team.id)).all()
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        ids[compared(row.name)].append(row.id)
    alike = [team_id for called in ids.values() if len(called) > 1 for team_id in called]
    if not alike:
        return []
    leaders: dict[int, list[str]] = defaultdict(list)
    query = select(ActingLeader.team_id, Person.given_name, Person.surname)
    query = query.join(Person, Person.id == ActingLeader.person_id).order_by(Person.id)
    for team_id, given, surname in session.execute(query.where(ActingLeader.team_id.in_(alike))):
        leaders[team_id].append(name_of(given, surname))
    count = select(TeamMember.team_id, func.count()).group_by(TeamMember.team_id)
    rows_of_members = session.execute(count.where(TeamMember.team_id.in_(alike)))
    members = {row[0]: row[1] for row in rows_of_members}
    names = {row.id: row.name for row in rows}
    return [
        TeamCalledAlike(team_id, names[team_id], tuple(leaders[team_id]), members.get(team_id, 0))
        for team_id in alike
    ]


def people_by_id(session: Session, ids: Sequence[int]) -> tuple[Person, ...]:
    """These people with their roles, in this order."""
    query = select(Person).where(Person.id.in_(ids)).options(joinedload(Person.role_rows))
    people = {person.id: person for person in session.scalars(query).unique()}
    return tuple(people[person_id] for person_id in ids)


def is_administrator() -> ColumnElement[bool]:
    """Whoever has the role, in a condition."""
    of_role = select(PersonRole.person_id).where(PersonRole.role == Role.ADMIN)
    return Person.id.in_(of_role)
