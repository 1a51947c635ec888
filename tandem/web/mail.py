"""How does a letter leave? From the table, by whichever worker comes first, once."""

from __future__ import annotations

import logging
import smtplib
import threading
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from sqlalchemy import select

from tandem.models import Letter
from tandem.web import clock, db

log = logging.getLogger(__name__)
TRIES = 6


def can_send() -> bool:
    """Is a mail server set up?"""
    return bool(current_app.config["SMTP_URL"])


def send_soon() -> None:
    """Send what waits beside the request, so that its time tells nothing. Call after commit."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    if app.config["SMTP_URL"]:
        threading.Thread(target=send_waiting, args=(app,), daemon=True).start()


def send_waiting(app: Flask) -> int:
    """Send every letter that is due, one transaction each; how many left."""
    sent = 0
    while send_next(app, now=clock.now()):
        sent += 1
    return sent


def send_next(app: Flask, *, now: datetime) -> bool:
    """Send the oldest letter that is due. The row stays locked until its fate is recorded."""
    with db.own_session(app) as session:
        query = (
            select(Letter)
            .where(Letter.sent_at.is_(None), Letter.next_try_at <= now, Letter.tries < TRIES)
            .order_by(Letter.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        letter = session.scalars(query).one_or_none()
        if letter is None:
            return False
        letter.tries += 1
        try:
            deliver(app.config["SMTP_URL"], app.config["MAIL_FROM"], letter)
            letter.sent_at = now
            letter.trouble = ""
        except (OSError, smtplib.SMTPException, ValueError) as error:
            log.warning("letter %s could not be sent: %s", letter.id, error)
            letter.trouble = str(error)[:500]
            letter.next_try_at = now + timedelta(minutes=2**letter.tries)
        session.commit()
        return True


def deliver(server: str, sender: str, letter: Letter) -> None:
    """Hand a letter to the server: `smtp://user:password@host:port` or `smtps://...`.

    Raises OSError or SMTPException where the server cannot be reached or refuses, ValueError
    where the letter cannot be written, as with a line break in its subject.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.recipient, letter.subject
    message.set_content(letter.text)
    parts = urlsplit(server)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "localhost", parts.port or 0, timeout=20) as connection:
        if parts.scheme == "smtp+starttls":
            connection.starttls()
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        connection.send_message(message)
