"""How is what somebody has begun to write kept, also when another tab writes too?"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.models import StepDraft
from tandem.together.steps.answers import StepAnswer, content_of, given_in
from tandem.together.steps.drafts import Author
from tandem.together.steps.visibility import names


def keep(
    session: Session,
    author: Author,
    step: PairStep,
    answer: StepAnswer,
    *,
    version: int,
    writer: str,
    now: datetime,
) -> bool:
    """Keep what is being written; False where another tab saved since, which stays as it is.

    The text of this tab is then kept beside it.
    """
    row = row_of(session, author, step)
    if row is None:
        if answer.is_empty:
            return True
        row = new_row(session, author, step)
    elif row.writer != writer and row.version != version:
        if answer != given_in(row.content):
            keep_beside(row, answer)
        return False
    row.content, row.writer = content_of(answer), writer
    row.version += 1
    row.saved_at = now
    session.flush()
    return True


def new_row(session: Session, author: Author, step: PairStep) -> StepDraft:
    """An empty draft, added to the session."""
    row = StepDraft(
        pair_id=author.pair_id,
        person_id=author.person_id,
        module_id=author.module_id,
        step=step.id,
        content=content_of(StepAnswer()),
        version=0,
        beside="[]",
    )
    session.add(row)
    return row


def close(
    session: Session, author: Author, step: PairStep, sent: StepAnswer, *, writer: str
) -> None:
    """Take the draft away once it was sent. What another tab had meanwhile is kept beside."""
    row = row_of(session, author, step)
    if row is None:
        return
    drafted = given_in(row.content)
    if row.writer != writer and drafted != sent:
        keep_beside(row, drafted)
    if row.beside == "[]":
        session.delete(row)
    else:
        row.content, row.writer = content_of(StepAnswer()), writer
        row.version += 1
    session.flush()


def keep_replaced(
    session: Session, author: Author, step: PairStep, answer: StepAnswer, *, now: datetime
) -> None:
    """Keep what another tab had given and this one, which did not know of it, has replaced."""
    row = row_of(session, author, step)
    if row is None:
        row = new_row(session, author, step)
        row.writer, row.saved_at = "", now
    keep_beside(row, answer)
    session.flush()


def keep_beside(row: StepDraft, answer: StepAnswer) -> None:
    """Keep what another tab had, once."""
    others: list[str] = json.loads(row.beside)
    content = content_of(answer)
    if not answer.is_empty and content not in others:
        row.beside = json.dumps([*others, content], ensure_ascii=False)


def forget(session: Session, author: Author, step: PairStep) -> None:
    """Take away what other tabs had: the viewer has read it."""
    row = row_of(session, author, step)
    if row is not None:
        row.beside = "[]"


def row_of(session: Session, author: Author, step: PairStep) -> StepDraft | None:
    """What the viewer has begun to write in a step."""
    query = select(StepDraft).where(
        StepDraft.pair_id == author.pair_id,
        StepDraft.module_id == author.module_id,
        StepDraft.person_id == author.person_id,
        StepDraft.step.in_(names(step)),
    )
    return session.scalars(query.order_by(StepDraft.id.desc())).first()
