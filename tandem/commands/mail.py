"""Send the letters that wait: `flask mail send`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.mail.sending import can_send
from tandem.notifications.daily import letter

group = AppGroup("mail", help="Send the letters that wait.")


@group.command("send")
def send() -> None:
    """Send every letter that is due. The server does the same by itself once a minute."""
    if not can_send():
        raise click.ClickException("No mail server is set up. Set TANDEM_SMTP_URL.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    outcome = letter.send(app)
    click.echo(f"letters sent: {outcome.sent}")
    if outcome.server_is_away:
        raise click.ClickException("The mail server does not take our mail now. Letters wait.")
