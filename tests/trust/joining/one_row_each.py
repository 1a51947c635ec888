"""A row of somebody in every table that knows people, made from what the tables themselves say."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Column, Enum, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tandem.models import Base, Person
from tandem.models.base import UTCDateTime
from tandem.trust.joining.columns import MOVES, RowMove
from tests.cast import NOW

MOST_TURNS = 40
ANY = object()
OF_KIND: dict[type, Any] = {date: NOW.date(), bool: False, bytes: b"x", float: 1.0}
# What a table asks for beyond its types.
PROMISED: dict[str, dict[str, Any]] = {
    "solo_assignment": {"role": None, "person_id": ANY},
    "certificate": {"pair_id": None},
    "written_text": {"promise": "own", "pair_id": None},
    "attempt": {"right": 1, "total": 1},
    "refresher_answer": {"face": "other", "pair_id": ANY},
    "step_done": {"step": "read"},
    "assignment": {"pair_id": ANY},
}


def row_of_each(session: Session, person: Person) -> None:
    """Put a row of this person into every table that a joining moves something in."""
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            move = MOVES.get(f"{table.name}.{column.name}", RowMove.STAYS)
            if move is not RowMove.STAYS and table.name != "pair":
                add_row(session, column, person)


def add_row(session: Session, column: Column[int], person: Person) -> None:
    """A row that leads to somebody by this column, in the first place that is free."""
    for turn in range(MOST_TURNS):
        try:
            with session.begin_nested():
                values = values_for(session, column, person, turn=turn)
                session.execute(insert(column.table).values(values))
        except IntegrityError:
            continue
        return
    raise AssertionError(f"no row could be made for {column}")


def values_for(
    session: Session, column: Column[int], person: Person, *, turn: int
) -> dict[str, Any]:
    """A row of a table that leads to somebody by one column."""
    promised = PROMISED.get(column.table.name, {})
    values = {
        other.name: value_of(session, other, turn=turn)
        for other in column.table.c
        if needs_a_value(other) or promised.get(other.name) is ANY
    }
    said = {name: value for name, value in promised.items() if value is not ANY}
    return {**values, **said, column.name: person.id}


def needs_a_value(column: Column[Any]) -> bool:
    """Must an insert say it?"""
    is_key = column.primary_key and not column.foreign_keys and column.type.python_type is int
    return not (is_key or column.nullable or column.default or column.server_default)


def value_of(session: Session, column: Column[Any], *, turn: int) -> Any:
    """Anything that the column takes: a row that is there, the first of its words, a moment."""
    for link in column.foreign_keys:
        ids = session.scalars(select(link.column).order_by(link.column)).all()
        return ids[turn % len(ids)]
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class or column.type.enums))
    if isinstance(column.type, UTCDateTime):
        return NOW
    kind = column.type.python_type
    if kind is int:
        return 1 + turn
    if kind in OF_KIND:
        return OF_KIND[kind]
    return f"x{turn}"
