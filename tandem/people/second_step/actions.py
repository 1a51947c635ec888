"""What adds, uses and takes away the second step of somebody?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from tandem.models import AuthenticatorApp, Passkey, Person, RecoveryCode
from tandem.models.tokens import hash_of
from tandem.people.second_step import queries, recovery


@dataclass(frozen=True)
class NewPasskey:
    """A passkey as the browser has made it."""

    credential_id: str
    public_key: bytes
    sign_count: int
    name: str


def set_app(
    session: Session, person: Person, sealed_key: str, *, step: int, now: datetime
) -> list[str]:
    """Keep an app, in the place of an earlier one; new recovery codes if it is the first step."""
    session.execute(delete(AuthenticatorApp).where(AuthenticatorApp.person_id == person.id))
    session.add(
        AuthenticatorApp(person_id=person.id, sealed_key=sealed_key, added_at=now, last_step=step)
    )
    return begin(session, person)


def add_passkey(
    session: Session, person: Person, passkey: NewPasskey, *, now: datetime
) -> list[str]:
    """Keep a passkey; new recovery codes if it is the first step."""
    session.add(
        Passkey(
            person_id=person.id,
            name=passkey.name,
            credential_id=passkey.credential_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            added_at=now,
        )
    )
    return begin(session, person)


def begin(session: Session, person: Person) -> list[str]:
    """From here on the sign-in asks for a second step. Codes where there were none."""
    if person.has_second_step:
        return []
    person.has_second_step = True
    return renew_codes(session, person.id)


def renew_codes(session: Session, person_id: int) -> list[str]:
    """Ten new recovery codes; earlier ones stop working. They are shown now and never again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = recovery.new_codes()
    session.add_all(
        RecoveryCode(person_id=person_id, code_hash=hash_of(recovery.as_written(code)))
        for code in codes
    )
    session.flush()
    return codes


def take_step(session: Session, app: AuthenticatorApp, step: int) -> bool:
    """Use the code of a half minute up. False where somebody else was faster."""
    used = session.execute(
        update(AuthenticatorApp)
        .where(AuthenticatorApp.person_id == app.person_id, AuthenticatorApp.last_step < step)
        .values(last_step=step)
        .returning(AuthenticatorApp.person_id)
    )
    return used.first() is not None


def use_code(session: Session, person_id: int, code: str, *, now: datetime) -> bool:
    """Use a recovery code up. False where it is none, or was used."""
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == hash_of(recovery.as_written(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    return used.first() is not None


def remove_app(session: Session, person: Person) -> None:
    """The app goes."""
    session.execute(delete(AuthenticatorApp).where(AuthenticatorApp.person_id == person.id))
    end_if_last(session, person)


def remove_passkey(session: Session, person: Person, passkey_id: int) -> bool:
    """A passkey goes. False where it is not theirs, or gone."""
    gone = session.execute(
        delete(Passkey)
        .where(Passkey.id == passkey_id, Passkey.person_id == person.id)
        .returning(Passkey.id)
    )
    is_gone = gone.first() is not None
    end_if_last(session, person)
    return is_gone


def remove_all(session: Session, person: Person) -> None:
    """Everything goes: the phone is lost, and the codes too."""
    session.execute(delete(Passkey).where(Passkey.person_id == person.id))
    remove_app(session, person)


def end_if_last(session: Session, person: Person) -> None:
    """Without app and passkey the sign-in asks for the password alone."""
    if queries.second_steps_of(session, person.id).is_there:
        return
    person.has_second_step = False
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
