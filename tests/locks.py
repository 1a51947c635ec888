"""Which rows does somebody hold? Said as PostgreSQL would be asked, on each database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Select, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import ORMExecuteState, Session

LOCK = re.compile(
    r"FROM (?P<table>\w+)\s+WHERE (?P<which>.+?)\s*(ORDER BY .+)?(?P<how>FOR .+)$", re.DOTALL
)


@contextmanager
def locks_taken() -> Iterator[list[str]]:
    """What is locked meanwhile, one after the other: `pair.id = 3 FOR UPDATE`."""
    taken: list[str] = []

    def note(state: ORMExecuteState) -> None:
        if not isinstance(state.statement, Select):
            return
        words = state.statement.compile(
            dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}
        )
        if found := LOCK.search(str(words)):
            taken.append(f"{found['which']} {found['how']}")

    event.listen(Session, "do_orm_execute", note)
    try:
        yield taken
    finally:
        event.remove(Session, "do_orm_execute", note)
