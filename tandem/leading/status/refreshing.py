"""How is the status of pairs kept true? It is made anew for each that something happened to.

Whatever feature records something, its commit is noticed here: the pairs it touches are found by
what its rows point to, and their status is made again from the records, by the same rules that
every page uses. If one were lost, the next start would make it again (`flask prepare`).
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, delete, event, func, insert, or_, select
from sqlalchemy.orm import ORMExecuteState, Session

from tandem import dates
from tandem.content.lesson import StepKind
from tandem.leading.status import stall
from tandem.models import (
    Assignment,
    Attempt,
    Completion,
    Module,
    Pair,
    PairChange,
    PairCompletion,
    PairStatus,
    PairStepDone,
    Person,
    Publication,
    RecordedAnswer,
    RecordedAnswerShown,
    StepDone,
    StepDraft,
)
from tandem.models.locking import hold
from tandem.models.timing import moment_of
from tandem.people.pairs.queries import ShownPair, began_at, pairs_by_id
from tandem.progress.assigned import given_to
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.rounds import record_rounds
from tandem.terms import PairState, Together

log = logging.getLogger(__name__)
EVERYBODY = "everybody"
IN_A_CHUNK = 500
# Whose rows tell of a pair, a person, a team, or of everybody.
OF_PERSON = (Attempt, Completion, StepDone)
FOLLOWED = {
    row.__tablename__
    for row in (Assignment, Pair, PairChange, PairCompletion, PairStepDone, Person, Publication)
} | {row.__tablename__ for row in OF_PERSON}
Touched = set[tuple[str, int]]


@event.listens_for(Session, "after_flush")
def note_rows(session: Session, context: object) -> None:
    """Note whose status may have changed."""
    touched: Touched = session.info.setdefault("touched", set())
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*session.new, *changed, *session.deleted):
        touched.update(touched_by(row))


@event.listens_for(Session, "do_orm_execute")
def note_statement(state: ORMExecuteState) -> None:
    """Note that every pair may have changed, after a statement that writes many rows at once."""
    if state.is_insert or state.is_update or state.is_delete:
        table = getattr(state.statement, "table", None)
        if getattr(table, "name", "") in FOLLOWED:
            state.session.info.setdefault("touched", set()).add((EVERYBODY, 0))


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    """Forget what was noted, after a rollback; not after that of a savepoint alone."""
    if not session.in_nested_transaction():
        session.info.pop("touched", None)


@event.listens_for(Session, "after_commit")
def follow(session: Session) -> None:
    """Refresh the status of all noted pairs. A failure is logged; the commit itself stands.

    Does nothing at the end of a savepoint: the transaction still holds the rows, so a second
    session would wait for them forever.
    """
    if session.in_nested_transaction():
        return
    touched: Touched = session.info.pop("touched", set())
    if not touched:
        return
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    try:
        with Session(engine.execution_options(writes=True)) as own:
            refresh(own, pairs_touched(own, touched), now=moment_of(own))
            own.commit()
    except Exception:
        log.exception("the status of pairs was not made anew; the next start does it")


def touched_by(row: object) -> Touched:
    """The pair, person or team whose status rows depend on a row; EVERYBODY for a publication."""
    if isinstance(row, Publication):
        return {(EVERYBODY, 0)}
    if isinstance(row, Assignment) and row.pair_id is None:
        return {("team", row.team_id)}
    if isinstance(row, Pair):
        return {("pair", row.id)}
    if isinstance(row, Person):
        return {("person", row.id)}
    pair_id = getattr(row, "pair_id", None)
    if pair_id is not None and not isinstance(row, PairStatus | StepDraft):
        return {("pair", pair_id)}
    return {("person", row.person_id)} if isinstance(row, OF_PERSON) else set()


def pairs_touched(session: Session, touched: Touched) -> list[int]:
    """The ids of all pairs of the pairs, people and teams that were noted. One query."""
    query = select(Pair.id).order_by(Pair.id)
    if (EVERYBODY, 0) in touched:
        return list(session.scalars(query))
    pairs, people, teams = (ids_of(touched, kind) for kind in ("pair", "person", "team"))
    of_these = or_(
        Pair.id.in_(pairs),
        Pair.rep_id.in_(people),
        Pair.support_id.in_(people),
        Pair.team_id.in_(teams),
    )
    return list(session.scalars(query.where(of_these)))


def ids_of(touched: Touched, kind: str) -> list[int]:
    """The ids of one kind."""
    return sorted(number for touched_kind, number in touched if touched_kind == kind)


def refresh_all(session: Session, *, now: datetime) -> int:
    """Make every row of status anew; how many pairs there are."""
    pairs = pairs_touched(session, {(EVERYBODY, 0)})
    refresh(session, pairs, now=now)
    return len(pairs)


def refresh(session: Session, pairs: Sequence[int], *, now: datetime) -> None:
    """Make the status of these pairs anew from the records."""
    for chunk in chunks(pairs):
        # Two who refresh the same pair wait for each other here: the later sees the newer records.
        rows = status_rows(session, hold(session, Pair.id.in_(chunk)), now=now)
        session.execute(delete(PairStatus).where(PairStatus.pair_id.in_(chunk)))
        if rows:
            session.execute(insert(PairStatus), rows)
        session.expunge_all()


def chunks(pairs: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids in lists short enough for one query."""
    for start in range(0, len(pairs), IN_A_CHUNK):
        yield pairs[start : start + IN_A_CHUNK]


