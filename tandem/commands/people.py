"""Bring and invite people: `flask people import|invite|invite-all`."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from tandem.dates import is_zone
from tandem.mail import sending
from tandem.people.roster import actions as roster
from tandem.people.roster import queries as rosters_queries
from tandem.people.roster.forms import text_of
from tandem.people.roster.queries import RosterPlace
from tandem.people.teams import actions
from tandem.people.teams.invitations import invite_each
from tandem.terms import Role
from tandem.web import clock, db
from tandem.web.clock import zone_names

ROLES = [role.value for role in Role]


def known_zone(context: click.Context, option: click.Parameter, value: str) -> str:
    """A time zone that this machine knows. Raises BadParameter with the nearest names."""
    if is_zone(value):
        return value
    near = get_close_matches(value, zone_names(), n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "say one as Europe/Berlin."
    raise click.BadParameter(f"there is no time zone {value}: {hint}")


zone_option = click.option(
    "--time-zone",
    default="UTC",
    show_default=True,
    callback=known_zone,
    help="For new people, as Europe/Berlin.",
)
group = AppGroup("people", help="Bring and invite people.")


@group.command("invite")
@click.argument("email")
@click.option("--given-name", required=True)
@click.option("--surname", required=True)
@click.option("--role", "roles", required=True, multiple=True, type=click.Choice(ROLES))
@click.option("--team", "team_id", type=int, help="The number of the team in its address.")
@zone_option
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


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@zone_option
def import_people(file: Path, *, dry_run: bool, time_zone: str) -> None:
    """Bring the people, teams and pairs of a CSV FILE. Again is the same as once."""
    place = RosterPlace(leader_id=None)
    plan = roster.look(db.session(), file.read_bytes(), place)
    with force_locale("en"):
        for fault in plan.faults:
            click.echo(f"{file}:{fault.row}: {text_of(fault)}", err=True)
    if plan.faults:
        raise click.ClickException(f"nothing was changed; rows to mend: {len(plan.faults)}")
    if not dry_run:
        roster.carry_out(db.session(), plan, place, time_zone=time_zone, now=clock.now())
        db.session().commit()
    click.echo(
        f"{'would change' if dry_run else 'changed'}: new people {len(plan.new)}, "
        f"gaining {len(plan.changed)}, leaving {len(plan.leaving)}, "
        f"new teams {len(plan.teams)}, new pairs {len(plan.pairs)}"
    )


@group.command("invite-all")
@click.option("--team", "team_id", type=int, help="The number of the team in its address.")
def invite_all(team_id: int | None) -> None:
    """Invite everybody who is not here yet; without a mail server print the links."""
    waiting = rosters_queries.to_invite(db.session(), team_id, now=clock.now())
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    with app.test_request_context(base_url=app.config["BASE_URL"] or "http://127.0.0.1:8000"):
        made = invite_each(waiting, sender="Tandem")
        db.session().commit()
        if sending.can_send():
            click.echo(f"invitations in the outbox: {len(made)}")
            return
        for person, link in made:
            click.echo(f"{person.email}  {link}")
