"""How is a message handed to a mail server? Over one connection for all that wait."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 20
PERMANENT = 500


class TryLater(Exception):  # noqa: N818 (it says what to do)
    """The server does not take this message now."""


class ServerAway(TryLater):
    """The server cannot be reached, or takes nothing from us: no use in trying others now."""


class Refused(Exception):  # noqa: N818 (it says what happened)
    """The server will not take this message, now or later."""


class Postman:
    """A connection to `smtp://user:password@host:port`, `smtp+starttls://` or `smtps://`.

    Certificates are checked unless the address ends in `?verify=no`.
    """

    def __init__(self, address: str, sender: str) -> None:
        self.address = urlsplit(address)
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
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(str(error)) from error

    def opened(self) -> smtplib.SMTP:
        """A new connection, encrypted and signed in where the address says so."""
        host, port = self.address.hostname or "localhost", self.address.port or 0
        if self.address.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=TIMEOUT, context=self.trust()
            )
        else:
            connection = smtplib.SMTP(host, port, timeout=TIMEOUT)
        try:
            if self.address.scheme == "smtp+starttls":
                connection.starttls(context=self.trust())
            if self.address.username:
                password = unquote(self.address.password or "")
                connection.login(unquote(self.address.username), password)
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
        return connection

    def trust(self) -> ssl.SSLContext:
        """How the server's certificate is checked: always, unless the address says `verify=no`."""
        context = ssl.create_default_context()
        if parse_qs(self.address.query).get("verify") == ["no"]:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def hand_over(self, message: EmailMessage, recipient: str) -> None:
        """Give the server a message. Raises TryLater, ServerAway or Refused."""
        if self.connection is None:
            raise ServerAway("not connected")
        message["From"] = self.sender
        try:
            self.connection.send_message(message, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = error.recipients[recipient]
            self.raise_for(code, answer)
        except smtplib.SMTPSenderRefused as error:
            # Not this letter's fault: the sender's address is wrong, or a limit is reached.
            self.close()
            raise ServerAway(str(error)) from error
        except smtplib.SMTPResponseException as error:
            self.raise_for(error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(str(error)) from error
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
