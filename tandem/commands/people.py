"""Invite people: `flask people invite`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.people import actions
from tandem.terms import Role
from tandem.web import clock, db

ROLES = [role.value for role in Role]
group = AppGroup("people", help="Invite people.")


@group.command("invite")
@click.argument("email")
@click.option("--given-name", required=True)
@click.option("--surname", required=True)
@click.option("--role", "roles", required=True, multiple=True, type=click.Choice(ROLES))
@click.option("--team", "team_id", type=int, help="The number of the team in its address.")
@click.option("--time-zone", default="UTC", show_default=True)
def invite(
    email: str,
    *,
    given_name: str,
    surname: str,
    roles: tuple[str, ...],
    team_id: int | None,
    time_zone: str,
) -> None:
    """Make an account for EMAIL and print the link that lets the person in."""
    invitation = actions.invite(
        db.session(),
        email,
        given_name=given_name,
        surname=surname,
        roles=[Role(role) for role in roles],
        team_id=team_id,
        time_zone=time_zone,
        now=clock.now(),
    )
    db.session().commit()
    if invitation.token is None:
        click.echo(f"{email} has an account; roles and team were added")
        return
    base = current_app.config["BASE_URL"] or "http://127.0.0.1:8000"
    click.echo(f"{base.rstrip('/')}/invite/{invitation.token}")
