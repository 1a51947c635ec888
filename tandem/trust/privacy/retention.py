"""What goes by itself when its time is over?

Files that waited for a decision, the text of letters that have left, forms that were sent long ago;
and, where the site is set up so, closed accounts and the oldest lines of the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, FormSent, Letter, Person, RosterFile, Upload
from tandem.models.audit import forget_before
from tandem.models.people import NOWHERE
from tandem.terms import AuditAct

FILES_WAIT = timedelta(days=1)
LETTERS_KEEP_TEXT = timedelta(days=30)
# Nobody sends a form again after so long; until then a repeat is known as one.
FORMS_KNOWN = timedelta(days=90)
# Each in a commit of its own, so that nobody waits.
ACCOUNTS_AT_ONCE = 20


@dataclass(frozen=True)
class Keeping:
    """For how many days closed accounts and lines of the audit log are kept; 0 is for good."""

    closed_days: int
    log_days: int


def keeping_of(config: Mapping[str, Any]) -> Keeping:
    """What a site is set up for."""
    return Keeping(config["KEEP_CLOSED_DAYS"], config["KEEP_LOG_DAYS"])


def sweep(session: Session, *, now: datetime) -> None:
    """Let go what waited or served its time. The caller commits."""
    session.execute(delete(Upload).where(Upload.at < now - FILES_WAIT))
    session.execute(
        delete(RosterFile).where(RosterFile.at < now - FILES_WAIT, RosterFile.done_at.is_(None))
    )
    session.execute(delete(FormSent).where(FormSent.at < now - FORMS_KNOWN))
    ended = or_(Letter.sent_at.is_not(None), Letter.given_up_at.is_not(None))
    session.execute(
        update(Letter)
        .where(ended, Letter.created_at < now - LETTERS_KEEP_TEXT, Letter.text != "")
        .values(text="", html="")
    )


def sweep_log(session: Session, keeping: Keeping, *, now: datetime) -> None:
    """Let the oldest lines of the log go, where a limit is set. The caller commits."""
    if keeping.log_days:
        forget_before(session, now - timedelta(days=keeping.log_days))


def closed_too_long(session: Session, keeping: Keeping, *, now: datetime) -> list[int]:
    """Whose account was closed longer ago than it is kept, and is not erased. One query."""
    if not keeping.closed_days:
        return []
    closed_at = (
        select(func.max(AuditEntry.at))
        .where(AuditEntry.subject_id == Person.id, AuditEntry.act == AuditAct.CLOSED)
        .scalar_subquery()
    )
    query = (
        select(Person.id)
        .where(Person.is_active.is_(False), Person.email.not_like(f"%{NOWHERE}"))
        .where(closed_at < now - timedelta(days=keeping.closed_days))
        .order_by(Person.id)
        .limit(ACCOUNTS_AT_ONCE)
    )
    return list(session.scalars(query))
