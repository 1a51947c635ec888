"""What changes an account? People, their passwords, and the links that work once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.content.spelling import address_of, name_of
from tandem.models import Letter, Person, PersonRole, Ticket
from tandem.models.tokens import hash_of
from tandem.people.accounts import mail_change, mail_links, sign_ins
from tandem.terms import LetterKind, QuizView, Role

LIFETIMES = {
    "setup": timedelta(days=7),
    "invite": timedelta(days=14),
    "password": timedelta(hours=2),
}
LETTER_LIFETIMES = {
    LetterKind.ASKED: LIFETIMES["password"],
    LetterKind.INVITATION: LIFETIMES["invite"],
    # What was done stays worth telling for as long as a mail server may be away.
    LetterKind.NOTICE: timedelta(days=3),
}
hasher = PasswordHasher()
# Checked where there is no account, so that the answer takes as long as where there is one. Of a
# password that nobody knows, and made as argon2 recommends.
NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$npPrCRKPBC4ICK3HRE6NfQ"
    "$0yCBqn14aC76VusYXa6xGxIpuiOl4sm/hVUivVzVEEQ"
)


def hash_password(password: str) -> str:
    """The argon2 hash of a password."""
    return hasher.hash(password)


def password_fits(password: str, password_hash: str | None) -> bool:
    """Is this the password? Takes the same time where no password is set."""
    try:
        return hasher.verify(password_hash or NOBODYS_HASH, password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def fresh_hash(password: str, password_hash: str) -> str | None:
    """A new hash of a password that fits, where the one that is kept is of an older make."""
    return hash_password(password) if hasher.check_needs_rehash(password_hash) else None


def create_person(
    session: Session,
    email: str,
    *,
    given_name: str,
    surname: str,
    roles: Iterable[Role],
    time_zone: str,
    now: datetime,
    language: str = "en",
) -> Person:
    """A new account without a password: invited, not yet here."""
    person = Person(
        email=address_of(email),
        given_name=name_of(given_name),
        surname=name_of(surname),
        time_zone=time_zone,
        language=language,
        created_at=now,
        role_rows=[PersonRole(role=role) for role in sorted(set(roles))],
    )
    session.add(person)
    session.flush()
    return person


def set_password(session: Session, person: Person, password_hash: str, *, now: datetime) -> None:
    """Set a password by its hash, which was made before; the person is signed out everywhere, and
    every open link ends."""
    person.password_hash = password_hash
    come_in(session, person, now=now)


def come_in(session: Session, person: Person, *, now: datetime) -> None:
    """The person is here from now on, by whatever way: every sign-in and every open link ends."""
    person.joined_at = person.joined_at or now
    sign_ins.end_all(session, person.id)
    end_links(session, person.id, now=now)


def end_links(session: Session, person_id: int, *, now: datetime) -> None:
    """No link that was made for this person opens anything anymore."""
    mail_change.withdraw(session, person_id)
    mail_links.withdraw(session, person_id, now=now)


def issue_ticket(session: Session, purpose: str, *, person_id: int | None, now: datetime) -> str:
    """A new link's token. Earlier links of the same purpose stop working for that person."""
    session.execute(
        update(Ticket)
        .where(Ticket.purpose == purpose, Ticket.person_id.is_not_distinct_from(person_id))
        .where(Ticket.used_at.is_(None))
        .values(used_at=now)
    )
    return add_ticket(session, purpose, person_id=person_id, now=now)


def add_ticket(
    session: Session,
    purpose: str,
    *,
    person_id: int | None,
    invitation_id: int | None = None,
    now: datetime,
) -> str:
    """A new link's token beside those that are there. One that invites belongs to an invitation."""
    token = secrets.token_urlsafe(24)
    session.add(
        Ticket(
            purpose=purpose,
            token_hash=hash_of(token),
            person_id=person_id,
            invitation_id=invitation_id,
            created_at=now,
            expires_at=now + LIFETIMES[purpose],
        )
    )
    session.flush()
    return token


def setup_ticket(session: Session, *, now: datetime) -> str:
    """The token of the link that makes the first account."""
    return issue_ticket(session, "setup", person_id=None, now=now)


def use_ticket(session: Session, ticket: Ticket, *, now: datetime) -> bool:
    """Mark a link as used. False where another request has used it already."""
    used = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.used_at.is_(None))
        .values(used_at=now)
        .returning(Ticket.id)
    )
    return used.first() is not None


def post_letter(
    session: Session,
    person: Person,
    *,
    subject: str,
    text: str,
    html: str = "",
    recipient: str = "",
    kind: LetterKind = LetterKind.ASKED,
    lifetime: timedelta | None = None,
    at_once: bool = False,
    now: datetime,
) -> None:
    """Put a letter into the outbox. One with a link expires when the link does.

    `at_once`: it does not wait for the hours at which its reader works.
    """
    lifetime = lifetime or LETTER_LIFETIMES[kind]
    session.add(
        Letter(
            kind=kind,
            person_id=person.id,
            recipient=recipient or person.email,
            subject=subject,
            text=text,
            html=html,
            language=person.language,
            at_once=at_once,
            created_at=now,
            next_try_at=now,
            expires_at=now + lifetime,
        )
    )


def change_details(
    person: Person,
    *,
    given_name: str,
    surname: str,
    time_zone: str,
    language: str,
    quiz_view: QuizView,
) -> bool:
    """Change what a person says of themselves. Are they called otherwise from now on?"""
    before = person.given_name, person.surname
    person.given_name = name_of(given_name)
    person.surname = name_of(surname)
    person.time_zone = time_zone
    person.language = language
    person.quiz_view = quiz_view
    return before != (person.given_name, person.surname)
