"""Write and send today's letters: `flask reminders send`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.mail.sending import can_send
from tandem.notifications.daily import letter

group = AppGroup("reminders", help="Write and send today's reminders and digests.")


@group.command("send")
def send() -> None:
    """Write today's letters and send all that wait. Twice a day is once."""
    if not can_send():
        raise click.ClickException("No mail server is set up. Set TANDEM_SMTP_URL.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    count = letter.run(app)
    outcome = letter.send(app)
    click.echo(f"letters written: {count}, sent: {outcome.sent}, given up: {outcome.given_up}")
    if outcome.server_is_away:
        raise click.ClickException("The mail server does not take our mail now. Letters wait.")
