"""Which directories are let in? Those with a token that an administrator makes and ends."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from tandem.content.spelling import name_of
from tandem.models import ScimToken
from tandem.models.audit import record_act
from tandem.models.tokens import hash_of
from tandem.terms import AuditAct

# So that whoever finds one somewhere knows what it opens.
BEGINS = "tandem-scim-"
# When one was used is noted no finer than that.
USED_EVERY = timedelta(minutes=5)


def make(session: Session, name: str, *, by_id: int, now: datetime) -> str:
    """A new token; what it says is known only now."""
    secret = f"{BEGINS}{secrets.token_urlsafe(32)}"
    row = ScimToken(name=name_of(name), token_hash=hash_of(secret), made_at=now, by_id=by_id)
    session.add(row)
    record_act(session, AuditAct.TOKEN_MADE, by_id=by_id, about=row.name, now=now)
    return secret


def end(session: Session, token_id: int, *, by_id: int, now: datetime) -> None:
    """It lets nobody in anymore. Twice is once."""
    row = session.get_one(ScimToken, token_id)
    if row.ended_at is None:
        row.ended_at = now
        record_act(session, AuditAct.TOKEN_ENDED, by_id=by_id, about=row.name, now=now)


def tokens(session: Session) -> list[ScimToken]:
    """All of them, those that let somebody in first, and then the newest."""
    query = select(ScimToken).options(joinedload(ScimToken.by))
    return sorted(session.scalars(query), key=lambda row: (row.ended_at is not None, -row.id))


def token_by_id(session: Session, token_id: int) -> ScimToken:
    """One of them. Raises NoResultFound."""
    return session.get_one(ScimToken, token_id)


def token_shown(session: Session, secret: str) -> ScimToken | None:
    """The token that says this, if it still lets somebody in. One query."""
    query = select(ScimToken).where(ScimToken.token_hash == hash_of(secret))
    row = session.scalars(query).one_or_none()
    return row if row is not None and row.ended_at is None else None


def is_use_due(row: ScimToken, *, now: datetime) -> bool:
    """Is it time to note that it was used?"""
    return row.used_at is None or now - row.used_at >= USED_EVERY


def note_use(session: Session, token_id: int, *, now: datetime) -> None:
    """It was used now."""
    session.execute(update(ScimToken).where(ScimToken.id == token_id).values(used_at=now))
