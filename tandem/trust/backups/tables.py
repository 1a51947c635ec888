"""How do the rows of a running database come into files, as they stood at one moment, and back?

SQLite copies itself while it is used (its online backup). PostgreSQL gives each table by COPY, all
of them from one snapshot. Whoever works meanwhile is neither stopped nor half in the copy.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from tandem.models.revision import revision_of

SQLITE = "database.sqlite"
COPY_ENDS = ".copy"
# Written by the migrations themselves.
VERSION = "alembic_version"
LINKS = """
SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS meaning
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
ORDER BY conname
"""
NUMBERED = """
SELECT table_name AS table, column_name AS column,
pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
FROM information_schema.columns WHERE table_schema = current_schema()
AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""
OWN_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def kind_of(engine: Engine) -> str:
    """`sqlite` or `postgresql`."""
    return engine.dialect.name


def are_there(engine: Engine) -> bool:
    """Has this database any tables of ours?"""
    with engine.connect() as connection:
        return bool(revision_of(connection))


def copy_out(engine: Engine, folder: Path) -> tuple[str, dict[str, int]]:
    """Write all rows into a folder; the revision of the tables, and how many rows each has."""
    if kind_of(engine) == "sqlite":
        return copy_sqlite_out(engine, folder / SQLITE)
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    with snapshot.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        rows = {
            name: copy_table_out(connection, name, folder) for name in names_of_tables(connection)
        }
        return revision_of(connection), rows


def copy_in(engine: Engine, folder: Path, *, revision: str, rows: dict[str, int]) -> None:
    """Put the rows of a folder in the place of all that is there, then bring the tables up to date.

    On PostgreSQL that is one transaction: it is done whole or not at all.
    """
    from tandem.models import schema

    if kind_of(engine) == "sqlite":
        copy_sqlite_in(engine, folder / SQLITE)
        with engine.execution_options(writes=True).begin() as connection:
            schema.upgrade(connection)
        return
    with engine.begin() as connection:
        take_everything_away(connection)
        schema.upgrade(connection, revision)
        # Two tables point to each other, so that no order of them would do.
        links = take_links_away(connection)
        for name in rows:
            # The migrations have put a row or two into some.
            connection.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608 (a name of ours)
            copy_table_in(connection, name, folder)
        for link in links:
            connection.execute(text(link))
        number_on(connection)
        schema.upgrade(connection)


def names_of_tables(connection: Connection) -> list[str]:
    """All tables that are there, but the one in which the migrations note themselves."""
    return sorted(set(inspect(connection).get_table_names()) - {VERSION})


def copy_sqlite_out(engine: Engine, target: Path) -> tuple[str, dict[str, int]]:
    """Copy the whole file in one step, and count in the copy."""
    with engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 (the kind was asked for)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
            rows = {name: count_of(copy, name) for name in names_of_tables(connection)}
        finally:
            copy.close()
        return revision_of(connection), rows


def count_of(copy: sqlite3.Connection, table: str) -> int:
    """The number of rows of a table."""
    (count,) = copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 (our name)
    return int(count)


def copy_sqlite_in(engine: Engine, source: Path) -> None:
    """Copy the file over the database, which takes every page or none."""
    with engine.connect() as connection:
        target = connection.connection.driver_connection
        assert isinstance(target, sqlite3.Connection)  # noqa: S101 (the kind was asked for)
        copy = sqlite3.connect(source)
        try:
            copy.backup(target)
        finally:
            copy.close()
    engine.dispose()


def copy_table_out(connection: Connection, table: str, folder: Path) -> int:
    """Write one table by COPY, behind a line that names its columns; how many rows it has."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (a connection that is open has one)
    names = ", ".join(f'"{column["name"]}"' for column in inspect(connection).get_columns(table))
    with (folder / f"{table}{COPY_ENDS}").open("wb") as file, driver.cursor() as cursor:
        file.write(f"{names}\n".encode())
        with cursor.copy(f'COPY "{table}" ({names}) TO STDOUT') as copy:
            for piece in copy:
                file.write(piece)
        return int(cursor.rowcount)


def copy_table_in(connection: Connection, table: str, folder: Path) -> None:
    """Read one table by COPY."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (a connection that is open has one)
    with (folder / f"{table}{COPY_ENDS}").open("rb") as file, driver.cursor() as cursor:
        names = file.readline().decode().strip()
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            while piece := file.read(1024 * 1024):
                copy.write(piece)


def take_everything_away(connection: Connection) -> None:
    """Drop all tables and functions, before the ones of a backup are made."""
    for table in inspect(connection).get_table_names():
        connection.execute(text(f'DROP TABLE "{table}" CASCADE'))
    for function in connection.scalars(text(OWN_FUNCTIONS)).all():
        connection.execute(text(f"DROP FUNCTION {function} CASCADE"))


def take_links_away(connection: Connection) -> list[str]:
    """Drop all foreign keys; the statements that make them again, and check every row."""
    links = connection.execute(text(LINKS)).all()
    for link in links:
        connection.execute(text(f'ALTER TABLE {link.place} DROP CONSTRAINT "{link.name}"'))
    return [
        f'ALTER TABLE {link.place} ADD CONSTRAINT "{link.name}" {link.meaning}' for link in links
    ]


def number_on(connection: Connection) -> None:
    """Let new rows be numbered behind those that were put in."""
    for row in connection.execute(text(NUMBERED)).all():
        last = f'SELECT coalesce(max("{row.column}"), 0) + 1 FROM "{row.table}"'  # noqa: S608
        connection.execute(text(f"SELECT setval('{row.sequence}', ({last}), false)"))
