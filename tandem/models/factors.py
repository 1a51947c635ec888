"""By what else than a password does somebody show who they are? Apps, passkeys, recovery codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class AuthenticatorApp(Base):
    """The app of a person that makes a new code every half minute.

    Its key is sealed with the site's secret key: a copy of the database alone makes no codes.
    """

    __tablename__ = "authenticator_app"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sealed_key: Mapped[str]
    added_at: Mapped[datetime]
    # The half minute whose code was taken last: no code is taken twice.
    last_step: Mapped[int]


class Passkey(Base):
    """A key of a device or a password manager. Only its public half is here."""

    __tablename__ = "passkey"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    name: Mapped[str] = mapped_column(String(80))
    credential_id: Mapped[str] = mapped_column(String(1400))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("credential_id"),)


class RecoveryCode(Base):
    """A code for when the phone is gone. It works once, and only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class MailChange(Base):
    """A new mail address that waits for a yes from the old one and from the new one."""

    __tablename__ = "mail_change"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    old_hash: Mapped[str] = mapped_column(String(64))
    new_hash: Mapped[str] = mapped_column(String(64))
    old_yes_at: Mapped[datetime | None]
    new_yes_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
