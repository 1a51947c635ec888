"""How are the rows deleted that point to others, table after table?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import InstrumentedAttribute, Session


def delete_where(
    session: Session, columns: Sequence[InstrumentedAttribute[Any]], ids: Sequence[int]
) -> None:
    """Delete the rows that point to these, table after table."""
    for column in columns:
        session.execute(delete(column.class_).where(column.in_(ids)))
