"""Which texts did somebody write, and which did a partner show them?

A text is read by its author and, where it was written with that promise, by the partner in one
pair. Nobody else's name stands in any of these queries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased

from tandem.content.lesson import Lesson, Question
from tandem.learning.written.actions import drafts_for
from tandem.learning.written.rules import Reply, Writing, may_answer
from tandem.library.served import lesson_from
from tandem.models import Pair, Person, Revision, WrittenDraft, WrittenReply, WrittenText
from tandem.models.rows import full_name, rows
from tandem.people.pairs.queries import SeenPair, pair_for
from tandem.people.pairs.rules import LIVING
from tandem.people.pairs.visibility import Sight

# So long somebody is asked on their own page what they think of a text.
ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True)
class SharedText:
    """A text that one of the two showed the other, with what it was written for.

    `title` and `body` are the task's, in the course's own language; its criteria are not read here.
    """

    id: int
    pair_id: int
    by_id: int
    by_name: str
    title: str
    body: str
    language: str
    text: str
    at: datetime
    reply: Reply | None
    may_answer: bool


@dataclass(frozen=True)
class WaitingText:
    """A text that waits for what the partner thinks of it."""

    id: int
    pair_id: int
    by_name: str


@dataclass(frozen=True)
class NewReply:
    """What a partner said of a text, not put away yet.

    `title` is the task's, in the course's own language.
    """

    reply: Reply
    text_id: int
    pair_id: int
    title: str
    language: str
    text: str


def writings(session: Session, person_id: int, module_id: int) -> tuple[Writing, ...]:
    """Somebody's own texts in a module, the first one first. One query."""
    partner = aliased(Person)
    other = case((Pair.rep_id == WrittenText.person_id, Pair.support_id), else_=Pair.rep_id)
    query = (
        select(WrittenText, WrittenReply, partner)
        .outerjoin(Pair, Pair.id == WrittenText.pair_id)
        .outerjoin(partner, partner.id == other)
        .outerjoin(WrittenReply, WrittenReply.written_id == WrittenText.id)
        .where(WrittenText.person_id == person_id, WrittenText.module_id == module_id)
        .order_by(WrittenText.id)
    )
    return tuple(
        writing_of(row, reply_of(reply, reader), reader.name if reader else "")
        for row, reply, reader in session.execute(query)
    )


def writing_of(row: WrittenText, reply: Reply | None, reader: str) -> Writing:
    """A row as its author sees it."""
    return Writing(
        id=row.id,
        module_id=row.module_id,
        revision_id=row.revision_id,
        question=row.question,
        number=row.number,
        text=row.text,
        promise=row.promise,
        reader=reader,
        at=row.at,
        ticks=frozenset(json.loads(row.ticks or "[]")),
        compared_at=row.compared_at,
        reply=reply,
    )


def reply_of(row: WrittenReply | None, by: Person | None) -> Reply | None:
    """What the partner said, if anything."""
    if row is None or by is None:
        return None
    return Reply(row.id, by.name, row.missing, row.at, row.read_at)


def draft_begun(
    session: Session, question: Question, *, person_id: int, module_id: int
) -> WrittenDraft | None:
    """What somebody has begun to write, if anything. One query."""
    query = drafts_for(question, person_id=person_id, module_id=module_id)
    draft: WrittenDraft | None = session.scalar(query)
    return draft


def shared_rows() -> Select[WrittenText, WrittenReply, Person, bytes]:
    """Texts, with the answer, their author and their lesson. Those of a pair are for the two."""
    return (
        select(WrittenText, WrittenReply, Person, Revision.lesson)
        .join(Person, Person.id == WrittenText.person_id)
        .join(Revision, Revision.id == WrittenText.revision_id)
        .outerjoin(WrittenReply, WrittenReply.written_id == WrittenText.id)
    )


def shared_texts(session: Session, person_id: int, seen: SeenPair) -> tuple[SharedText, ...]:
    """What the two showed each other, newest first. One query; none for others."""
    if seen.sight is not Sight.PARTNER:
        return ()
    query = shared_rows().where(WrittenText.pair_id == seen.pair.id)
    rows = session.execute(query.order_by(WrittenText.id.desc()))
    return tuple(shared_text_of(row, seen, person_id) for row in rows)


