"""Who nudged whom, and when?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from tandem.models import Nudge, Person
from tandem.models.rows import full_name, rows
from tandem.progress.rules.rounds import Round


@dataclass(frozen=True)
class NudgeReceived:
    """A nudge that somebody got."""

    pair_id: int
    module: str
    from_name: str
    at: datetime


@dataclass(frozen=True)
class NudgeTo:
    """A nudge to somebody about a module of a pair."""

    to_id: int
    pair_id: int
    module_id: int
    at: datetime


def last_nudge(session: Session, pair_id: int, *, from_id: int) -> datetime | None:
    """When somebody last nudged the partner in a pair."""
    query = select(func.max(Nudge.at)).where(Nudge.pair_id == pair_id, Nudge.from_id == from_id)
    return session.scalar(query)


def nudges_for(
    session: Session,
    person_id: int,
    *,
    titles: Mapping[tuple[int, int], tuple[str, Round]],
) -> list[NudgeReceived]:
    """The nudges that still wait for a person, one for each module of each pair. One query.

    `titles` are the modules they have not finished yet in a round, by (pair id, module id). What
    was said in an earlier round is over.
    """
    newest = {
        key: NudgeReceived(row.pair_id, titles[key][0], full_name(row), row.at)
        for row in rows(session, nudges_to(), {"person": person_id})
        if (key := (row.pair_id, row.module_id)) in titles and titles[key][1].counts(row.at)
    }
    return list(newest.values())


@cache
def nudges_to() -> Select[int, int, datetime, str, str]:
    """What one `person` was nudged about, and by whom, oldest first."""
    return (
        select(Nudge.pair_id, Nudge.module_id, Nudge.at, Person.given_name, Person.surname)
        .join(Person, Person.id == Nudge.from_id)
        .where(Nudge.to_id == bindparam("person"))
        .order_by(Nudge.id)
    )


def nudges_since(session: Session, people: Collection[int], *, since: datetime) -> list[NudgeTo]:
    """What these people were nudged about since then, oldest first. One query."""
    query = (
        select(Nudge.to_id, Nudge.pair_id, Nudge.module_id, Nudge.at)
        .where(Nudge.to_id.in_(people), Nudge.at > since)
        .order_by(Nudge.id)
    )
    return [NudgeTo(*row) for row in session.execute(query)]
