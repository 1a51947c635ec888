"""What if one value of one row were another? Said in one line, and made so.

`pair[3].state were "ended"`, `team_leader[1, 5] were gone`: the table, what the row is known by,
the column, and the value as the database holds it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from tandem.models import Base
from tests.emptying import changeable

LINE = re.compile(
    r"(?P<table>\w+)(?P<key>\[.+?\])(?:\.(?P<column>\w+) were (?P<value>.+)| were gone)"
)


@dataclass(frozen=True)
class SlippedRow:
    """A row by its table and key, with another value in one column, or without any column: gone."""

    table: str
    key: tuple[Any, ...]
    column: str = ""
    value: Any = None

    def __str__(self) -> str:
        """In one line, which `slipped_row` reads."""
        row = f"{self.table}{json.dumps(self.key)}"
        if not self.column:
            return f"{row} were gone"
        return f"{row}.{self.column} were {json.dumps(self.value)}"

    def make(self, engine: Engine) -> None:
        """Let it be so. Raises IntegrityError where the database lets no row be so."""
        columns = Base.metadata.tables[self.table].primary_key.columns
        where = " AND ".join(f'"{column.name}" = ?' for column in columns)
        change, values = f'DELETE FROM "{self.table}"', self.key
        if self.column:
            change = f'UPDATE "{self.table}" SET "{self.column}" = ?'
            values = (self.value, *self.key)
        with (
            engine.execution_options(writes=True).begin() as connection,
            changeable(connection, self.table),
        ):
            connection.exec_driver_sql(f"{change} WHERE {where}", values)


def slipped_row(line: str) -> SlippedRow:
    """What a line tells. Raises ValueError where it tells none."""
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"{line} is no slip in a row")
    value = json.loads(found["value"]) if found["column"] else None
    return SlippedRow(found["table"], tuple(json.loads(found["key"])), found["column"] or "", value)
