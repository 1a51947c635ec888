"""What have the two thanked each other for?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.models import Addition, Giving, Person
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
        select(Giving, Person)
        .join(Person, Person.id == Giving.person_id)
        .where(
            Giving.pair_id == seen.pair.id,
            Giving.kind == StepKind.THANKS.value,
            Giving.promise == Promise.PAIR,
        )
        .order_by(Giving.at.desc(), Giving.id.desc())
    )
    rows = session.execute(query).all()
    added = additions_to(session, [giving.id for giving, _ in rows]) if rows else {}
    return tuple(
        Thanks(
            by_name=person.name,
            text=given_in(giving.content).text,
            added=tuple(added.get(giving.id, ())),
            at=giving.at,
        )
        for giving, person in rows
    )


def additions_to(session: Session, givings: list[int]) -> dict[int, list[str]]:
    """The texts added to these thanks, by id, oldest first. One query."""
    by_giving: dict[int, list[str]] = {}
    query = select(Addition).where(Addition.giving_id.in_(givings)).order_by(Addition.id)
    for row in session.scalars(query):
        by_giving.setdefault(row.giving_id, []).append(row.text)
    return by_giving
