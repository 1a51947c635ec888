"""Write and send today's letters: `flask reminders send`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.mail.sending import can_send
from tandem.notifications.daily import letter
from tandem.notifications.daily.actions import Written
from tandem.people.accounts.queries import addresses_of
from tandem.web import db

group = AppGroup("reminders", help="Write and send today's reminders and digests.")


@group.command("send")
def send() -> None:
    """Write today's letters and send all that wait. Twice a day is once."""
    if not can_send():
        raise click.ClickException("No mail server is set up. Set TANDEM_SMTP_URL.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    written = letter.run(app) or Written(0)
    outcome = letter.send(app)
    click.echo(
        f"letters written: {written.letters}, sent: {outcome.sent}, given up: {outcome.given_up}"
    )
    for email in addresses_of(db.session(), written.left_out):
        click.echo(f"left out, the log says why: {email}", err=True)
    if outcome.server_is_away:
        raise click.ClickException("The mail server does not take our mail now. Letters wait.")
