"""How is a text kept, written, compared and answered? What was given stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.lesson import Question
from tandem.learning.written.rules import names
from tandem.models import WrittenDraft, WrittenReply, WrittenText
from tandem.terms import FeedbackPromise, Promise


def keep_draft(
    session: Session,
    question: Question,
    text: str,
    *,
    person_id: int,
    module_id: int,
    now: datetime,
) -> None:
    """Keep what is being written; an empty text takes the draft away."""
    row = session.scalar(drafts_for(question, person_id=person_id, module_id=module_id))
    if not text.strip():
        forget_draft(session, question, person_id=person_id, module_id=module_id)
    elif row is not None:
        row.text, row.saved_at = text, now
    else:
        facts = {"person_id": person_id, "module_id": module_id, "question": question.id}
        session.add(WrittenDraft(**facts, text=text, saved_at=now))
    session.flush()


def drafts_for(question: Question, *, person_id: int, module_id: int) -> Any:
    """The draft of somebody's text, also from before the question was renamed."""
    return (
        select(WrittenDraft)
        .where(WrittenDraft.person_id == person_id, WrittenDraft.module_id == module_id)
        .where(WrittenDraft.question.in_(names(question)))
        .order_by(WrittenDraft.saved_at.desc(), WrittenDraft.id.desc())
        .limit(1)
    )


def forget_draft(session: Session, question: Question, *, person_id: int, module_id: int) -> None:
    """Take the draft away."""
    session.execute(
        delete(WrittenDraft)
        .where(WrittenDraft.person_id == person_id, WrittenDraft.module_id == module_id)
        .where(WrittenDraft.question.in_(names(question)))
    )


def write(
    session: Session,
    question: Question,
    text: str,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    pair_id: int | None,
    now: datetime,
) -> WrittenText:
    """Record a text with who may read it: its author alone, or the partner in a pair too."""
    query = select(func.max(WrittenText.number)).where(
        WrittenText.person_id == person_id,
        WrittenText.module_id == module_id,
        WrittenText.question == question.id,
    )
    row = WrittenText(
        person_id=person_id,
        module_id=module_id,
        revision_id=revision_id,
        question=question.id,
        number=(session.scalar(query) or 0) + 1,
        text=text,
        promise=Promise.OWN if pair_id is None else Promise.PAIR,
        pair_id=pair_id,
        at=now,
    )
    session.add(row)
    forget_draft(session, question, person_id=person_id, module_id=module_id)
    session.flush()
    return row


def compare(
    session: Session, written_id: int, ticks: Iterable[str], *, person_id: int, now: datetime
) -> bool:
    """Record what the author found in their text; False where that was recorded before.

    Raises NoResultFound where it is somebody else's text.
    """
    row = session.get(WrittenText, written_id)
    if row is None or row.person_id != person_id:
        raise NoResultFound(written_id)
    if row.compared_at is not None:
        return False
    row.ticks, row.compared_at = json.dumps(sorted(set(ticks))), now
    row.ticks_promise = FeedbackPromise.FIGURES_OF_FIVE
    session.flush()
    return True


def reply(
    session: Session, written_id: int, missing: str, *, person_id: int, now: datetime
) -> None:
    """Record what the partner says of a text; the first answer stays."""
    query = select(WrittenReply.id).where(WrittenReply.written_id == written_id)
    if session.scalar(query) is None:
        session.add(
            WrittenReply(
                written_id=written_id,
                person_id=person_id,
                missing=missing,
                promise=Promise.PAIR,
                at=now,
            )
        )
        session.flush()


def put_away(session: Session, reply_id: int, *, person_id: int, now: datetime) -> None:
    """The author has read what was said. Raises NoResultFound where it is another's text."""
    query = (
        select(WrittenReply)
        .join(WrittenText, WrittenText.id == WrittenReply.written_id)
        .where(WrittenReply.id == reply_id, WrittenText.person_id == person_id)
    )
    row = session.scalars(query).one()
    row.read_at = row.read_at or now
    session.flush()
