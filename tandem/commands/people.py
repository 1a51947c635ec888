"""Bring and invite people: `flask people import|invite|invite-all`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from tandem.content.own_words import words_to_roles
from tandem.dates import is_zone
from tandem.mail import sending
from tandem.models import Team
from tandem.people.accounts.queries import person_by_email
from tandem.people.accounts.telling import tell
from tandem.people.invitations import actions
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.invitations.posting import invite_each
from tandem.people.invitations.queries import to_invite
from tandem.people.roster import actions as roster
from tandem.people.roster.forms import text_of
from tandem.people.roster.queries import RosterPlace
from tandem.terms import Issuer, Role
from tandem.web import clock, db
from tandem.web.clock import zone_names
from tandem.web.site_identity import own_words

ROLES = [role.value for role in Role]
COMMAND = IssuedBy(Issuer.COMMAND)


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
    own = db.session()
    if team_id is not None and own.get(Team, team_id) is None:
        raise click.ClickException(f"there is no team {team_id}")
    person = person_by_email(own, email)
    if person is not None and not person.is_active:
        raise click.ClickException(f"the account {email} is closed; open it at /admin/ first")
    chosen = frozenset(Role(role) for role in roles)
    wish = Wish(email, given_name, surname, chosen, team_id=team_id)
    with outside() as base:
        invited = actions.invite_at_once(own, wish, COMMAND, time_zone=time_zone, now=clock.now())
        tell(invited.entries)
        own.commit()
    if invited.token is None:
        click.echo(f"{email} has an account; roles and team were added, and the person is told")
        return
    click.echo(f"{base}/invite/{invited.token}")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@zone_option
def import_people(file: Path, *, dry_run: bool, time_zone: str) -> None:
    """Bring the people, teams and pairs of a CSV FILE. Again is the same as once."""
    place = RosterPlace(leader_id=None)
    plan = roster.look(db.session(), file.read_bytes(), place, words_to_roles(own_words()))
    with force_locale("en"):
        for fault in plan.faults:
            click.echo(f"{file}:{fault.row}: {text_of(fault)}", err=True)
    if plan.faults:
        raise click.ClickException(f"nothing was changed; rows to mend: {len(plan.faults)}")
    if not dry_run:
        with outside():
            outcome = roster.carry_out(
                db.session(), plan, place, time_zone=time_zone, now=clock.now()
            )
            tell(outcome.entries)
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
    waiting = to_invite(db.session(), team_id, now=clock.now())
    with outside():
        made = invite_each(waiting, COMMAND, sender=own_words().name)
        db.session().commit()
        if sending.can_send():
            click.echo(f"invitations in the outbox: {len(made)}")
            return
        for person, link in made:
            click.echo(f"{person.email}  {link}")


@contextmanager
def outside() -> Iterator[str]:
    """Addresses and letters beside any request; gives the site's own address."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    base = app.config["BASE_URL"] or "http://127.0.0.1:8000"
    with app.test_request_context(base_url=base):
        yield base.rstrip("/")
