"""Who was brought in and has joined, and who has not: until when does their link work?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from tandem.figures.paging import PageOf
from tandem.models import Invitation, Person, Ticket
from tandem.models.long_lists import by_ids, is_called, page_of_ids
from tandem.terms import Issuer, Role

JOINED_LATELY = timedelta(days=60)


class JoinState(StrEnum):
    """How far somebody is."""

    JOINED = "joined"
    INVITED = "invited"
    EXPIRED = "expired"
    NOT_INVITED = "not_invited"


@dataclass(frozen=True)
class Joining:
    """Somebody who was brought in. `at` is when they joined, or when their link ends or ended."""

    person_id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    state: JoinState
    at: datetime | None


@dataclass(frozen=True)
class Joinings:
    """Those who are not here yet by surname, and those who have joined lately, the newest first."""

    waiting: PageOf[Joining]
    joined: PageOf[Joining]


@dataclass(frozen=True)
class JoiningsWanted:
    """Whom an administrator looks for, and the page of either list, from 1."""

    search: str = ""
    waiting_page: int = 1
    joined_page: int = 1


def joinings(session: Session, wanted: JoiningsWanted, *, now: datetime) -> Joinings:
    """One page of each list of those whom the administration has brought in. Six queries.

    Whom a leader has asked holds nothing yet and is left to that leader.
    """
    waits = (*brought_in(), Person.joined_at.is_(None), is_called(wanted.search))
    lately = (*brought_in(), Person.joined_at > now - JOINED_LATELY, is_called(wanted.search))
    by_name = select(Person.id).where(*waits).order_by(Person.folded_name, Person.id)
    newest = select(Person.id).where(*lately).order_by(Person.joined_at.desc(), Person.id)
    waiting = page_of_ids(session, by_name, wanted=wanted.waiting_page)
    joined = page_of_ids(session, newest, wanted=wanted.joined_page)
    people = people_of(session, [*waiting.rows, *joined.rows])
    ends = links_of(session, waiting.rows)
    return Joinings(
        waiting=waiting.with_rows(
            waiting_person(person, ends.get(person.id), now=now)
            for person in by_ids(people, waiting.rows)
        ),
        joined=joined.with_rows(
            joining(person, JoinState.JOINED, person.joined_at)
            for person in by_ids(people, joined.rows)
        ),
    )


def number_without_link(session: Session) -> int:
    """How many who were brought in are not here yet and have never had a link. One query."""
    has_link = select(Ticket.id).where(Ticket.purpose == "invite", Ticket.person_id == Person.id)
    query = select(func.count()).select_from(Person)
    query = query.where(*brought_in(), Person.joined_at.is_(None), ~has_link.exists())
    return session.scalars(query).one()


def people_of(session: Session, ids: Sequence[int]) -> list[Person]:
    """These people with their roles."""
    query = select(Person).where(Person.id.in_(ids)).options(joinedload(Person.role_rows))
    return list(session.scalars(query).unique())


def links_of(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    """When the newest link to join ends, or ended, of each of these people."""
    query = (
        select(Ticket.person_id, func.max(Ticket.expires_at).label("ends"))
        .where(Ticket.purpose == "invite", Ticket.used_at.is_(None), Ticket.person_id.in_(ids))
        .group_by(Ticket.person_id)
    )
    return {row.person_id: row.ends for row in session.execute(query)}


def brought_in() -> tuple[ColumnElement[bool], ...]:
    """Who has a role and an open account, samples aside."""
    return (Person.role_rows.any(), Person.is_active.is_(True), Person.is_sample.is_(False))


def waiting_person(person: Person, ends: datetime | None, *, now: datetime) -> Joining:
    """Somebody who is not here yet."""
    if ends is None:
        return joining(person, JoinState.NOT_INVITED, None)
    return joining(person, JoinState.INVITED if ends > now else JoinState.EXPIRED, ends)


def joining(person: Person, state: JoinState, at: datetime | None) -> Joining:
    """A person as the page shows them."""
    roles = tuple(row.role for row in person.role_rows)
    return Joining(person.id, person.name, person.email, roles, state, at)


def all_waiting(session: Session) -> list[Person]:
    """Everybody who was brought in and is not here yet, by surname."""
    query = (
        select(Person)
        .where(*brought_in(), Person.joined_at.is_(None))
        .options(joinedload(Person.role_rows))
        .order_by(Person.folded_name, Person.id)
    )
    return list(session.scalars(query).unique())


def all_asked(session: Session, team_id: int, *, by_id: int) -> list[Invitation]:
    """The open invitations of one leader in a team, by surname."""
    query = select(Invitation).where(
        Invitation.team_id == team_id,
        Invitation.by_id == by_id,
        Invitation.issuer == Issuer.LEADER,
        Invitation.answer.is_(None),
    )
    return list(session.scalars(query.order_by(Invitation.surname, Invitation.id)))
