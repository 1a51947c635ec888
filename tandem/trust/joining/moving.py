"""How do rows of one account come to another, whatever table they stand in?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    UniqueConstraint,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class UniqueKey:
    """Columns that are unique together in a table, for the rows that meet `where`."""

    columns: tuple[Column[Any], ...]
    where: tuple[Any, ...] = ()


@dataclass(frozen=True)
class TwoAccounts:
    """The ids of the account that stays and of the one that goes."""

    stays: int
    goes: int


def unique_keys(column: Column[int]) -> Iterator[UniqueKey]:
    """Every unique key of its table that this column is a part of."""
    table: Table = column.table
    yield from (
        UniqueKey(tuple(rule.columns))
        for rule in (table.primary_key, *table.constraints)
        if (rule is table.primary_key or isinstance(rule, UniqueConstraint))
        and column.name in rule.columns
    )
    for index in table.indexes:
        if index.unique and column.name in index.columns:
            where = index.dialect_options["sqlite"]["where"]
            yield UniqueKey(tuple(index.columns), () if where is None else (where,))


def number_in(session: Session, column: Column[int], accounts: TwoAccounts) -> int:
    """How many rows of a table lead to the account that goes."""
    counted = select(func.count()).select_from(column.table).where(column == accounts.goes)
    return session.scalars(counted).one()


def stuck(column: Column[int], accounts: TwoAccounts) -> ColumnElement[bool] | None:
    """A condition for the rows that cannot move: the account that stays has one in that place.

    None where no rule of the table could stand in the way.
    """
    conditions = []
    for key in unique_keys(column):
        others = [part for part in key.columns if part is not column]
        taken = select(*others or [column]).where(column == accounts.stays, *key.where)
        is_taken = tuple_(*others).in_(taken) if others else taken.exists()
        within = select(*primary_key(column)).where(column == accounts.goes, *key.where, is_taken)
        conditions.append(tuple_(*primary_key(column)).in_(within))
    return or_(*conditions) if conditions else None


def primary_key(column: Column[int]) -> tuple[Column[Any], ...]:
    """The primary key of its table."""
    return tuple(column.table.primary_key)


def number_stuck(session: Session, column: Column[int], accounts: TwoAccounts) -> int:
    """How many rows would stay with the account that goes."""
    condition = stuck(column, accounts)
    if condition is None:
        return 0
    counted = select(func.count()).select_from(column.table)
    return session.scalars(counted.where(condition)).one()


def move_all(session: Session, column: Column[int], accounts: TwoAccounts) -> None:
    """RowMove the rows of a column that can."""
    condition = stuck(column, accounts)
    keys = select(*primary_key(column)).where(column == accounts.goes)
    rows = session.execute(keys if condition is None else keys.where(~condition)).all()
    if rows:
        wanted = tuple_(*primary_key(column)).in_([tuple(row) for row in rows])
        session.execute(update(column.table).where(wanted).values({column.name: accounts.stays}))


def move_numbered(session: Session, column: Column[int], accounts: TwoAccounts) -> None:
    """RowMove every row, and number those of both accounts anew as they came, place by place."""
    table = column.table
    by = [part for part in number_key(column) if part.name not in {column.name, "number"}]
    query = select(table.c.id, *by).where(column.in_([accounts.stays, accounts.goes]))
    places: dict[tuple[Any, ...], list[int]] = {}
    for row_id, *place in session.execute(query.order_by(table.c.id)):
        places.setdefault(tuple(place), []).append(row_id)
    moved = set(session.scalars(select(table.c.id).where(column == accounts.goes)))
    anew = {
        row_id: number
        for ids in places.values()
        if moved.intersection(ids)
        for number, row_id in enumerate(ids, start=1)
    }
    # No two rows may have one number meanwhile.
    for sign in (-1, 1):
        for row_id, number in anew.items():
            values = {column.name: accounts.stays, "number": sign * number}
            session.execute(update(table).where(table.c.id == row_id).values(values))


def number_key(column: Column[int]) -> Sequence[Column[Any]]:
    """The unique key of a table in which rows are counted."""
    return next(
        key.columns
        for key in unique_keys(column)
        if any(part.name == "number" for part in key.columns)
    )
