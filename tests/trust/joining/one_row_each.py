"""A row of somebody in every table that knows people, made from what the tables themselves say."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Column, Enum, Table, insert, select
from sqlalchemy.orm import Session

from tandem.models import Base, Person
from tandem.models.base import UTCDateTime
from tandem.trust.joining.columns import MOVES, Move
from tests.cast import NOW

UNIQUE = count(1)
# What a table asks for beyond its types.
PROMISED: dict[str, dict[str, Any]] = {
    "solo_assignment": {"role": None},
    "certificate": {"pair_id": None},
    "written_text": {"promise": "own", "pair_id": None},
    "attempt": {"right": 1, "total": 1},
    "step_done": {"step": "read"},
    "goal": {"number": 1},
}


def row_of_each(session: Session, person: Person, partner: Person) -> None:
    """Put a row of this person into every table that a joining moves something in."""
    for table in Base.metadata.sorted_tables:
        names = [name for name in MOVES if name.partition(".")[0] == table.name]
        if table.name in {"pair", "audit_entry"} or not names:
            continue
        for name in names:
            if MOVES[name] is not Move.STAYS:
                column = table.c[name.partition(".")[2]]
                session.execute(insert(table).values(values_for(session, table, column, person)))
    session.flush()
    assert partner.id != person.id


def values_for(
    session: Session, table: Table, column: Column[int], person: Person
) -> dict[str, Any]:
    """A row of a table that leads to somebody by one column."""
    values = {
        other.name: value_of(session, other)
        for other in table.c
        if needs_a_value(other) or other.name in PROMISED.get(table.name, {})
    }
    return {**values, **PROMISED.get(table.name, {}), column.name: person.id}


def needs_a_value(column: Column[Any]) -> bool:
    """Must an insert say it?"""
    is_key = column.primary_key and not column.foreign_keys and column.type.python_type is int
    return not (is_key or column.nullable or column.default or column.server_default)


def value_of(session: Session, column: Column[Any]) -> Any:
    """Anything that the column takes: a row that is there, the first of its words, a moment."""
    for link in column.foreign_keys:
        return session.scalar(select(link.column).order_by(link.column).limit(1))
    if isinstance(column.type, Enum):
        return (
            column.type.enums[0]
            if column.type.enum_class is None
            else next(iter(column.type.enum_class))
        )
    if isinstance(column.type, UTCDateTime):
        return NOW
    kind = column.type.python_type
    if kind is date:
        return NOW.date()
    if kind is bool:
        return False
    if kind is bytes:
        return b"x"
    if kind is int:
        return 1
    if kind is float:
        return 1.0
    # Unique where it must be, alike where a place is named.
    return (
        f"x{next(UNIQUE)}"
        if column.unique or column.primary_key or is_alone_unique(column)
        else "x"
    )


def is_alone_unique(column: Column[Any]) -> bool:
    """Is it unique by itself?"""
    return any(
        [part.name for part in getattr(rule, "columns", ())] == [column.name]
        for rule in column.table.constraints
        if type(rule).__name__ == "UniqueConstraint"
    )
