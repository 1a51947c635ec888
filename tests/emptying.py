"""How is the database emptied after a test? Only the tables it wrote to, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select, text

from tandem.models import AuditEntry, Base, schema
from tandem.models.audit import refuse_changes

INSERTS = re.compile(r'\s*INSERT\s+(?:OR\s+\w+\s+)?INTO\s+"?(\w+)', re.IGNORECASE)
EVERY_TABLE = tuple(table.name for table in reversed(Base.metadata.sorted_tables))
FIRST = {name: 1000 * place for place, name in enumerate(EVERY_TABLE)}
# Deleting need not follow the ways between tables, for all of it goes.
FREELY = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


def watch(engine: Engine) -> set[str]:
    """The tables that were written to; it fills while this engine is used, in any thread."""
    written: set[str] = set()

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if found := INSERTS.match(statement):
            written.add(found[1])

    event.listen(engine, "before_cursor_execute", note)
    return written


def empty(engine: Engine, written: set[str]) -> None:
    """Delete every row of these tables, and note that nothing is written there anymore.

    Far quicker than TRUNCATE, which syncs a file per table, or than a copy of an empty file.
    """
    tables = [name for name in EVERY_TABLE if name in written]
    written.clear()
    if not tables:
        return
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(FREELY[engine.dialect.name])
        for name in tables:
            with changeable(connection, name):
                connection.exec_driver_sql(f'DELETE FROM "{name}"')
        count_anew(connection, tables)


def count_anew(connection: Connection, names: Iterable[str]) -> None:
    """Let the next row of these tables get the same number in whatever order tests run.

    On PostgreSQL each table begins at a number of its own, so that one row's number is no other's:
    who takes a pair's for a person's is noticed.
    """
    tables = [Base.metadata.tables[name] for name in names]
    if connection.dialect.name == "sqlite":
        for table in tables:
            if table.dialect_options["sqlite"]["autoincrement"]:
                connection.exec_driver_sql(
                    "DELETE FROM sqlite_sequence WHERE name = ?", (table.name,)
                )
        return
    nexts = [
        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"
        f' GREATEST((SELECT MAX(id) FROM "{table.name}"), {FIRST[table.name]}) + 1, false)'
        for table in tables
        if table.autoincrement_column is not None
    ]
    if nexts:
        connection.exec_driver_sql(" UNION ALL ".join(nexts))


@contextmanager
def changeable(connection: Connection, name: str) -> Iterator[None]:
    """Let rows that the database keeps for good go with the test that wrote them.

    PostgreSQL asks no trigger in a session that says it is a replica; SQLite knows no such thing.
    """
    stays = connection.dialect.name == "sqlite" and name == AuditEntry.__tablename__
    if not stays:
        yield
        return
    for trigger in ("audit_entry_stays", "audit_entry_is_kept", "audit_entry_is_new"):
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    yield
    refuse_changes(AuditEntry.__table__, connection)


def left_in(engine: Engine) -> dict[str, int]:
    """How many rows are left in each table that is not empty: there must be none."""
    with engine.connect() as connection:
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


def make_tables(engine: Engine) -> None:
    """All tables as the migrations leave them, in a fifth of their time (tests/models holds that
    they are the same).
    """
    Base.metadata.create_all(engine)
    with engine.execution_options(writes=True).begin() as connection:
        schema.mark_current(connection)
        count_anew(connection, EVERY_TABLE)


def hurry(engine: Engine) -> None:
    """What a test writes need not outlive a power cut: never wait for the disk."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA synchronous = OFF"))
        return
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        name = engine.url.database
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    engine.dispose()
