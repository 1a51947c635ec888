"""Whose account is it that a provider speaks of? By its own name for them, once by an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.models import Identity, Person, SignIn
from tandem.models.audit import record_act
from tandem.people.accounts import actions as accounts
from tandem.people.accounts.queries import person_by_email, person_by_id
from tandem.people.providers.claims import address_in, name_in
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.people.providers.proof import Said
from tandem.terms import AuditAct
from tandem.web.provider_settings import Provider


@dataclass(frozen=True)
class Known:
    """An account, and who its owner is at the provider. `is_joined` is true the first time."""

    person: Person
    identity: Identity
    is_new: bool = False
    is_joined: bool = False


def account_for(session: Session, provider: Provider, said: Said, *, now: datetime) -> Known:
    """The account of whoever a provider speaks of; found, joined, or made. Raises ProviderError."""
    identity = identity_by(session, provider.issuer, said.subject)
    if identity is not None:
        person = person_by_id(session, identity.person_id)
        if not person.is_active:
            raise ProviderError(ProviderFault.CLOSED)
        return Known(person, identity)
    email = address_in(said.claims, provider)
    person_there = person_by_email(session, email)
    if person_there is None:
        return made(session, provider, said, email, now=now)
    refuse_to_join(session, person_there, provider)
    return Known(person_there, join(session, person_there, provider, said, now=now), is_joined=True)


def refuse_to_join(session: Session, person: Person, provider: Provider) -> None:
    """Raises ProviderError where an account is closed, or is joined to somebody already."""
    if not person.is_active:
        raise ProviderError(ProviderFault.CLOSED)
    issuers = {identity.issuer for identity in identities_of(session, person.id)}
    if provider.issuer in issuers:
        raise ProviderError(ProviderFault.OTHER_SUBJECT)
    if issuers:
        raise ProviderError(ProviderFault.OTHER_PROVIDER)


def made(session: Session, provider: Provider, said: Said, email: str, *, now: datetime) -> Known:
    """A new account, which holds nothing yet. Raises ProviderError where none is to be made."""
    if not provider.makes_accounts:
        raise ProviderError(ProviderFault.NO_ACCOUNT)
    called = name_in(said.claims, email)
    person = accounts.create_person(
        session,
        email,
        given_name=called.given_name,
        surname=called.surname,
        roles=(),
        time_zone=called.time_zone,
        now=now,
    )
    return Known(person, join(session, person, provider, said, now=now), is_new=True)


def join(
    session: Session, person: Person, provider: Provider, said: Said, *, now: datetime
) -> Identity:
    """From now on the provider opens this account."""
    identity = Identity(
        person_id=person.id, issuer=provider.issuer, subject=said.subject, created_at=now
    )
    session.add(identity)
    session.flush()
    return identity


def come_in(session: Session, known: Known, *, now: datetime) -> None:
    """Whoever was not here yet is here from now on."""
    if known.person.has_joined:
        return
    accounts.come_in(session, known.person, now=now)
    person_id = known.person.id
    record_act(session, AuditAct.JOINED, by_id=person_id, subject_id=person_id, now=now)


def identity_by(session: Session, issuer: str, subject: str) -> Identity | None:
    """Who is called so by that provider."""
    query = select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)
    return session.scalars(query).one_or_none()


def identities_of(session: Session, person_id: int) -> list[Identity]:
    """To which providers an account is joined, oldest first. One query."""
    query = select(Identity).where(Identity.person_id == person_id).order_by(Identity.id)
    return list(session.scalars(query))


def part(session: Session, person_id: int) -> bool:
    """No provider opens this account any more; what they gave stays. False where none did."""
    gone = session.execute(
        delete(Identity).where(Identity.person_id == person_id).returning(Identity.id)
    )
    return bool(gone.all())


def end_sign_ins(session: Session, provider: Provider, *, subject: str, at: str) -> list[int]:
    """Sign out here whoever has signed out there: in that session of the provider, or everywhere.

    Gives whose sign-ins ended.
    """
    of_provider = SignIn.provider == provider.name
    whose = select(Identity.person_id).where(
        Identity.issuer == provider.issuer, Identity.subject == subject
    )
    which = SignIn.provider_session == at if at else SignIn.person_id.in_(whose)
    also = (SignIn.person_id.in_(whose),) if subject else ()
    gone = session.execute(
        delete(SignIn).where(of_provider, which, *also).returning(SignIn.person_id)
    )
    return sorted({row.person_id for row in gone})
