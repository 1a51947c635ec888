"""Keep a version of the site's look, and choose the one that is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tandem.models import SiteIdentity
from tandem.models.audit import record_act
from tandem.terms import AuditAct

# A version that was only looked at is kept so long.
KEPT = timedelta(days=1)
ABOUT = "site look"


@dataclass(frozen=True)
class Logo:
    """A picture that was handed in and checked."""

    sha: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class WantedLook:
    """What somebody wants to look at."""

    name: str
    words: Mapping[str, object]
    colors: Mapping[str, str]
    logo: Logo | None


def propose(session: Session, wanted: WantedLook, *, now: datetime) -> SiteIdentity:
    """Keep a version to be looked at. Nothing that is shown changes."""
    session.execute(
        delete(SiteIdentity).where(SiteIdentity.turn.is_(None), SiteIdentity.made_at < now - KEPT)
    )
    row = SiteIdentity(
        made_at=now,
        name=wanted.name,
        words=json.dumps(wanted.words),
        colors=json.dumps(wanted.colors),
        logo_sha=wanted.logo.sha if wanted.logo else "",
        logo_type=wanted.logo.media_type if wanted.logo else "",
        logo=wanted.logo.content if wanted.logo else None,
    )
    session.add(row)
    session.flush()
    return row


def choose(session: Session, look_id: int, *, by_id: int, now: datetime) -> None:
    """Let the site look like a version from now on. Raises NoResultFound.

    The log says who did it; the one before stays, and can be chosen again.
    """
    row = session.get_one(SiteIdentity, look_id)
    latest = session.scalar(select(func.max(SiteIdentity.turn))) or 0
    if row.turn == latest:
        return
    row.turn = latest + 1
    record_act(
        session,
        AuditAct.SETTING_CHANGED,
        by_id=by_id,
        subject_id=by_id,
        about=ABOUT,
        detail=str(row.turn),
        now=now,
    )
