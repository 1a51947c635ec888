"""How is a remark written, answered and put away?"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.learning.remarks.queries import About
from tandem.models import Person, Remark
from tandem.models.locking import hold
from tandem.terms import RemarkPromise


def write(session: Session, about: About, text: str, *, person_id: int, now: datetime) -> Remark:
    """Record a remark. The same words about the same question count once."""
    # The form that was sent points to this person already.
    hold(session, Person.id == person_id, references_pass=True)
    digest = hashlib.sha256(folded(text).encode()).hexdigest()
    same = select(Remark).where(
        Remark.person_id == person_id,
        Remark.revision_id == about.revision_id,
        Remark.question == about.question.id,
        Remark.digest == digest,
    )
    row = session.scalar(same)
    if row is None:
        row = Remark(
            person_id=person_id,
            module_id=about.module_id,
            revision_id=about.revision_id,
            question=about.question.id,
            text=text,
            digest=digest,
            promise=RemarkPromise.TRAINERS_WITHOUT_NAME,
            at=now,
        )
        session.add(row)
        session.flush()
    return row


def answer(session: Session, remark_id: int, text: str, *, by_id: int, now: datetime) -> bool:
    """Deal with a remark. The first answer stays: False where there is one already."""
    hold(session, Remark.id == remark_id)
    row = session.get_one(Remark, remark_id)
    if row.answered_at is not None:
        return False
    row.answer, row.answered_at, row.answered_by_id = text, now, by_id
    session.flush()
    return True


def put_away(session: Session, remark_id: int, *, person_id: int, now: datetime) -> None:
    """The writer has read the answer. Raises NoResultFound where it is somebody else's remark."""
    row = session.get(Remark, remark_id)
    if row is None or row.person_id != person_id:
        raise NoResultFound(remark_id)
    if row.answered_at is not None and row.read_at is None:
        row.read_at = now
        session.flush()
