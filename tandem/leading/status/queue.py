"""Whose status waits to be made anew, and who comes next?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from tandem.models import Assignment, Pair, StalePair, StatusSweep

# So many pairs that something happened to, and so many of a sweep, are made anew in one commit.
AT_MOST = 25
# So many rows of the queue are looked at to find them: a pair may stand there often.
LOOKED_AT = 500
ANY = select(or_(exists(select(StalePair.id)), exists(select(StatusSweep.id))))


@dataclass(frozen=True)
class Batch:
    """The pairs to make anew next, with the rows of the queue that are done with them.

    `swept_to` says how far the sweep `sweep_id` has come then.
    """

    pairs: tuple[int, ...] = ()
    stale_ids: tuple[int, ...] = ()
    sweeps_done: tuple[int, ...] = ()
    sweep_id: int = 0
    swept_to: int = 0

    @property
    def is_empty(self) -> bool:
        """Does nothing wait?"""
        return not (self.pairs or self.stale_ids or self.sweeps_done)


Choose = Callable[[Session], Batch]


def is_any_stale(session: Session) -> bool:
    """Does anything wait? One cheap query."""
    return bool(session.scalar(ANY))


def next_batch(session: Session) -> Batch:
    """The pairs that come next: those that something happened to, and a piece of a sweep.

    Both in each batch, so that neither waits for an end of the other. Four queries at most.
    """
    waiting = session.execute(
        select(StalePair.id, StalePair.pair_id).order_by(StalePair.id).limit(LOOKED_AT)
    ).all()
    single = tuple(dict.fromkeys(row.pair_id for row in waiting))[:AT_MOST]
    piece = piece_of_sweep(session)
    return replace(
        piece,
        pairs=tuple(dict.fromkeys((*single, *piece.pairs))),
        stale_ids=tuple(row.id for row in waiting if row.pair_id in set(single)),
    )


def piece_of_sweep(session: Session) -> Batch:
    """The next pairs of the oldest sweep. Two queries."""
    sweeps = session.scalars(select(StatusSweep).order_by(StatusSweep.id).limit(LOOKED_AT)).all()
    if not sweeps:
        return Batch()
    first, *later = sweeps
    if any(covers(sweep, first) for sweep in later):
        return Batch(sweeps_done=(first.id,))
    pairs = tuple(session.scalars(pairs_of_sweep(first, limit=AT_MOST)))
    if len(pairs) < AT_MOST:
        return Batch(pairs=pairs, sweeps_done=(first.id,))
    return Batch(pairs=pairs, sweep_id=first.id, swept_to=pairs[-1])


def batch_of(pairs: Collection[int]) -> Choose:
    """What chooses these pairs, whether or not others come before them."""

    def choose(session: Session) -> Batch:
        rows = session.scalars(select(StalePair.id).where(StalePair.pair_id.in_(pairs)))
        stale_ids = tuple(rows.all())
        sweeps = session.scalars(select(StatusSweep).order_by(StatusSweep.id).limit(AT_MOST)).all()
        done = (
            sweep.id
            for sweep in sweeps
            if set(session.scalars(pairs_of_sweep(sweep, limit=len(pairs) + 1))) <= set(pairs)
        )
        return Batch(pairs=tuple(pairs), stale_ids=stale_ids, sweeps_done=tuple(done))

    return choose


def covers(later: StatusSweep, earlier: StatusSweep) -> bool:
    """Will a later sweep reach all pairs of an earlier one? Then that one need not go on."""
    return later.team_id in {None, earlier.team_id} and later.course_id in {
        None,
        earlier.course_id,
    }


def pairs_of_sweep(sweep: StatusSweep, *, limit: int) -> Select[int]:
    """The next pairs of a sweep, in the order of their ids."""
    query = select(Pair.id).where(Pair.id > sweep.after_id).order_by(Pair.id).limit(limit)
    if sweep.team_id is not None:
        query = query.where(Pair.team_id == sweep.team_id)
    return query if sweep.course_id is None else query.where(has_course(sweep.course_id))


def has_course(course_id: Any) -> ColumnElement[bool]:
    """A course is assigned to a pair, or to its team."""
    given = select(Assignment.id).where(
        Assignment.team_id == Pair.team_id,
        Assignment.course_id == course_id,
        Assignment.withdrawn_at.is_(None),
        or_(Assignment.pair_id.is_(None), Assignment.pair_id == Pair.id),
    )
    # Named, for two questions stand around it: else any pair that has the course would do.
    return given.correlate(Pair, StatusSweep).exists()


def is_stale() -> ColumnElement[bool]:
    """The status of a pair waits to be made anew."""
    swept = exists(
        select(StatusSweep.id).where(
            Pair.id > StatusSweep.after_id,
            or_(StatusSweep.team_id.is_(None), StatusSweep.team_id == Pair.team_id),
            or_(StatusSweep.course_id.is_(None), has_course(StatusSweep.course_id)),
        )
    )
    return or_(Pair.id.in_(select(StalePair.pair_id)), swept)


def stale_pairs(session: Session, which: ColumnElement[bool], *, limit: int) -> list[int]:
    """The first of these pairs whose status waits. One query."""
    query = select(Pair.id).where(which, is_stale()).order_by(Pair.id).limit(limit)
    return list(session.scalars(query))


def number_stale(session: Session, which: ColumnElement[bool]) -> int:
    """How many of these pairs wait. One query."""
    query = select(func.count()).select_from(Pair).where(which, is_stale())
    return session.scalars(query).one()