def status_rows(session: Session, ids: Collection[int], *, now: datetime) -> list[dict[str, Any]]:
    """The rows these pairs should have. Whether a date has passed is asked when somebody looks."""
    shown = pairs_by_id(session, ids)
    courses = courses_of(session, shown, now=now)
    if record_rounds(session, courses):
        courses = courses_of(session, shown, now=now)
    given_at = {
        (assigned.pair_id, assigned.course_id): assigned.given_at
        for assigned in given_to(session, ids, now=now)
    }
    began = began_at(session, ids)
    tried = last_attempts(session, shown)
    sealed = sealed_waiting(session, ids)
    rows = []
    for pair_course in courses:
        since = given_at[pair_course.pair.id, pair_course.course.id]
        waits = sealed.get((pair_course.pair.id, pair_course.course.id), [])
        begins = [since, began.get(pair_course.pair.id, since), pair_course.round.began_at]
        seats = [(partner.id, pair_course.course.id) for partner in pair_course.pair.partners]
        attempts = [tried[seat] for seat in seats if seat in tried]
        rows.append(
            status_row(
                pair_course,
                began_at=max(at for at in begins if at),
                moved=[*moments_of(pair_course), *filter(pair_course.round.counts, attempts)],
                sealed_at=min(filter(pair_course.round.counts, waits), default=None),
            )
        )
    return rows


def status_row(
    pair_course: PairCourse,
    *,
    began_at: datetime,
    moved: Collection[datetime],
    sealed_at: datetime | None,
) -> dict[str, Any]:
    """The row of one pair in one course."""
    is_through = pair_course.together is Together.BOTH_DONE
    is_running = pair_course.pair.state is PairState.ACTIVE and not is_through
    clocks = stall.clocks(
        is_running=is_running,
        began_at=began_at,
        moved_at=max(moved, default=None),
        sealed_at=sealed_at,
    )
    return {
        "pair_id": pair_course.pair.id,
        "course_id": pair_course.course.id,
        "team_id": pair_course.pair.team_id,
        "names": folded_names(pair_course.pair),
        "pair_state": pair_course.pair.state,
        "together": pair_course.together,
        "is_running": is_running,
        "due_at": end_in_zone(pair_course.due_on, pair_course.time_zone),
        "unbegun_since": clocks.unbegun_since,
        "still_since": clocks.still_since,
        "sealed_since": clocks.sealed_since,
        "renews_at": pair_course.round.renews_at,
        "renewed_due_at": end_in_zone(pair_course.renewed_due_on, pair_course.time_zone),
    }


def end_in_zone(day: date | None, zone: str) -> datetime | None:
    """The end of a day, where there is one."""
    return dates.end_of(day, zone=zone) if day else None


def moments_of(pair_course: PairCourse) -> Iterator[datetime]:
    """When each step of the two was done in this round."""
    for module in pair_course.modules:
        for half in module.halves:
            yield from half.own.steps.values()
            yield from half.given.values()


def last_attempts(
    session: Session, pairs: Collection[ShownPair]
) -> dict[tuple[int, int], datetime]:
    """The latest attempt of each of these people in each course: to try is to move. One query."""
    people = {partner.id for pair in pairs for partner in pair.partners}
    query = (
        select(Attempt.person_id, Module.course_id, func.max(Attempt.at).label("at"))
        .join(Module, Module.id == Attempt.module_id)
        .where(Attempt.person_id.in_(people))
        .group_by(Attempt.person_id, Module.course_id)
    )
    return {(row.person_id, row.course_id): row.at for row in session.execute(query)}


def sealed_waiting(
    session: Session, pairs: Collection[int]
) -> dict[tuple[int, int], list[datetime]]:
    """Since when sealed answers wait in each pair and course; no word of them is read."""
    is_shown = (
        select(RecordedAnswerShown.step_answer_id)
        .where(RecordedAnswerShown.step_answer_id == RecordedAnswer.id)
        .exists()
    )
    query = (
        select(RecordedAnswer.pair_id, Module.course_id, RecordedAnswer.at)
        .join(Module, Module.id == RecordedAnswer.module_id)
        .where(RecordedAnswer.pair_id.in_(pairs), RecordedAnswer.kind == StepKind.SEALED, ~is_shown)
        .order_by(RecordedAnswer.id)
    )
    moments: dict[tuple[int, int], list[datetime]] = {}
    for row in session.execute(query):
        moments.setdefault((row.pair_id, row.course_id), []).append(row.at)
    return moments


def folded_names(pair: ShownPair) -> str:
    """Both names by surname, as they are sorted and searched."""
    return " ".join(f"{partner.sort_name[0]} {partner.sort_name[1]}" for partner in pair.partners)[
        :840
    ]
