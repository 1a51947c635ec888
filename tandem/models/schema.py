"""Are the tables as this version of the code needs them? Alembic brings them there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from tandem.models.base import Base

MIGRATIONS = Path(__file__).parent / "migrations"
SCRIPTS = ScriptDirectory(str(MIGRATIONS))


class NewerTables(SystemExit):
    """The tables are of a later version of the program. Python prints the sentence and ends."""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to the newest revision or a certain one, one process at a time.

    Raises NewerTables, before anything is changed.
    """
    here = revision_of(connection)
    if here and not is_known(here):
        raise NewerTables(f"{fault(connection).capitalize()}.")
    if connection.dialect.name == "postgresql":
        # Any number, as long as it is always the same: who comes second waits here.
        connection.execute(text("SELECT pg_advisory_xact_lock(7240011)"))
    command.upgrade(config_for(connection), to)


def mark_current(connection: Connection) -> None:
    """Say that the tables are at the newest revision, for whoever made them by the models."""
    command.stamp(config_for(connection), "head")


def new_revision(connection: Connection, message: str) -> None:
    """Write a migration from the difference between the tables and the models."""
    command.revision(config_for(connection), message=message, autogenerate=True)


def is_current(connection: Connection) -> bool:
    """Are the tables at the newest revision?"""
    here = MigrationContext.configure(connection).get_current_heads()
    return set(here) == set(SCRIPTS.get_heads())


def revision_of(connection: Connection) -> str:
    """The revision of the tables; nothing where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def fault(connection: Connection) -> str:
    """Why this code cannot serve these tables, in one sentence; nothing where it can."""
    if is_current(connection):
        return ""
    revision = revision_of(connection)
    if not revision:
        return "the database has no tables: run `flask prepare`"
    if is_known(revision):
        return f"the database is older than the program (at {revision}): run `flask prepare`"
    return (
        f"the database is newer than the program (at {revision}): install the version that wrote"
        " it, or restore a backup"
    )


def is_known(revision: str) -> bool:
    """Does this version of the code know how to go on from a revision?"""
    return revision in {script.revision for script in SCRIPTS.walk_revisions()}


def differences(connection: Connection) -> list[object]:
    """What the tables lack or have beyond the models; empty where the migrations are complete."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[object] = compare_metadata(context, Base.metadata)
    return found


def config_for(connection: Connection) -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
