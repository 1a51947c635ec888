"""Whose status does a row make stale? Noted in the transaction that writes it, so never lost.

A row that changes nothing of a status is passed over: a sentence that is put better, a password, a
nudge. What touches many pairs is noted as one sweep, however many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Insert,
    Select,
    bindparam,
    event,
    insert,
    inspect,
    or_,
    select,
    true,
)
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from tandem.content import serialized
from tandem.content.face import required_steps, steps_for
from tandem.models import (
    Assignment,
    Attempt,
    Base,
    Completion,
    Course,
    Module,
    Pair,
    PairChange,
    PairCompletion,
    PairStepDone,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
    Revision,
    StalePair,
    StatusSweep,
    StepDone,
)
from tandem.terms import SEATS

# Which columns of these tables say something of a status.
TELLING: dict[type[Base], tuple[str, ...]] = {
    Person: ("given_name", "surname"),
    Course: ("withdrawn_at",),
    Module: ("revision_id", "withdrawn_at", "position"),
}
TABLES: tuple[type[Base], ...] = (
    Pair,
    Assignment,
    PairChange,
    PairCompletion,
    PairStepDone,
    RecordedAnswer,
    RecordedAnswerShown,
    Attempt,
    Completion,
    StepDone,
    *TELLING,
)
FOLLOWED = {table.__tablename__: table for table in TABLES}
# More rows in one statement than this mean everybody.
AT_ONCE = 500
# What kind of thing is stale, and its id: a pair, the pairs of a person, that of an answer, all
# pairs of a team, all with a course, or all that there are.
Mark = tuple[str, int]
EVERYBODY: Mark = ("everybody", 0)


def pairs_where(condition: Any) -> Insert:
    """Note each pair that meets a condition."""
    return insert(StalePair).from_select(["pair_id"], select(Pair.id).where(condition))


def sits(people: Any) -> Any:
    """One of these people sits in the pair."""
    return or_(Pair.rep_id.in_(people), Pair.support_id.in_(people))


def gave(answers: Any) -> Any:
    """One of these answers was given in the pair."""
    return Pair.id.in_(select(RecordedAnswer.pair_id).where(RecordedAnswer.id.in_(answers)))


NUMBERS: BindParameter[int] = bindparam("numbers")
PAIRS_OF_PEOPLE, PAIRS_OF_ANSWERS = pairs_where(sits(NUMBERS)), pairs_where(gave(NUMBERS))


@event.listens_for(Session, "after_flush")
def note_rows(session: Session, context: object) -> None:
    """Note whose status may have changed. One statement for each kind of mark that is new."""
    changed = (row for row in session.dirty if session.is_modified(row))
    # A module first: what its course's sweep will reach need not be noted pair by pair.
    rows = sorted(
        (*session.new, *changed, *session.deleted), key=lambda row: not isinstance(row, Module)
    )
    note(session, [mark for row in rows for mark in marks_of(session, row)])


@event.listens_for(Session, "do_orm_execute")
def note_statement(state: ORMExecuteState) -> None:
    """Note whose status may change with a statement that writes many rows at once."""
    table = FOLLOWED.get(getattr(getattr(state.statement, "table", None), "name", ""))
    if table is None:
        return
    if state.is_insert:
        note(state.session, marks_of_insert(table, state.parameters))
    elif state.is_update or state.is_delete:
        condition = getattr(state.statement, "whereclause", None)
        note_where(state.session, table, true() if condition is None else condition)


@event.listens_for(Session, "after_transaction_end")
def forget(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was noted: with a savepoint that is undone, its notes are undone too."""
    if transaction.nested or transaction.parent is None:
        session.info.pop("noted", None)
        session.info.pop("swept", None)


def marks_of(session: Session, row: object) -> Iterator[Mark]:
    """Whose status may have changed with one row."""
    if getattr(row, "module_id", None) in session.info.get("swept", ()):
        return
    match row:
        case Pair():
            yield "pair", row.id
        case Assignment():
            yield ("team", row.team_id) if row.pair_id is None else ("pair", row.pair_id)
        case Person() if row not in session.new and changed_in(row):
            yield "person", row.id
        case Course() if row not in session.new and changed_in(row):
            yield "course", row.id
        case Module() if asks_anew(session, row):
            session.info.setdefault("swept", set()).add(row.id)
            yield "course", row.course_id
        case RecordedAnswerShown():
            yield "answer", row.step_answer_id
        case PairChange() | PairCompletion() | PairStepDone() | RecordedAnswer():
            yield "pair", row.pair_id
        case Attempt() | Completion() | StepDone():
            yield "person", row.person_id


