"""What goes by itself when its time is over?

Files that waited for a decision or to be taken along, the text of letters that have left, forms
that were sent long ago; and, where the site is set up so, closed accounts and the oldest lines of
the audit log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, Update, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from tandem.models import AuditEntry, FormSent, Letter, MadeFile, Person, RosterFile, Upload
from tandem.models.audit import forget_before
from tandem.terms import AuditAct

Key = InstrumentedAttribute[Any]
FILES_WAIT = timedelta(days=1)
LETTERS_KEEP_TEXT = timedelta(days=30)
# Nobody sends a form again after so long; until then a repeat is known as one.
FORMS_KNOWN = timedelta(days=90)
# Each in a commit of its own, so that nobody waits.
ACCOUNTS_AT_ONCE = 20
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Keeping:
    """For how many days closed accounts and lines of the audit log are kept; 0 is for good."""

    closed_days: int
    log_days: int


def keeping_of(config: Mapping[str, Any]) -> Keeping:
    """What a site is set up for."""
    return Keeping(config["KEEP_CLOSED_DAYS"], config["KEEP_LOG_DAYS"])


def sweep(session: Session, *, now: datetime) -> bool:
    """Let go some of what waited or served its time; True where there is more of it.

    A few rows at a time, and the caller commits each time: others write in between.
    """
    ended = or_(Letter.sent_at.is_not(None), Letter.given_up_at.is_not(None))
    said = (ended, Letter.created_at < now - LETTERS_KEEP_TEXT, Letter.text != "")
    counts = [
        let_go(session, Upload.token, Upload.at < now - FILES_WAIT),
        let_go(
            session, RosterFile.id, RosterFile.at < now - FILES_WAIT, RosterFile.done_at.is_(None)
        ),
        let_go(session, MadeFile.id, MadeFile.asked_at < now - FILES_WAIT),
        let_go(session, FormSent.id, FormSent.at < now - FORMS_KNOWN),
        count(session, update(Letter).values(text="", html=""), Letter.id, said),
    ]
    return max(counts) == ROWS_AT_ONCE


def let_go(session: Session, key: Key, *where: ColumnElement[bool]) -> int:
    """Delete some of the rows that meet all conditions; how many."""
    return count(session, delete(key.class_), key, where)


def count(
    session: Session, change: Delete | Update, key: Key, where: Iterable[ColumnElement[bool]]
) -> int:
    """Change the first rows, by their key, that meet all conditions; how many."""
    some = select(key).where(*where).order_by(key).limit(ROWS_AT_ONCE)
    return len(session.execute(change.where(key.in_(some)).returning(key)).all())


def sweep_log(session: Session, keeping: Keeping, *, now: datetime) -> bool:
    """Let the oldest lines of the log go, where a limit is set; True where there are more."""
    if not keeping.log_days:
        return False
    oldest = now - timedelta(days=keeping.log_days)
    return forget_before(session, oldest, at_most=ROWS_AT_ONCE) == ROWS_AT_ONCE


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
        .where(Person.is_active.is_(False), Person.erased_at.is_(None))
        .where(closed_at < now - timedelta(days=keeping.closed_days))
        .order_by(Person.id)
        .limit(ACCOUNTS_AT_ONCE)
    )
    return list(session.scalars(query))
