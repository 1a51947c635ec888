"""How do the tables become as this version of the code needs them? Alembic brings them there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from tandem.models.base import Base
from tandem.models.revision import fault, is_known, revision_of

MIGRATIONS = Path(__file__).parent / "migrations"


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