def changed_in(row: Base) -> set[str]:
    """Which of the columns that tell of a status have changed in a row?"""
    attributes = inspect(row).attrs
    return {name for name in TELLING[type(row)] if attributes[name].history.has_changes()}


def asks_anew(session: Session, module: Module) -> bool:
    """Does a module ask for something else than before? Not where only its words are new."""
    if module in session.new:
        return module.revision_id is not None
    changed = changed_in(module)
    if changed != {"revision_id"}:
        return bool(changed)
    before = inspect(module).attrs["revision_id"].history.deleted
    return not before or asked(session, before[0]) != asked(session, module.revision_id)


def asked(session: Session, revision_id: int | None) -> list[tuple[Any, ...]] | None:
    """What a revision asks of each half: the steps done alone, and by name those for two."""
    query = select(Revision.lesson).where(Revision.id == revision_id)
    stored = session.connection().scalar(query)
    if stored is None:
        return None
    lesson = serialized.from_json(stored)
    return [
        (required_steps(lesson, role), {(step.id, step.was) for step in steps_for(lesson, role)})
        for role in SEATS
    ]


def marks_of_insert(table: type[Base], parameters: Any) -> Iterable[Mark]:
    """Whose status may change with many new rows of one table."""
    if table is Person:
        return []
    rows = parameters if isinstance(parameters, list) else [parameters]
    marks = {mark_of_values(table, row) for row in rows}
    return marks if len(marks) <= AT_ONCE else [EVERYBODY]


def mark_of_values(table: type[Base], values: Mapping[str, int | None] | None) -> Mark:
    """Whose status may change with a new row of these values."""
    kinds = {"answer": "step_answer_id", "pair": "pair_id", "person": "person_id"}
    if table in {Pair, Assignment}:
        kinds = {"pair": "pair_id", "team": "team_id"}
    for kind, column in kinds.items():
        number = (values or {}).get(column)
        if number is not None:
            return kind, number
    return EVERYBODY


def note_where(session: Session, table: type[Base], condition: Any) -> None:
    """Note whose status may change when the rows that meet a condition are changed or deleted."""
    if table in {Course, Module}:
        note(session, [EVERYBODY])
        return
    connection, columns = session.connection(), table.__table__.columns
    if table is Assignment:
        teams: Select[int] = select(Assignment.team_id).where(condition).distinct()
        connection.execute(insert(StatusSweep).from_select(["team_id"], teams))
        return
    if table is RecordedAnswerShown:
        which = gave(select(columns["step_answer_id"]).where(condition))
    elif table is Pair or "pair_id" in columns:
        key = columns["id" if table is Pair else "pair_id"]
        which = Pair.id.in_(select(key).where(condition))
    else:
        key = columns["id" if table is Person else "person_id"]
        which = sits(select(key).where(condition))
    connection.execute(pairs_where(which))


def note(session: Session, marks: Iterable[Mark]) -> None:
    """Put marks into the queue, each once in a transaction."""
    noted = session.info.setdefault("noted", set())
    fresh = [mark for mark in dict.fromkeys(marks) if mark not in noted]
    if not fresh or EVERYBODY in noted:
        return
    noted.update(fresh)
    by_kind: dict[str, list[int]] = {}
    for kind, number in fresh:
        by_kind.setdefault(kind, []).append(number)
    write_marks(session.connection(), by_kind)


def write_marks(connection: Connection, numbers: Mapping[str, list[int]]) -> None:
    """Add the rows of the queue. Nothing in them is unique: nobody waits for another."""
    pairs = [{"pair_id": number} for number in numbers.get("pair", ())]
    if pairs:
        connection.execute(insert(StalePair), pairs)
    for kind, statement in (("person", PAIRS_OF_PEOPLE), ("answer", PAIRS_OF_ANSWERS)):
        some = numbers.get(kind, [])
        for start in range(0, len(some), AT_ONCE):
            connection.execute(statement, {"numbers": some[start : start + AT_ONCE]})
    sweeps = [
        {"team_id": number if kind == "team" else None,
         "course_id": number if kind == "course" else None}
        for kind in ("team", "course", "everybody")
        for number in numbers.get(kind, ())
    ]  # fmt: skip
    if sweeps:
        connection.execute(insert(StatusSweep), sweeps)
