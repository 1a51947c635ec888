"""Bring the tables up to date: `flask db upgrade|check`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tandem.models import revision as revisions
from tandem.web import db

group = AppGroup("db", help="Bring the tables up to date.")


@group.command("upgrade")
def upgrade() -> None:
    """Bring the tables to the newest revision. Twice is once."""
    from tandem.models import schema

    with db.engine().execution_options(writes=True).begin() as connection:
        schema.upgrade(connection)
    click.echo("the tables are up to date")


@group.command("check")
def check() -> None:
    """Say whether the tables are up to date. Exit status 1 where they are not."""
    with db.engine().connect() as connection:
        if not revisions.is_current(connection):
            raise click.ClickException("the tables are not up to date. Run: flask db upgrade")
    click.echo("the tables are up to date")


@group.command("revision", hidden=True)
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration from what changed in the models. For developers."""
    from tandem.models import schema

    with db.engine().execution_options(writes=True).begin() as connection:
        schema.new_revision(connection, message)
