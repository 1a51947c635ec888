"""Where is somebody signed in? Begun, ended, and noted as seen."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from tandem.models import SignIn
from tandem.models.tokens import hash_of


@dataclass(frozen=True)
class CameBy:
    """By which provider somebody came, in which session of its own, with what as proof, and when
    they last showed it who they are."""

    provider: str
    session: str
    id_token: str
    proved_at: datetime


@dataclass(frozen=True)
class ShownSignIn:
    """One browser in which somebody is signed in, as its owner sees it."""

    id: int
    device: str
    since: datetime
    seen_at: datetime
    is_here: bool


def begin(
    session: Session, person_id: int, *, device: str, by: CameBy | None = None, now: datetime
) -> tuple[SignIn, str]:
    """Let a browser in: its row, and the token that its cookie is to hold."""
    token = secrets.token_urlsafe(24)
    row = SignIn(
        token_hash=hash_of(token),
        person_id=person_id,
        created_at=now,
        seen_at=now,
        proved_at=by.proved_at if by else now,
        device=device,
        provider=by.provider if by else None,
        provider_session=by.session if by else None,
        id_token=by.id_token if by else None,
    )
    session.add(row)
    session.flush()
    return row, token


def end_all(session: Session, person_id: int, *, but: int | None = None) -> bool:
    """Sign somebody out everywhere, but for one browser perhaps. False where they were nowhere."""
    rows = delete(SignIn).where(SignIn.person_id == person_id).returning(SignIn.id)
    gone = session.execute(rows.where(SignIn.id != but) if but is not None else rows)
    return bool(gone.all())


def end_everywhere(session: Session, people: Collection[int]) -> None:
    """Sign several people out."""
    session.execute(delete(SignIn).where(SignIn.person_id.in_(people)))


def end(session: Session, sign_in_id: int, *, person_id: int) -> bool:
    """Sign somebody out in one browser. False where that has ended already, or is not theirs."""
    gone = session.execute(
        delete(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
        .returning(SignIn.id)
    )
    return gone.first() is not None


def id_token_of(session: Session, sign_in_id: int) -> str:
    """What a provider gave as proof for this sign-in; nothing where none did."""
    return session.scalar(select(SignIn.id_token).where(SignIn.id == sign_in_id)) or ""


def is_there(session: Session, sign_in_id: int) -> bool:
    """Has it not been ended?"""
    return session.scalar(select(SignIn.id).where(SignIn.id == sign_in_id)) is not None


def sign_ins_of(session: Session, person_id: int, *, here: int) -> list[ShownSignIn]:
    """Where somebody is signed in: this browser first, then the last seen. One query."""
    query = select(SignIn).where(SignIn.person_id == person_id)
    rows = session.scalars(query.order_by(SignIn.id != here, SignIn.seen_at.desc(), SignIn.id))
    return [
        ShownSignIn(row.id, row.device, row.created_at, row.seen_at, is_here=row.id == here)
        for row in rows
    ]


def note_seen(session: Session, seen: Mapping[int, datetime]) -> None:
    """Keep when browsers were last seen. None is taken back to an earlier moment."""
    for sign_in_id, moment in sorted(seen.items()):
        newer = update(SignIn).where(SignIn.id == sign_in_id, SignIn.seen_at < moment)
        session.execute(newer.values(seen_at=moment))


def forget_ended(session: Session, *, idle: timedelta, age: timedelta, now: datetime) -> None:
    """Delete what lets nobody in anymore: unused for so long, or begun so long ago."""
    session.execute(
        delete(SignIn).where(or_(SignIn.seen_at < now - idle, SignIn.created_at < now - age))
    )
