"""How does an account get another mail address? By a yes from the old one and from the new one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from tandem.models import MailChange, Person
from tandem.models.tokens import hash_of
from tandem.people.accounts import mail_links, queries

LIFETIME = timedelta(days=2)


@dataclass(frozen=True)
class Tokens:
    """What the two links hold."""

    old: str
    new: str


def ask(session: Session, person_id: int, email: str, *, now: datetime) -> Tokens:
    """Note a new address that waits for two yeses; one that waited before no longer does."""
    withdraw(session, person_id)
    tokens = Tokens(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
    session.add(
        MailChange(
            person_id=person_id,
            email=email,
            old_hash=hash_of(tokens.old),
            new_hash=hash_of(tokens.new),
            expires_at=now + LIFETIME,
        )
    )
    return tokens


def withdraw(session: Session, person_id: int) -> None:
    """The address stays; the links open nothing anymore."""
    session.execute(delete(MailChange).where(MailChange.person_id == person_id))


def change_of(session: Session, person_id: int, *, now: datetime) -> MailChange | None:
    """What waits for a yes."""
    change = session.get(MailChange, person_id)
    return change if change is not None and change.expires_at > now else None


def change_by_token(session: Session, token: str, *, now: datetime) -> MailChange | None:
    """What a link from one of the two letters is about."""
    return session.scalars(select(MailChange).where(is_by(token, now=now))).one_or_none()


def whose(session: Session, token: str, *, now: datetime) -> int | None:
    """Whose address a link is about; nothing of the change itself is read."""
    return session.scalar(select(MailChange.person_id).where(is_by(token, now=now)))


def is_by(token: str, *, now: datetime) -> ColumnElement[bool]:
    """What a link stands for as long as it works, in a condition."""
    of_token = or_(MailChange.old_hash == hash_of(token), MailChange.new_hash == hash_of(token))
    return and_(of_token, MailChange.expires_at > now)


def say_yes(session: Session, change: MailChange, token: str, *, now: datetime) -> bool:
    """Take the yes of one of the two. True where that was the second, and the address is new.

    The address may have been taken by somebody meanwhile: then it stays as it was.
    """
    if change.old_hash == hash_of(token):
        change.old_yes_at = now
    else:
        change.new_yes_at = now
    if change.old_yes_at is None or change.new_yes_at is None:
        return False
    person = queries.person_by_id(session, change.person_id)
    is_changed = set_address(session, person, change.email, now=now)
    withdraw(session, change.person_id)
    return is_changed


def set_address(session: Session, person: Person, email: str, *, now: datetime) -> bool:
    """Give an account another address; what was sent to the one before opens nothing anymore. False
    where it is somebody else's."""
    owner = queries.person_by_email(session, email)
    if owner is not None and owner.id != person.id:
        return False
    person.email = email
    mail_links.withdraw(session, person.id, now=now)
    session.flush()
    return True
