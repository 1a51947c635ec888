"""Invite people: `flask people invite|invite-all`. `people_list.py` adds `import`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.dates import is_zone
from tandem.mail import sending
from tandem.models import Team
from tandem.people.accounts.queries import person_by_email
from tandem.people.accounts.telling import tell
from tandem.people.invitations import actions
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.invitations.posting import invite_each
from tandem.people.invitations.queries import to_invite
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