def shared_text(session: Session, person_id: int, *, pair_id: int, text_id: int) -> SharedText:
    """One text that the two share. Raises NoResultFound for everybody but the two."""
    seen = pair_for(session, person_id, pair_id=pair_id)
    if seen.sight is not Sight.PARTNER:
        raise NoResultFound(text_id)
    query = shared_rows().where(WrittenText.pair_id == pair_id, WrittenText.id == text_id)
    return shared_text_of(session.execute(query).one(), seen, person_id)


def shared_text_of(row: Any, seen: SeenPair, person_id: int) -> SharedText:
    """A row as one of the two sees it."""
    written, reply, author, stored = row
    lesson = lesson_from(stored)
    task = task_in(lesson, written.question)
    pair = seen.pair
    partner = pair.support if pair.rep.id == written.person_id else pair.rep
    is_mine = written.person_id == person_id
    return SharedText(
        id=written.id,
        pair_id=pair.id,
        by_id=author.id,
        by_name=author.name,
        title=task.title if task else written.question,
        body=task.body if task else "",
        language=lesson.language,
        text=written.text,
        at=written.at,
        reply=Reply(reply.id, partner.name, reply.missing, reply.at, reply.read_at)
        if reply
        else None,
        may_answer=not is_mine and may_answer(pair.state, is_answered=reply is not None),
    )


def task_in(lesson: Lesson, name: str) -> Question | None:
    """The question of that name, whichever role it is asked."""
    questions = (question for section in lesson.sections for question in section.questions)
    return next((question for question in questions if question.id == name), None)


def waiting_texts(session: Session, person_id: int, *, now: datetime) -> tuple[WaitingText, ...]:
    """The partners' texts on which somebody is still asked. One query."""
    facts = {"person": person_id, "written_since": now - ASKED_FOR}
    return tuple(
        WaitingText(row.id, row.pair_id, full_name(row))
        for row in rows(session, texts_waiting(), facts)
    )


@cache
def texts_waiting() -> Select[int, int, str, str]:
    """The texts on which one `person` is still asked, and whoever wrote them: `written_since`."""
    me = bindparam("person", type_=Integer)
    sits = or_(
        and_(Pair.rep_id == me, Pair.support_id == WrittenText.person_id),
        and_(Pair.support_id == me, Pair.rep_id == WrittenText.person_id),
    )
    return (
        select(WrittenText.id, Pair.id.label("pair_id"), Person.given_name, Person.surname)
        .join(Pair, Pair.id == WrittenText.pair_id)
        .join(Person, Person.id == WrittenText.person_id)
        .outerjoin(WrittenReply, WrittenReply.written_id == WrittenText.id)
        .where(sits, Pair.state.in_(sorted(LIVING)))
        .where(WrittenReply.id.is_(None), WrittenText.at > bindparam("written_since"))
        .order_by(WrittenText.id)
    )


def new_replies(session: Session, person_id: int) -> tuple[NewReply, ...]:
    """What partners said of somebody's texts and they have not put away. One query."""
    asked = session.execute(unread_replies(), {"person": person_id})
    return tuple(new_reply_of(row) for row in asked)


def new_reply_of(row: Any) -> NewReply:
    """A row as the author of the text reads it."""
    written, reply, by, stored = row
    lesson = lesson_from(stored)
    task = task_in(lesson, written.question)
    return NewReply(
        reply=Reply(reply.id, by.name, reply.missing, reply.at, reply.read_at),
        text_id=written.id,
        pair_id=written.pair_id,
        title=task.title if task else written.question,
        language=lesson.language,
        text=written.text,
    )


@cache
def unread_replies() -> Select[WrittenText, WrittenReply, Person, bytes]:
    """What was said of the texts of one `person`, as long as it is not put away. Newest first."""
    return (
        select(WrittenText, WrittenReply, Person, Revision.lesson)
        .join(WrittenReply, WrittenReply.written_id == WrittenText.id)
        .join(Person, Person.id == WrittenReply.person_id)
        .join(Revision, Revision.id == WrittenText.revision_id)
        .where(WrittenText.person_id == bindparam("person"), WrittenReply.read_at.is_(None))
        .order_by(WrittenReply.id.desc())
    )
