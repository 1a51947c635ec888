"""Keep everything in one file, and bring it back: `flask backup FILE`, `flask restore FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from tandem.models.audit import record_act
from tandem.terms import AuditAct
from tandem.trust.backups import actions
from tandem.trust.backups.archive import BadBackup
from tandem.web import clock, db


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the database and the courses into FILE while the site runs."""
    try:
        manifest = actions.back_up(
            db.engine(), current_app.config["COURSES"], file, now=clock.now()
        )
    except FileExistsError as error:
        raise click.ClickException(f"{file} exists already: choose another name") from error
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    note(AuditAct.BACKED_UP, file)
    click.echo(
        f"backed up: {manifest.number_of_rows} rows of {len(manifest.rows)} tables,"
        f" {len(manifest.lessons)} files of courses: {file}"
    )


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@with_appcontext
def restore(file: Path, *, yes: bool) -> None:
    """Put what FILE holds in the place of the database and the courses. Stop the site before.

    What stood there goes into a backup of its own, in the folder of the instance. At a terminal it
    asks first.
    """
    # A script has no terminal, and goes on as it always did.
    if not yes and sys.stdin.isatty():
        ask_before_restoring(file)
    try:
        restored = actions.restore(
            db.engine(),
            current_app.config["COURSES"],
            file,
            aside=Path(current_app.instance_path),
            now=clock.now(),
        )
    except BadBackup as error:
        raise click.ClickException(f"{file}: {error}. Nothing was changed.") from error
    note(AuditAct.RESTORED, file)
    manifest = restored.manifest
    click.echo(f"restored: {manifest.number_of_rows} rows, as they were at {manifest.made_at}")
    if restored.before:
        click.echo(f"what was there before: {restored.before}")
    if restored.courses_before:
        click.echo(f"the courses before: {restored.courses_before}")


def ask_before_restoring(file: Path) -> None:
    """Say what would be replaced, and stop without a yes."""
    click.echo(f"database: {db.engine().url.render_as_string(hide_password=True)}")
    click.echo(f"courses: {current_app.config['COURSES']}")
    click.echo("What stands there now goes into a backup. The site must be stopped.")
    if not click.confirm(f"Put what {file} holds in the place of both?"):
        raise click.ClickException("Nothing was changed.")


def note(act: AuditAct, file: Path) -> None:
    """Let the log say which file it was. A restored log is the one of the backup, and goes on."""
    record_act(db.session(), act, by_id=None, about=file.name, now=clock.now())
    db.session().commit()
