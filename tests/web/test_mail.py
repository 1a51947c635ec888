"""How does a letter leave? From the table, once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.accounts.actions import post_letter
from tandem.models import Letter
from tandem.web import clock, mail
from tests.cast import Cast


class Postbox:
    """A mail server that takes letters, on a port of its own."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.server.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        """Take one connection after the other."""
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as line:
                self.talk(line)

    def talk(self, line: object) -> None:
        """Speak as much SMTP as one letter needs."""
        line.write(b"220 postbox\r\n")  # type: ignore[attr-defined]
        line.flush()  # type: ignore[attr-defined]
        while said := line.readline():  # type: ignore[attr-defined]
            word = said[:4].upper()
            if word == b"DATA":
                line.write(b"354 go on\r\n")  # type: ignore[attr-defined]
                line.flush()  # type: ignore[attr-defined]
                text = b""
                while (part := line.readline()) != b".\r\n":  # type: ignore[attr-defined]
                    text += part
                self.letters.append(text.decode())
            line.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")  # type: ignore[attr-defined]
            line.flush()  # type: ignore[attr-defined]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server."""
    box = Postbox()
    yield box
    box.server.close()


def write(session: Session, cast: Cast, subject: str = "Hello") -> None:
    """Put a letter for Sam into the outbox."""
    post_letter(session, cast.sam, subject=subject, text="Good morning.", now=clock.now())
    session.commit()


def test_a_letter_leaves_once(app: Flask, session: Session, cast: Cast, postbox: Postbox) -> None:
    app.config["SMTP_URL"] = postbox.url
    write(session, cast)

    assert [mail.send_waiting(app), mail.send_waiting(app)] == [1, 0]
    assert len(postbox.letters) == 1
    assert "To: sam@example.com" in postbox.letters[0]
    session.rollback()
    assert session.scalars(select(Letter)).one().sent_at


def test_a_server_that_is_away_is_asked_again_later(
    app: Flask, session: Session, cast: Cast
) -> None:
    app.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    write(session, cast)

    assert mail.send_waiting(app) == 1
    session.rollback()
    letter = session.scalars(select(Letter)).one()
    assert letter.sent_at is None
    assert letter.trouble
    assert letter.next_try_at > clock.now() + timedelta(minutes=1)


def test_a_subject_smuggles_in_no_header_and_holds_nobody_up(
    app: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    app.config["SMTP_URL"] = postbox.url
    write(session, cast, subject="Hello\nBcc: everybody@example.com")
    write(session, cast, subject="The next one")

    mail.send_waiting(app)

    assert len(postbox.letters) == 1
    assert "The next one" in postbox.letters[0]
