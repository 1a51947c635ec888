"""Which rows does somebody hold? Said as PostgreSQL would be asked, on each database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import ORMExecuteState, Session

LOCK = re.compile(
    r"FROM (?P<table>\w+)\s+WHERE (?P<which>.+?)\s*(ORDER BY .+?)?\s*(?P<how>(LIMIT \d+ )?FOR .+)$",
    re.DOTALL,
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


@contextmanager
def rows_held() -> Iterator[list[tuple[str, list[int]]]]:
    """The rows that are locked meanwhile, one lock after the other: the table, with a star where
    what points to its rows has to wait, too, and their ids."""
    held: list[tuple[str, list[int]]] = []

    def note(state: ORMExecuteState) -> Any:
        lock = getattr(state.statement, "_for_update_arg", None)
        if not isinstance(state.statement, Select) or lock is None:
            return None
        answer = state.invoke_statement().freeze()
        (table,) = state.statement.get_final_froms()
        name = str(getattr(table, "name", table))
        held.append((name + "*" * (not lock.key_share), list(answer().scalars())))
        return answer()

    event.listen(Session, "do_orm_execute", note)
    try:
        yield held
    finally:
        event.remove(Session, "do_orm_execute", note)
