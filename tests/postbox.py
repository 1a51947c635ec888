"""A real mail server for the tests: it keeps what it takes, and can refuse, stall or be away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from tests.site.serving import free_port


class Postbox:
    """What the server has taken, and how it behaves."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refused: dict[str, str] = {}
        # What it says to MAIL or DATA instead of taking it; nothing where it hangs up.
        self.answers: dict[str, str] = {}
        self.stalls = False
        self.url = ""

    async def handle_MAIL(  # noqa: N802 (the library calls it so)
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a sender, or answer as was set."""
        if "MAIL" in self.answers:
            return self.say("MAIL", server)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (the library calls it so)
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse them as was set."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the library calls it so)
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        """Keep the message; where the server stalls, say nothing about it for long."""
        if "DATA" in self.answers:
            return self.say("DATA", server)
        content = cast(bytes, envelope.original_content)
        self.raw.append(content)
        read = message_from_bytes(content, policy=policy.default)
        self.letters.append(cast(EmailMessage, read))
        if self.stalls:
            await asyncio.sleep(60)
        return "250 kept"

    def say(self, command: str, server: Any) -> str:
        """Answer a command as was set, or hang up."""
        if not self.answers[command]:
            server.transport.abort()
        return self.answers[command]

    def to(self, email: str) -> list[EmailMessage]:
        """The letters to one person."""
        return [letter for letter in self.letters if letter["To"] == email]


class Server(Controller):
    """The server on a port that was free."""

    def factory(self) -> Any:
        """Speak SMTP without looking up our own name."""
        self.SMTP_kwargs["hostname"] = "postbox.example"
        return super().factory()


@contextmanager
def serving() -> Iterator[Postbox]:
    """A mail server while the block runs."""
    box = Postbox()
    server = Server(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.url = f"smtp://127.0.0.1:{server.port}"
    try:
        yield box
    finally:
        server.stop()


def text_of(letter: EmailMessage, kind: str) -> str:
    """The part of a letter of that kind: plain or html."""
    part = letter.get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
