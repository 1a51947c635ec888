"""Who was brought in and has joined, and who has not: until when does their link work?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from tandem.models import Invitation, Person, Ticket
from tandem.terms import Issuer, Role

SHOWN = 500
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

    waiting: tuple[Joining, ...]
    joined: tuple[Joining, ...]
    number_waiting: int
    number_joined: int


def joinings(session: Session, *, now: datetime) -> Joinings:
    """Everybody whom the administration has brought in. Four queries.

    Whom a leader has asked holds nothing yet and is left to that leader.
    """
    waits = (*brought_in(), Person.joined_at.is_(None))
    lately = (*brought_in(), Person.joined_at > now - JOINED_LATELY)
    links = (
        select(Ticket.person_id, func.max(Ticket.expires_at).label("ends"))
        .where(Ticket.purpose == "invite", Ticket.used_at.is_(None))
        .group_by(Ticket.person_id)
        .subquery()
    )
    waiting = (
        select(Person, links.c.ends)
        .outerjoin(links, links.c.person_id == Person.id)
        .where(*waits)
        .options(joinedload(Person.role_rows))
        .order_by(Person.surname, Person.given_name, Person.id)
        .limit(SHOWN)
    )
    joined = (
        select(Person)
        .where(*lately)
        .options(joinedload(Person.role_rows))
        .order_by(Person.joined_at.desc(), Person.id)
        .limit(SHOWN)
    )
    return Joinings(
        waiting=tuple(
            waiting_person(person, ends, now=now)
            for person, ends in session.execute(waiting).unique()
        ),
        joined=tuple(
            joining(person, JoinState.JOINED, person.joined_at)
            for person in session.scalars(joined).unique()
        ),
        number_waiting=session.scalar(select(func.count(Person.id)).where(*waits)) or 0,
        number_joined=session.scalar(select(func.count(Person.id)).where(*lately)) or 0,
    )


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
        .order_by(Person.surname, Person.given_name, Person.id)
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
