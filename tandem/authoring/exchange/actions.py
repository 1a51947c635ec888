"""What becomes of a file that was handed in? It waits a day, or is thrown away."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.models import Upload

KEPT_FOR = timedelta(days=1)
# Of one person; each may be as large as a request.
MOST_WAITING = 10


def hand_in(
    session: Session, content: bytes, *, name: str, into: str, person_id: int, now: datetime
) -> str:
    """Keep a file until it is taken over; gives the token of its page. Old ones go, and the oldest
    of whoever lets many wait."""
    own = Upload.person_id == person_id
    newest = select(Upload.token).where(own).order_by(Upload.at.desc()).limit(MOST_WAITING - 1)
    session.execute(delete(Upload).where(Upload.at < now - KEPT_FOR))
    session.execute(delete(Upload).where(own, Upload.token.not_in(newest)))
    token = secrets.token_urlsafe(16)
    session.add(
        Upload(
            token=token,
            person_id=person_id,
            name=name,
            into_course=into,
            content=content,
            at=now,
        )
    )
    return token


def throw_away(session: Session, token: str, *, person_id: int) -> None:
    """Forget a file that was handed in."""
    session.execute(delete(Upload).where(Upload.token == token, Upload.person_id == person_id))


def taken_over(session: Session, token: str, *, person_id: int) -> bytes | None:
    """The file of that token, which is not kept any longer; None where it is gone."""
    row = session.get(Upload, token)
    if row is None or row.person_id != person_id:
        return None
    content = row.content
    session.delete(row)
    return content
