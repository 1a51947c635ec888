"""A sample team to look around with: `flask sample load|remove`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tandem.commands.sample import removal, team
from tandem.commands.sample.removal import remove
from tandem.commands.sample.team import load
from tandem.models.audit import record_act
from tandem.people.teams.actions import AddressTakenError
from tandem.terms import AuditAct
from tandem.web import clock, db

group = AppGroup("sample", help="A sample team to look around with.")
__all__ = ["group", "load", "remove"]


@group.command("load")
def load_command() -> None:
    """Load the sample team. Loading twice is loading once."""
    try:
        is_new = load(db.session(), now=clock.now())
    except AddressTakenError as error:
        raise click.ClickException(
            f"{error} is a real account here. Nothing was loaded."
        ) from error
    if is_new:
        record_act(db.session(), AuditAct.SAMPLE_LOADED, by_id=None, now=clock.now())
    db.session().commit()
    click.echo("the sample team is here" if is_new else "the sample team was here already")
    for email in team.SIGN_INS:
        click.echo(f"  {email}  {team.PASSWORD}")


@group.command("remove")
def remove_command() -> None:
    """Take the sample team away, with all it did, and nothing else."""
    count = removal.remove(db.session())
    if count:
        record_act(db.session(), AuditAct.SAMPLE_REMOVED, by_id=None, now=clock.now())
    db.session().commit()
    click.echo(f"sample people removed: {count}")
