"""What does the command that sends the waiting letters say?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Letter
from tests.cast import NOW


def test_it_says_how_many_letters_were_sent(mailing: Flask, session: Session) -> None:
    for name in ("sam", "sue"):
        address = f"{name}@example.com"
        session.add(
            Letter(recipient=address, subject="A", text="B", created_at=NOW, next_try_at=NOW)
        )
    session.commit()

    result = mailing.test_cli_runner().invoke(args=["mail", "send"])

    assert (result.exit_code, result.output) == (0, "letters sent: 2\n")


def test_without_a_server_it_says_what_is_to_be_set(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["mail", "send"])

    assert result.exit_code == 1
    assert "Set TANDEM_SMTP_URL" in result.output
