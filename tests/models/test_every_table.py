"""What does each table hold, in the words of a database? Written down in `tables.txt`.

Lengths, what may be missing, what goes with what, and what is filled in without being said; `make
pages` writes it anew, beside a migration.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Index, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tandem.models import Base
from tests import said

FILE = Path(__file__).parent / "tables.txt"


def lines_of(table: Table) -> Iterator[str]:
    """How a table is made, and what Python fills in."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [CreateTable(table).compile(dialect=dialect)]
    made += [CreateIndex(index).compile(dialect=dialect) for index in indexes_of(table)]
    yield from (" ".join(line.split()) for one in made for line in str(one).splitlines() if line)
    yield from filter(None, (filled_in(column) for column in table.columns))


def indexes_of(table: Table) -> list[Index]:
    """Its indexes, by name."""
    return sorted(table.indexes, key=lambda index: str(index.name))


def filled_in(column: Column[object]) -> str:
    """What Python fills in where nothing is said."""
    if column.default is None:
        return ""
    given = column.default.arg  # type: ignore[attr-defined]
    return f"{column.name} is {given.__name__ if callable(given) else repr(given)} at first"


def test_every_table_is_made_as_it_is_written_down(request: pytest.FixtureRequest) -> None:
    tables = {table.name: [*lines_of(table)] for table in Base.metadata.sorted_tables}
    if request.config.getoption("--record-pages"):
        said.write(FILE, tables)

    assert len(tables) > 90
    assert tables == said.read(FILE)
