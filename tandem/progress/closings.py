"""Which modules has a pair closed just now, and what of it has the partner not seen yet?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, Integer, bindparam, select, update
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, library
from tandem.models import ModuleClosed
from tandem.models.rows import rows
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import seats
from tandem.progress.seat_places import SeatPlace, seat_places

# What closes a module was recorded a moment before it is looked at.
JUST = timedelta(minutes=1)


@dataclass(frozen=True)
class Closing:
    """A module that a partner closed, which this person has not seen closed yet."""

    id: int
    pair_id: int
    module_id: int
    at: datetime


def record_closings(
    session: Session, person_id: int, *, course: ServedCourse, module_id: int, now: datetime
) -> tuple[int, ...]:
    """The pairs in which somebody has just done the last step of a module, each recorded once.

    Called in the transaction of that step, with the pairs held. What a leader set complete closes
    no module in this sense. Six queries.
    """
    served = library(session)
    own = [
        seat
        for seat in seats(session, person_id, now=now)
        if seat.course_id == course.id and pairs_rules.is_living(seat.pair_state)
    ]
    closed = [
        shared
        for shared in seat_places(session, served, own, person_id=person_id, module_id=module_id)
        if is_closed_now(shared, now=now)
    ]
    known = recorded(session, [shared.seat.pair_id for shared in closed], module_id)
    new = [s for s in closed if (s.seat.pair_id, s.seat.round.number) not in known]
    session.add_all(
        ModuleClosed(
            pair_id=shared.seat.pair_id,
            module_id=module_id,
            number=shared.seat.round.number,
            by_id=person_id,
            at=now,
        )
        for shared in new
    )
    session.flush()
    return tuple(shared.seat.pair_id for shared in new)


def is_closed_now(shared: SeatPlace, *, now: datetime) -> bool:
    """Have both done a module by themselves, since this very moment?"""
    learned_at = shared.looked_at.learned_at if shared.looked_at else None
    return learned_at is not None and learned_at >= now - JUST


def recorded(session: Session, pairs: Collection[int], module_id: int) -> set[tuple[int, int]]:
    """In which of these pairs a module was closed already, and in which round."""
    if not pairs:
        return set()
    query = select(ModuleClosed.pair_id, ModuleClosed.number).where(
        ModuleClosed.pair_id.in_(pairs), ModuleClosed.module_id == module_id
    )
    return {(row.pair_id, row.number) for row in session.execute(query)}


def unseen_closings(session: Session, person_id: int, pairs: Collection[int]) -> list[Closing]:
    """What partners closed in these pairs and this person has not seen yet, the newest first.

    One query, none without a pair.
    """
    if not pairs:
        return []
    facts = {"person": person_id, "pairs": list(pairs)}
    return [Closing(*row) for row in rows(session, unseen(), facts)]


@cache
def unseen() -> Executable:
    """What others than this `person` closed in these `pairs`, as long as it is not seen."""
    pairs = bindparam("pairs", type_=Integer)
    return (
        select(ModuleClosed.id, ModuleClosed.pair_id, ModuleClosed.module_id, ModuleClosed.at)
        .where(ModuleClosed.pair_id.in_(pairs), ModuleClosed.by_id != bindparam("person"))
        .where(ModuleClosed.seen_at.is_(None))
        .order_by(ModuleClosed.id.desc())
    )


def mark_seen(
    session: Session, person_id: int, pairs: Collection[int], *, up_to: int, now: datetime
) -> None:
    """Somebody has seen what partners closed in these pairs, up to this one."""
    session.execute(
        update(ModuleClosed)
        .where(ModuleClosed.pair_id.in_(pairs), ModuleClosed.by_id != person_id)
        .where(ModuleClosed.seen_at.is_(None), ModuleClosed.id <= up_to)
        .values(seen_at=now)
    )
