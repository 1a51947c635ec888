"""How are rows added where some may be there already? On either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tandem.models.base import Base


def insert_into(session: Session, table: type[Base]) -> Any:
    """An insert that can let a conflict pass."""
    name = session.get_bind().dialect.name
    return (postgresql if name == "postgresql" else sqlite).insert(table)


def add_missing(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows that are not there yet."""
    if rows:
        session.execute(insert_into(session, table).on_conflict_do_nothing(), rows)
