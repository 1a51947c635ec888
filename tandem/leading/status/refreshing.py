"""How is the status of pairs kept true? It is made anew for each that something happened to.

Whatever feature records something, its transaction notes whose status is stale (`marks.py`). The
rows are made from the records, by the same rules that every page uses: of a few pairs at a time,
each few in one short commit, beside the requests (`commands/background.py`) or just before a leader
looks. A process that dies leaves its queue to the next.

What is needed is read before anything is locked for writing. Only who was not overtaken meanwhile
writes: whoever writes takes the next number of the one row of `StatusTurn`. Whatever is recorded
meanwhile has noted its pairs again, and they come once more.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Any

from sqlalchemy import Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from tandem.leading.status import marks, queue
from tandem.leading.status.queries import StatusScope, pairs_seen_by
from tandem.leading.status.queue import Batch, Choose
from tandem.leading.status.rows import status_rows
from tandem.models import PairStatus, RoundDone, StalePair, StatusSweep, StatusTurn
from tandem.models.inserting import add_missing
from tandem.models.locking import hold
from tandem.models.timing import moment_of
from tandem.models.write_queue import LockNotFreeError
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import courses_of
from tandem.progress.rounds import rounds_to_record

log = logging.getLogger(__name__)
# Raise it with every change of what a row of status says: the next start makes all of them anew.
RULES = 4
THE_TURN = 1
# A look brings so many pairs up to date; of more it says how many are to come.
AT_A_LOOK = 50
TRIES = 3
# How long a look waits for another that writes, in seconds.
PATIENCE = 1.0


@dataclass(frozen=True)
class Plan:
    """What has to be written: rounds that nobody has recorded yet, else the rows of status."""

    rounds: list[dict[str, Any]]
    outdated: list[dict[str, int]]
    rows: list[dict[str, Any]]


def catch_up(session: Session, sight: StatusScope) -> int:
    """Make the status of the pairs in sight true, where few are stale; gives how many are left as
    it was.

    Called before somebody looks, with a session that only reads: what it reads next, it reads
    afterwards. A look writes nothing else. This may, for it records nothing: what it writes follows
    from the records, tells nothing of who looked, and would be written a second later anyway. One
    cheap query where nothing is stale.
    """
    if not queue.is_any_stale(session):
        return 0
    which = pairs_seen_by(sight)
    engine = session.get_bind().engine
    for _ in range(TRIES):
        pairs = queue.stale_pairs(session, which, limit=AT_A_LOOK + 1)
        session.commit()
        if not pairs:
            return 0
        is_much = len(pairs) > AT_A_LOOK
        choose = queue.next_batch if is_much else queue.batch_of(pairs)
        try:
            batch = refresh(engine, choose=choose, patience=PATIENCE)
        except (OperationalError, LockNotFreeError):
            # Somebody writes for longer: the page says what is left.
            break
        if is_much and batch is not None:
            break
        if batch is not None:
            # A sweep may still come by, and will find them as they are.
            return 0
    return queue.number_stale(session, which)


def drain(engine: Engine, *, at_most: int | None = None, rest: float = 0.0) -> int:
    """Make the status of whatever waits anew, a few pairs in each commit; how many pairs.

    Rests so many seconds after each commit, so that everybody else comes first.
    """
    made = missed = 0
    while missed < TRIES and (at_most is None or made < at_most):
        batch = refresh(engine)
        if batch is not None and batch.is_empty:
            break
        made, missed = (made + len(batch.pairs), 0) if batch is not None else (made, missed + 1)
        Event().wait(rest)
    return made


def refresh(
    engine: Engine, *, choose: Choose = queue.next_batch, patience: float | None = None
) -> Batch | None:
    """Make the status of the next pairs anew, in one short commit. None where others were quicker.

    Who has `patience` waits until another is through; others leave it to that one.
    """
    options = {} if patience is None else {"patience": patience}
    with Session(engine.execution_options(writes=False, **options)) as session:
        turn = turn_of(engine, session, waits=patience is not None)
        if turn is None:
            return None
        batch = choose(session)
        if batch.is_empty:
            return batch
        plan = plan_for(session, batch.pairs, now=moment_of(session))
        with writing(engine, session, options) as own:
            if not take_turn(own, turn):
                return None
            try:
                write(own, plan, batch)
            except IntegrityError:
                # A pair or a course is gone since.
                return None
            own.commit()
    return refresh(engine, choose=choose, patience=patience) if plan.rounds else batch


def turn_of(engine: Engine, session: Session, *, waits: bool) -> int | None:
    """The number that comes next; None while somebody else holds it.

    On PostgreSQL it is held until the commit. SQLite has no such lock: there the slower of two
    finds in `take_turn` that the number is gone.
    """
    query = select(StatusTurn.number).where(StatusTurn.id == THE_TURN)
    if waits:
        hold(session, StatusTurn.id == THE_TURN)
    number = session.scalar(query.with_for_update(skip_locked=True))
    if number is None and session.scalar(query) is None:
        session.rollback()
        with Session(engine.execution_options(writes=True)) as own:
            add_missing(own, StatusTurn, [{"id": THE_TURN, "rules": RULES}])
            own.commit()
        return turn_of(engine, session, waits=waits)
    return number


@contextmanager
def writing(engine: Engine, session: Session, options: Mapping[str, Any]) -> Iterator[Session]:
    """A session that may write. On SQLite another one: the first has taken no lock to read."""
    if engine.dialect.name != "sqlite":
        yield session
        return
    session.rollback()
    with Session(engine.execution_options(writes=True, **options)) as own:
        yield own


def take_turn(session: Session, number: int) -> bool:
    """Take the number, unless somebody else has written since it was read."""
    statement = (
        update(StatusTurn)
        .where(StatusTurn.id == THE_TURN, StatusTurn.number == number)
        .values(number=number + 1)
    )
    return session.connection().execute(statement).rowcount == 1


def note_rules(session: Session) -> None:
    """Note that every status is stale, where it was made by other rules than these."""
    turn = session.get(StatusTurn, THE_TURN)
    if turn is None or turn.rules != RULES:
        session.merge(StatusTurn(id=THE_TURN, rules=RULES))
        marks.note(session, [marks.EVERYBODY])


# The rows of the table, without its class: what is read and compared is plain values.
TABLE: Any = PairStatus.__table__
DELETE_ROW = delete(TABLE).where(
    TABLE.c.pair_id == bindparam("of_pair"), TABLE.c.course_id == bindparam("of_course")
)


def plan_for(session: Session, pairs: Sequence[int], *, now: datetime) -> Plan:
    """What has to be written so that the status of these pairs is true.

    A pair whose records cannot be reckoned with keeps the status it has, and is named in the log;
    the others go on.
    """
    try:
        return plan_of(session, pairs, now=now)
    except SQLAlchemyError:
        raise
    except Exception:
        if len(pairs) == 1:
            log.exception("the status of pair %s cannot be made", pairs[0])
            return Plan([], [], [])
    plans = [plan_for(session, [pair_id], now=now) for pair_id in pairs]
    return Plan(
        rounds=[row for plan in plans for row in plan.rounds],
        outdated=[row for plan in plans for row in plan.outdated],
        rows=[row for plan in plans for row in plan.rows],
    )


def plan_of(session: Session, pairs: Sequence[int], *, now: datetime) -> Plan:
    """The same, for pairs whose records are sound."""
    shown = pairs_by_id(session, pairs)
    courses = courses_of(session, shown, now=now)
    rounds = rounds_to_record(session, courses)
    if rounds:
        # What follows from a round is read again once it is recorded.
        return Plan(rounds, [], [])
    wanted = {
        (row["pair_id"], row["course_id"]): row for row in status_rows(session, shown, courses)
    }
    there = {
        (row.pair_id, row.course_id): dict(row._mapping)
        for row in session.execute(select(TABLE).where(TABLE.c.pair_id.in_(pairs)))
    }
    return Plan(
        rounds=[],
        outdated=[
            {"of_pair": pair_id, "of_course": course_id}
            for (pair_id, course_id), row in there.items()
            if wanted.get((pair_id, course_id)) != row
        ],
        rows=[row for key, row in wanted.items() if there.get(key) != row],
    )


def write(session: Session, plan: Plan, batch: Batch) -> None:
    """Write what was planned, and take away the rows of the queue that are done with it."""
    if plan.rounds:
        add_missing(session, RoundDone, plan.rounds)
        return
    connection = session.connection()
    if plan.outdated:
        connection.execute(DELETE_ROW, plan.outdated)
    if plan.rows:
        connection.execute(insert(TABLE), plan.rows)
    if batch.stale_ids:
        connection.execute(delete(StalePair).where(StalePair.id.in_(batch.stale_ids)))
    if batch.sweeps_done:
        connection.execute(delete(StatusSweep).where(StatusSweep.id.in_(batch.sweeps_done)))
    if batch.sweep_id:
        sweep = update(StatusSweep).where(StatusSweep.id == batch.sweep_id)
        connection.execute(sweep.values(after_id=batch.swept_to))
