"""How does a test get rows that are made once in a process? Copied, without the ORM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from tests.emptying import EVERY_TABLE, FREELY, count_anew


@dataclass(frozen=True)
class TableRows:
    """All rows of one table, as the database holds them, and the statement that writes them."""

    name: str
    insert: str
    rows: tuple[tuple[Any, ...], ...]


def rows_in(engine: Engine, *, but: tuple[TableRows, ...] = ()) -> tuple[TableRows, ...]:
    """Every row that is there now, but these. Raises ValueError where one of them has changed."""
    before = {table.insert: set(table.rows) for table in but}
    with engine.connect() as connection:
        tables = [rows_of(connection, name) for name in EVERY_TABLE]
    if any(before.get(table.insert, set()) - set(table.rows) for table in tables):
        raise ValueError("what was there is not there anymore as it was")
    beside = [
        TableRows(
            table.name,
            table.insert,
            tuple(row for row in table.rows if row not in before.get(table.insert, set())),
        )
        for table in tables
    ]
    return tuple(table for table in beside if table.rows)


def rows_of(connection: Connection, table: str) -> TableRows:
    """The rows of a table."""
    result = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
    columns = list(result.keys())
    sign = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    signs = ", ".join([sign] * len(columns))
    return TableRows(
        table,
        f'INSERT INTO "{table}" ({names}) VALUES ({signs})',
        tuple(map(tuple, result.all())),
    )


def write(engine: Engine, tables: tuple[TableRows, ...]) -> None:
    """Write them again, with the ids they had, in one transaction; later rows count on from
    there."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(FREELY[engine.dialect.name])
        for table in tables:
            connection.exec_driver_sql(table.insert, list(table.rows))
        count_anew(connection, [table.name for table in tables])
