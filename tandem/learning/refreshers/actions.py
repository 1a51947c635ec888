"""How is an answer to a refresher recorded? It is added, and changes nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Question
from tandem.learning.quizzes import marking
from tandem.learning.refreshers.schedule import next_memory
from tandem.learning.refreshers.turn import RefresherTurn
from tandem.models import Pair, RefresherAnswer, RefresherChoice
from tandem.terms import RefresherFace


def record_answer(
    session: Session,
    person_id: int,
    turn: RefresherTurn,
    question: Question,
    answer: Collection[str],
    *,
    revision_id: int,
    now: datetime,
) -> RefresherAnswer:
    """Record an answer with the promise that its page made. A guess is not marked."""
    row = RefresherAnswer(
        person_id=person_id,
        module_id=turn.card.module_id,
        revision_id=revision_id,
        question=question.id,
        role=turn.card.role,
        face=turn.face,
        pair_id=turn.companion.pair_id if turn.companion else None,
        guess_id=turn.guess_id,
        answer=json.dumps(list(answer), ensure_ascii=False),
        promise=turn.promise,
        team_id=session.get_one(Pair, turn.read_in).team_id if turn.read_in else None,
        learned_at=turn.card.learned_at,
        estimated_seconds=turn.card.seconds,
        number=times_before(session, person_id, turn, question) + 1,
        at=now,
    )
    if turn.face is RefresherFace.OWN:
        right = marking.mark(question, answer).right
        memory = next_memory(turn.card.memory, right=right, at=now)
        row.right, row.due_at = right, memory.due_at
        row.stability, row.difficulty = memory.stability, memory.difficulty
    session.add(row)
    session.flush()
    return row


def times_before(session: Session, person_id: int, turn: RefresherTurn, question: Question) -> int:
    """How often somebody has answered this question from this face."""
    query = select(func.count()).where(
        RefresherAnswer.person_id == person_id,
        RefresherAnswer.module_id == turn.card.module_id,
        RefresherAnswer.question == question.id,
        RefresherAnswer.face == turn.face,
    )
    return session.scalars(query).one()


def choose(session: Session, person_id: int, *, wants: bool, now: datetime) -> None:
    """Switch refreshers on or off for somebody. What was answered stays."""
    session.merge(RefresherChoice(person_id=person_id, wants=wants, changed_at=now))
    session.flush()
