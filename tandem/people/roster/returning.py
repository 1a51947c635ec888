"""Who comes back when a list that let people go is taken back, and with which pairs?

What the list added stays: accounts, roles and places are taken away one by one, with a look first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from tandem.models import AuditEntry, Pair, PairChange, RosterFile
from tandem.models.audit import record_act
from tandem.people import leaving
from tandem.people.pairs.actions import RestoredPair, undo_end
from tandem.people.roster.queries import chunks
from tandem.terms import AuditAct, PairState


@dataclass(frozen=True)
class Rest:
    """How long a pair was to rest when it ended: the history of pairs does not keep it."""

    until: date | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Returned:
    """Who can sign in again and is told; how many stay closed; how many pairs had ended with them,
    and how many of these go on."""

    entries: tuple[AuditEntry, ...]
    staying_closed: int
    ended: int
    going_on: int


def rests_of(session: Session, person_ids: Sequence[int]) -> dict[int, Rest]:
    """How long the pairs of these people rest which do."""
    rests = {}
    for chunk in chunks(sorted(person_ids)):
        query = select(Pair).where(
            Pair.state == PairState.PAUSED,
            or_(Pair.rep_id.in_(chunk), Pair.support_id.in_(chunk)),
        )
        for pair in session.scalars(query.order_by(Pair.id)):
            rests[pair.id] = Rest(pair.paused_until, pair.pause_zone)
    return rests


def bring_back(
    session: Session,
    file: RosterFile,
    rests: Mapping[int, Rest],
    *,
    by_id: int,
    may_open: Callable[[int], bool],
    now: datetime,
) -> Returned | None:
    """Open every account that a list has closed, and then let their pairs go on as far as they can.
    None where there is nobody, or nobody whose account is as the list has left it."""
    at = file.done_at
    if at is None:
        return None
    closed = closed_by(session, by_id, at=at)
    opened = [
        person.id
        for person_id in closed
        if may_open(person_id)
        and (person := leaving.open_again(session, person_id, closed_at=at)) is not None
    ]
    if not opened:
        return None
    before = pairs_before(session, opened, rests, at=at)
    going_on = sum(undo_end(session, pair, ended_at=at, by_id=by_id, now=now) for pair in before)
    entries = [
        record_act(session, AuditAct.OPENED, by_id=by_id, subject_id=person_id, now=now)
        for person_id in opened
    ]
    return Returned(tuple(entries), len(closed) - len(opened), len(before), going_on)


def closed_by(session: Session, by_id: int, *, at: datetime) -> list[int]:
    """Whose accounts somebody closed at one moment: those whom one list let go."""
    query = select(AuditEntry.subject_id).where(
        AuditEntry.act == AuditAct.CLOSED, AuditEntry.at == at, AuditEntry.actor_id == by_id
    )
    return [person_id for person_id in session.scalars(query.order_by(AuditEntry.id)) if person_id]


def pairs_before(
    session: Session, person_ids: Sequence[int], rests: Mapping[int, Rest], *, at: datetime
) -> list[RestoredPair]:
    """The pairs of these people that ended at that moment, as they were before."""
    earlier = aliased(PairChange)
    last = (
        select(func.max(earlier.id))
        .where(earlier.pair_id == PairChange.pair_id, earlier.id < PairChange.id)
        .correlate(PairChange)
        .scalar_subquery()
    )
    states: dict[int, PairState] = {}
    for chunk in chunks(sorted(person_ids)):
        query = (
            select(PairChange.pair_id, earlier.state)
            .join(Pair, Pair.id == PairChange.pair_id)
            .join(earlier, earlier.id == last)
            .where(PairChange.at == at, PairChange.state == PairState.ENDED)
            .where(or_(Pair.rep_id.in_(chunk), Pair.support_id.in_(chunk)))
        )
        states |= {row.pair_id: row.state for row in session.execute(query)}
    return [
        RestoredPair(pair_id, states[pair_id], rest.until, rest.zone)
        for pair_id in sorted(states)
        for rest in [rests.get(pair_id, Rest())]
    ]
