"""Whose account is it?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from tandem.content.spelling import address_of, as_it_was_kept
from tandem.models import Course, Identity, ModuleTranslation, Person, PersonRole, Ticket
from tandem.models.rows import is_any
from tandem.models.tokens import hash_of
from tandem.terms import Role


@dataclass(frozen=True)
class Credentials:
    """What somebody signs in with, as it was before the password was looked at."""

    person_id: int
    password_hash: str | None


def language_of_site(session: Session) -> str:
    """The language of the first who administers the site; English where nobody does."""
    administrators = select(PersonRole.person_id).where(PersonRole.role == Role.ADMIN)
    query = select(Person.language).where(
        Person.id.in_(administrators), Person.is_active, Person.is_sample.is_(False)
    )
    return session.scalar(query.order_by(Person.id).limit(1)) or "en"


def language_to_begin_in(session: Session, *, by_id: int | None) -> str:
    """The language of somebody new: that of whoever brings them, else that of the site."""
    by = session.get(Person, by_id) if by_id else None
    return by.language if by else language_of_site(session)


def credentials(session: Session, email: str) -> Credentials | None:
    """What belongs to that address, or None where there is no account."""
    query = select(Person.id, Person.password_hash).where(is_at(email))
    row = session.execute(query.order_by(*kept_first(email)).limit(1)).one_or_none()
    return Credentials(*row) if row else None


def person_by_email(session: Session, email: str) -> Person | None:
    """The person with that address, roles included, or None."""
    query = (
        select(Person)
        .where(is_at(email))
        .options(joinedload(Person.role_rows))
        .order_by(*kept_first(email))
    )
    return session.scalars(query).unique().first()


def is_at(email: str) -> ColumnElement[bool]:
    """Has an account this address, in the one spelling or in the very one that was typed?

    Two accounts whose addresses are one but for their spelling both stay reachable.
    """
    return Person.email.in_({address_of(email), as_it_was_kept(email)})


def kept_first(email: str) -> tuple[ColumnElement[bool], ...]:
    """The order in which such accounts are meant: the very spelling that was typed comes first."""
    return (Person.email != as_it_was_kept(email),)


def is_joined_to_provider(session: Session, person_id: int) -> bool:
    """Does a sign-in provider open this account?"""
    query = select(Identity.id).where(Identity.person_id == person_id)
    return is_any(session, query)


def person_by_id(session: Session, person_id: int) -> Person:
    """The person, roles included. Raises NoResultFound."""
    query = select(Person).where(Person.id == person_id).options(joinedload(Person.role_rows))
    return session.scalars(query).unique().one()


def person_unless_erased(session: Session, person_id: int) -> Person:
    """The person, roles included. Raises NoResultFound, also where the account is erased."""
    query = select(Person).where(Person.id == person_id, Person.erased_at.is_(None))
    return session.scalars(query.options(joinedload(Person.role_rows))).unique().one()


def active_person(session: Session, person_id: int) -> Person:
    """The person, roles included. Raises NoResultFound, also where the account is closed."""
    query = select(Person).where(Person.id == person_id, Person.is_active)
    return session.scalars(query.options(joinedload(Person.role_rows))).unique().one()


def person_if_there(session: Session, person_id: int) -> Person | None:
    """The person, roles included, or None."""
    query = select(Person).where(Person.id == person_id).options(joinedload(Person.role_rows))
    return session.scalars(query).unique().one_or_none()


def addresses_of(session: Session, people: Collection[int]) -> list[str]:
    """The mail addresses of these people, in order."""
    return list(
        session.scalars(select(Person.email).where(Person.id.in_(people)).order_by(Person.email))
    )


def languages_of_lessons(session: Session) -> set[str]:
    """Every language in which some lesson is served."""
    own = select(Course.language).where(Course.withdrawn_at.is_(None))
    others = select(ModuleTranslation.language).where(ModuleTranslation.withdrawn_at.is_(None))
    return set(session.scalars(own.union(others)))


def live_ticket(session: Session, token: str, *, purpose: str, now: datetime) -> Ticket | None:
    """The ticket behind a link, unless it was used or is too old."""
    query = select(Ticket).where(
        Ticket.token_hash == hash_of(token),
        Ticket.purpose == purpose,
        Ticket.used_at.is_(None),
        Ticket.expires_at > now,
    )
    return session.scalars(query).one_or_none()


def has_people(session: Session) -> bool:
    """Does the site have any account yet?"""
    return bool(session.scalar(select(func.count()).select_from(Person)))
