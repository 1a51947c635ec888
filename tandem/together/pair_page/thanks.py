"""What have the two thanked each other for?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.models import Addition, Person, RecordedAnswer
from tandem.people.pairs.queries import SeenPair
from tandem.people.pairs.visibility import Sight
from tandem.terms import Promise
from tandem.together.steps.answers import given_in


@dataclass(frozen=True)
class Thanks:
    """A thank you that one of the two gave the other, with what was added to it."""

    by_name: str
    text: str
    added: tuple[str, ...]
    at: datetime


def thanks_of(session: Session, seen: SeenPair) -> tuple[Thanks, ...]:
    """The thanks of the two, newest first. Nothing is read for anybody outside the pair."""
    if seen.sight is not Sight.PARTNER:
        return ()
    query = (
        select(RecordedAnswer, Person)
        .join(Person, Person.id == RecordedAnswer.person_id)
        .where(
            RecordedAnswer.pair_id == seen.pair.id,
            RecordedAnswer.kind == StepKind.THANKS.value,
            RecordedAnswer.promise == Promise.PAIR,
        )
        .order_by(RecordedAnswer.at.desc(), RecordedAnswer.id.desc())
    )
    rows = session.execute(query).all()
    added = additions_to(session, [answer.id for answer, _ in rows]) if rows else {}
    return tuple(
        Thanks(
            by_name=person.name,
            text=given_in(answer.content).text,
            added=tuple(added.get(answer.id, ())),
            at=answer.at,
        )
        for answer, person in rows
    )


def additions_to(session: Session, answers: list[int]) -> dict[int, list[str]]:
    """The texts added to these thanks, by id, oldest first. One query."""
    by_answer: dict[int, list[str]] = {}
    query = select(Addition).where(Addition.step_answer_id.in_(answers)).order_by(Addition.id)
    for row in session.scalars(query):
        by_answer.setdefault(row.step_answer_id, []).append(row.text)
    return by_answer
