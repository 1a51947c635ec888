"""What does a directory change about a person? It brings, changes, closes and opens accounts.

Nobody is erased: a person whom it deletes is closed, and the directory sees them no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from scim2_models import PreconditionFailedException
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tandem.content.spelling import address_of, name_of
from tandem.interop.scim.people import is_seen, person_seen, users_of
from tandem.interop.scim.places import take_places_anew
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import USERS, WORK, User, WorkAddress, id_of
from tandem.models import AuditEntry, Person, ScimToken, ScimUser
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.models.rows import first_of
from tandem.people.accounts import actions as accounts
from tandem.people.accounts import mail_change
from tandem.people.accounts.queries import language_of_site, person_by_email
from tandem.people.leaving import administers_alone, let_go
from tandem.people.providers.claims import LONGEST_ADDRESS, LONGEST_NAME
from tandem.people.providers.taking import hold_what_decides
from tandem.people.teams.actions import set_roles
from tandem.people.teams.queries import teams_led_alone
from tandem.terms import AuditAct, DirectoryFault, Role


@dataclass
class Directory:
    """One request: who may not be touched, and what is to be told of what was done."""

    session: Session
    now: datetime
    emergency: str = ""
    entries: list[AuditEntry] = field(default_factory=list)
    # The address that somebody had until now, by their id.
    addresses: dict[int, str] = field(default_factory=dict)

    def record(
        self, act: AuditAct, *, person_id: int | None = None, team_id: int | None = None,
        about: str = "",
    ) -> AuditEntry:  # fmt: skip
        """Note what was done."""
        entry = record_act(
            self.session, act, by_id=None, subject_id=person_id, team_id=team_id, about=about,
            now=self.now,
        )  # fmt: skip
        self.entries.append(entry)
        return entry


def take_turn(session: Session) -> None:
    """Let one act of a directory at a time decide: the others wait here for its commit."""
    hold(session, ScimToken.ended_at.is_(None), references_pass=True)


def bring(directory: Directory, user: User) -> User:
    """A new account; or an old one again, for somebody whom the directory had deleted."""
    session, email = directory.session, address_in(user)
    refuse_taken_name(session, user.user_name or "", but=0)
    person = person_by_email(session, email)
    if person is None:
        person = accounts.create_person(
            session, email, given_name="", surname="", roles=(), time_zone="UTC", now=directory.now,
            language=language_of_site(session),
        )  # fmt: skip
        directory.record(AuditAct.ACCOUNT_MADE, person_id=person.id)
    elif session.scalar(select(Person.id).where(is_seen(), Person.id == person.id)) is not None:
        raise DeniedError(DirectoryFault.ADDRESS_TAKEN, about=email, person_id=person.id)
    known = session.get(ScimUser, person.id) or ScimUser(person_id=person.id)
    known.deleted_at = None
    session.add(known)
    write(directory, person, known, user)
    return seen_now(session, person.id)


def change(directory: Directory, user: User, *, expected: str | None) -> User:
    """Make somebody what the directory says."""
    session, person = directory.session, held(directory, user.id, expected=expected)
    refuse_taken_name(session, user.user_name or "", but=person.id)
    known = session.get(ScimUser, person.id) or ScimUser(person_id=person.id)
    session.add(known)
    write(directory, person, known, user)
    return seen_now(session, person.id)


def delete(directory: Directory, resource_id: str, *, expected: str | None) -> None:
    """Somebody is gone from the directory: the account closes, and what was done stays."""
    session, person = directory.session, held(directory, resource_id, expected=expected)
    known = session.get(ScimUser, person.id)
    if known is None:
        known = ScimUser(person_id=person.id, user_name=person.email)
        session.add(known)
    close(directory, person)
    known.user_name_key, known.deleted_at = None, directory.now
    session.flush()


def held(directory: Directory, resource_id: str | None, *, expected: str | None) -> Person:
    """Somebody, held until the commit and as the directory expects them. Raises SCIMException."""
    session = directory.session
    hold_what_decides(session, person_seen(session, resource_id).id)
    person = person_seen(session, resource_id)
    if expected is not None:
        (user,) = users_of(session, [person])
        if user.meta is None or user.meta.version != expected:
            raise PreconditionFailedException
    return person


def seen_now(session: Session, person_id: int) -> User:
    """Somebody as they are after the change."""
    session.flush()
    (user,) = users_of(session, [person_seen(session, id_of(USERS, person_id))])
    return user


def write(directory: Directory, person: Person, known: ScimUser, user: User) -> None:
    """What the directory calls somebody, how they are called, and then what they may."""
    known.user_name = (user.user_name or "").strip()[:255]
    known.user_name_key = known.user_name.casefold()[:255]
    known.external_id = user.external_id[:255] if user.external_id else None
    write_name(directory, person, user)
    write_address(directory, person, address_in(user))
    write_rights(directory, person, user)
    directory.session.flush()


def write_name(directory: Directory, person: Person, user: User) -> None:
    """How somebody is called."""
    called = user.name
    given = name_of((called.given_name if called else "") or "")[:LONGEST_NAME]
    surname = name_of((called.family_name if called else "") or "")[:LONGEST_NAME]
    if not given and not surname:
        given = person.email.partition("@")[0]
    if (given, surname) == (person.given_name, person.surname):
        return
    is_new = not person.given_name and not person.surname
    person.given_name, person.surname = given, surname
    if not is_new:
        directory.record(AuditAct.NAME_MENDED, person_id=person.id)


def write_address(directory: Directory, person: Person, email: str) -> None:
    """At which address somebody is."""
    if email == person.email:
        return
    before = person.email
    if not mail_change.set_address(directory.session, person, email, now=directory.now):
        raise DeniedError(DirectoryFault.ADDRESS_TAKEN, about=email, person_id=person.id)
    mail_change.withdraw(directory.session, person.id)
    directory.addresses[person.id] = before
    directory.record(AuditAct.MAIL_CHANGED, person_id=person.id)


def write_rights(directory: Directory, person: Person, user: User) -> None:
    """Whether the account is open, and which roles somebody has. Closing comes first."""
    wanted = roles_in(user)
    if person.is_active and user.active is False:
        close(directory, person)
    elif Role.ADMIN in person.roles - wanted and person.is_active:
        refuse_last(directory, person)
    if person.is_active and Role.LEADER in person.roles - wanted:
        refuse_only_leader(directory, person)
    if wanted == person.roles and bool(user.active) == person.is_active:
        return
    had = person.roles
    directory.entries += set_roles(
        directory.session,
        person,
        wanted,
        is_active=bool(user.active),
        by_id=None,
        now=directory.now,
    )
    directory.session.flush()
    if had != wanted:
        take_places_anew(directory, person)


def close(directory: Directory, person: Person) -> None:
    """Somebody leaves: signed out at once, and the partners are told."""
    if not person.is_active:
        return
    refuse_last(directory, person)
    let_go(directory.session, person.id, by_id=None, now=directory.now)
    directory.session.flush()


def refuse_last(directory: Directory, person: Person) -> None:
    """Raises DeniedError where nobody could administer the site afterwards."""
    if person.email == directory.emergency:
        raise DeniedError(DirectoryFault.EMERGENCY_ADMINISTRATOR, person_id=person.id)
    if administers_alone(directory.session, person.id):
        raise DeniedError(DirectoryFault.LAST_ADMINISTRATOR, person_id=person.id)


def refuse_only_leader(directory: Directory, person: Person) -> None:
    """Raises DeniedError where a team would have nobody who leads it."""
    for team in teams_led_alone(directory.session, person.id):
        raise DeniedError(
            DirectoryFault.ONLY_LEADER, about=team.name, person_id=person.id, team_id=team.id
        )


def refuse_taken_name(session: Session, user_name: str, *, but: int) -> None:
    """Raises DeniedError where somebody else is called so in the directory, or has that address
    and is not known to it by another name."""
    key = user_name.strip().casefold()[:255]
    named = select(ScimUser.person_id)
    by_address = Person.id.not_in(named) & (Person.email == address_of(user_name))
    by_name = Person.id.in_(named.where(ScimUser.user_name_key == key))
    query = select(Person.id).where(is_seen(), or_(by_address, by_name), Person.id != but)
    owner = first_of(session, query)
    if owner is not None:
        raise DeniedError(DirectoryFault.NAME_TAKEN, about=user_name, person_id=owner)


def address_in(user: User) -> str:
    """The one address: the primary one, else that of work, else the first. Raises DeniedError."""
    emails = sorted(user.emails or [], key=weight_of)
    written = (emails[0].value if emails else None) or ""
    email = address_of(written)
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise DeniedError(DirectoryFault.NO_ADDRESS, about=written[:80]) from error
    if len(email) > LONGEST_ADDRESS:
        raise DeniedError(DirectoryFault.NO_ADDRESS)
    return email


def weight_of(address: WorkAddress) -> tuple[bool, bool]:
    """Which of several addresses comes first."""
    return (not address.primary, (address.type or "").casefold() != WORK)


def roles_in(user: User) -> frozenset[Role]:
    """The roles that are named, in whatever case. Raises DeniedError."""
    roles = set()
    for row in user.roles or []:
        word = (row.value or "").strip().casefold()
        if word not in set(Role):
            raise DeniedError(DirectoryFault.UNKNOWN_ROLE, about=(row.value or "")[:80])
        roles.add(Role(word))
    return frozenset(roles)
