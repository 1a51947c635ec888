"""At which revision are the tables, and can this version of the program serve them?

Read without Alembic, which only a change of the tables needs: each process of the server asks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

VERSIONS = Path(__file__).parent / "migrations" / "versions"


@cache
def revisions() -> tuple[str, ...]:
    """Every revision that is known, the oldest first: a line, by the names of the files."""
    names = sorted(path.stem for path in VERSIONS.glob("m[0-9]*.py"))
    return tuple(name.partition("_")[0].removeprefix("m") for name in names)


def is_known(revision: str) -> bool:
    """Does this version of the code know how to go on from a revision?"""
    return revision in revisions()


def revision_of(connection: Connection) -> str:
    """The revision of the tables; nothing where there are none. Two queries."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def is_current(connection: Connection) -> bool:
    """Are the tables at the newest revision?"""
    return revision_of(connection) == revisions()[-1]


def fault(connection: Connection) -> str:
    """Why this code cannot serve these tables, in one sentence; nothing where it can."""
    revision = revision_of(connection)
    if not revision:
        return "the database has no tables: run `flask prepare`"
    if revision == revisions()[-1]:
        return ""
    if is_known(revision):
        return f"the database is older than the program (at {revision}): run `flask prepare`"
    return (
        f"the database is newer than the program (at {revision}): install the version that wrote"
        " it, or restore a backup"
    )
