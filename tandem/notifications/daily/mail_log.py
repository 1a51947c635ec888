"""What became of the letters?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Letter, MailRun

LOG_LINES = 200


@dataclass(frozen=True)
class MailLog:
    """What became of the letters: the newest first."""

    last_run: MailRun | None
    letters: tuple[Letter, ...]
    waiting: int
    undelivered: int
    only_trouble: bool


def mail_log(session: Session, *, only_trouble: bool) -> MailLog:
    """The last run and the newest letters, or only those that could not be delivered."""
    in_trouble = (Letter.sent_at.is_(None), Letter.trouble != "")
    newest = select(Letter).order_by(Letter.id.desc()).limit(LOG_LINES)
    letters = session.scalars(newest.where(*in_trouble) if only_trouble else newest)
    waits = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
    failed = (Letter.given_up_at.is_not(None), Letter.trouble != "")
    return MailLog(
        last_run=session.scalar(select(MailRun).order_by(MailRun.id.desc()).limit(1)),
        letters=tuple(letters),
        waiting=session.scalar(select(func.count(Letter.id)).where(*waits)) or 0,
        undelivered=session.scalar(select(func.count(Letter.id)).where(*failed)) or 0,
        only_trouble=only_trouble,
    )


def letter_by_id(session: Session, letter_id: int) -> Letter:
    """A letter. Raises NoResultFound."""
    return session.get_one(Letter, letter_id)
