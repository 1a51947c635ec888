"""By what else does somebody show who they are?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AuthenticatorApp, Passkey, RecoveryCode


@dataclass(frozen=True)
class SecondSteps:
    """What somebody has set up. `app_at` is None without an app."""

    app_at: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int

    @property
    def is_there(self) -> bool:
        """Is there anything but recovery codes?"""
        return self.app_at is not None or bool(self.passkeys)


def second_steps_of(session: Session, person_id: int) -> SecondSteps:
    """What somebody has set up. Three queries."""
    app = session.get(AuthenticatorApp, person_id)
    left = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return SecondSteps(
        app_at=app.added_at if app else None,
        passkeys=tuple(passkeys_of(session, person_id)),
        codes_left=session.scalars(left).one(),
    )


def passkeys_of(session: Session, person_id: int) -> list[Passkey]:
    """The passkeys of somebody, oldest first. One query."""
    query = select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)
    return list(session.scalars(query))


def app_of(session: Session, person_id: int) -> AuthenticatorApp | None:
    """The app of somebody."""
    return session.get(AuthenticatorApp, person_id)
