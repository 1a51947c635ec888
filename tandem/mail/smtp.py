"""How is a message handed to a mail server? Over one connection for all that wait."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from typing import Self

import idna

from tandem.web.setting_values import MailServer

TIMEOUT = 20
PERMANENT = 500


class TryLater(Exception):  # noqa: N818 (it says what to do)
    """The server does not take this message now."""


class ServerAway(TryLater):
    """The server cannot be reached, or takes nothing from us: no use in trying others now."""


class Refused(Exception):  # noqa: N818 (it says what happened)
    """The server will not take this message, now or later."""


class Postman:
    """A connection to a mail server, by way of which letters of one sender leave."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self.server = server
        self.sender = sender
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def connect(self) -> None:
        """Make sure that the server is there and knows us. Raises ServerAway."""
        try:
            if self.connection is not None and self.connection.noop()[0] == 250:
                return
        except (OSError, smtplib.SMTPException):
            self.close()
        try:
            self.connection = self.opened()
        # A host that is no name, or a password in signs that the server's way of asking can't take,
        # is a ValueError.
        except (OSError, ValueError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(str(error)) from error

    def opened(self) -> smtplib.SMTP:
        """A new connection, encrypted and signed in where the address says so."""
        server = self.server
        if server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT, context=self.trust()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        try:
            if server.scheme == "smtp+starttls":
                connection.starttls(context=self.trust())
            if server.user:
                connection.login(server.user, server.password)
        except (OSError, ValueError, smtplib.SMTPException):
            connection.close()
            raise
        return connection

    def trust(self) -> ssl.SSLContext:
        """How the server's certificate is checked: always, unless the setting leaves it out."""
        context = ssl.create_default_context()
        if not self.server.checks_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def hand_over(self, message: EmailMessage, recipient: str) -> None:
        """Give the server a message. Raises TryLater, ServerAway or Refused."""
        if self.connection is None:
            raise ServerAway("not connected")
        message["From"] = self.sender
        try:
            self.connection.send_message(message, to_addrs=[in_ascii(recipient)])
        except smtplib.SMTPRecipientsRefused as error:
            ((code, answer),) = error.recipients.values()
            self.raise_for(code, answer)
        except smtplib.SMTPSenderRefused as error:
            # Not this letter's fault: the sender's address is wrong, or a limit is reached.
            self.close()
            raise ServerAway(str(error)) from error
        except smtplib.SMTPResponseException as error:
            self.raise_for(error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(f"{recipient}: {error}") from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(str(error)) from error

    def raise_for(self, code: int, answer: bytes | str) -> None:
        """Raise Refused for a permanent code, else TryLater."""
        text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        if code >= PERMANENT:
            raise Refused(f"{code} {text}")
        raise TryLater(f"{code} {text}")

    def close(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            try:
                self.connection.quit()
            except (OSError, smtplib.SMTPException):
                self.connection.close()
        self.connection = None


def in_ascii(address: str) -> str:
    """An address with its host as every mail server knows it; what is before the @ stays.

    Raises ValueError where the host has signs that no host may have.
    """
    name, at, host = address.rpartition("@")
    return name + at + (host if host.isascii() else idna.encode(host, uts46=True).decode("ascii"))
