"""How is a message handed to a mail server, and what do its answers mean?"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any

import pytest

from tandem.mail.smtp import Postman, Refused, ServerAway, TryLater, in_ascii
from tandem.web.setting_values import mail_server


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("sam@example.com", "sam@example.com"),
        ("sam@bücher.example", "sam@xn--bcher-kva.example"),
        ("müller@Bücher.example", "müller@xn--bcher-kva.example"),
        ("a@b@bücher.example", "a@b@xn--bcher-kva.example"),
        ("nobody", "nobody"),
    ],
)
def test_a_host_is_written_as_every_mail_server_knows_it(address: str, written: str) -> None:
    assert in_ascii(address) == written


def test_a_host_with_signs_that_no_host_may_have_is_no_address() -> None:
    with pytest.raises(ValueError, match="☃"):
        in_ascii("sam@☃ .example")


@pytest.mark.parametrize(
    ("code", "kind"),
    [(421, TryLater), (450, TryLater), (499, TryLater), (500, Refused), (554, Refused)],
)
def test_a_code_from_five_hundred_on_is_for_good(code: int, kind: type[Exception]) -> None:
    postman = Postman(mail_server("smtp://mail.example.com"), "us@example.com")

    with pytest.raises(kind, match=f"{code} no"):
        postman.raise_for(code, b"no")


@pytest.mark.parametrize(
    ("url", "checks"),
    [
        ("smtps://mail.example.com", True),
        ("smtps://mail.example.com?verify=no", False),
    ],
)
def test_the_certificate_of_a_server_is_checked_unless_the_setting_leaves_it_out(
    url: str, checks: bool
) -> None:
    trust = Postman(mail_server(url), "us@example.com").trust()

    assert trust.check_hostname is checks
    assert trust.verify_mode is (ssl.CERT_REQUIRED if checks else ssl.CERT_NONE)


def test_nothing_is_handed_over_without_a_connection() -> None:
    message: Any = {}

    with pytest.raises(ServerAway):
        Postman(mail_server("smtp://x"), "us@example.com").hand_over(message, "sam@example.com")


class Connection:
    """A connection that keeps what is done with it, and answers so when it is asked whether it is
    there."""

    def __init__(self, done: list[str], *, here: int = 250, **answers: type[Exception]) -> None:
        self.done, self.here, self.answers = done, here, answers

    def __getattr__(self, name: str) -> Any:
        def act(*_: object, **__: object) -> tuple[int, bytes]:
            self.done.append(name)
            if name in self.answers:
                raise self.answers[name]("no")
            return self.here, b""

        return act


@pytest.mark.parametrize(
    ("url", "steps"),
    [
        ("smtp://mail.example.com", ["SMTP"]),
        ("smtp://sam:secret@localhost", ["SMTP", "login"]),
        ("smtp+starttls://mail.example.com", ["SMTP", "starttls"]),
        ("smtp+starttls://sam:secret@mail.example.com", ["SMTP", "starttls", "login"]),
        ("smtps://sam:secret@mail.example.com", ["SMTP_SSL", "login"]),
    ],
)
def test_a_connection_is_encrypted_and_signed_in_as_the_address_says(
    monkeypatch: pytest.MonkeyPatch, url: str, steps: list[str]
) -> None:
    done: list[str] = []

    def opened(kind: str) -> Any:
        return lambda *_, **__: [done.append(kind), Connection(done)][1]

    for kind in ("SMTP", "SMTP_SSL"):
        monkeypatch.setattr(smtplib, kind, opened(kind))

    Postman(mail_server(url), "us@example.com").connect()

    assert done == steps


@pytest.mark.parametrize("step", ["starttls", "login"])
def test_a_connection_that_does_not_come_about_is_closed(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    done: list[str] = []
    refuses: Any = Connection(done, **{step: smtplib.SMTPException})
    monkeypatch.setattr(smtplib, "SMTP", lambda *_, **__: refuses)
    postman = Postman(mail_server("smtp+starttls://sam:x@mail.example.com"), "us@example.com")

    with pytest.raises(ServerAway):
        postman.connect()

    assert (done[-1], postman.connection) == ("close", None)


@pytest.mark.parametrize(
    ("here", "answers", "opened_again"),
    [(250, {}, False), (251, {}, True), (250, {"noop": OSError}, True)],
)
def test_all_letters_leave_by_one_connection_as_long_as_it_is_there(
    monkeypatch: pytest.MonkeyPatch, here: int, answers: Any, opened_again: bool
) -> None:
    postman = Postman(mail_server("smtp://mail.example.com"), "us@example.com")
    first: Any = Connection([], here=here, **answers)
    postman.connection = first
    monkeypatch.setattr(smtplib, "SMTP", lambda *_, **__: Connection([]))

    postman.connect()

    assert (postman.connection is not first) is opened_again


@pytest.mark.parametrize(
    ("answers", "done"), [({}, ["quit"]), ({"quit": OSError}, ["quit", "close"])]
)
def test_who_is_done_says_goodbye_and_otherwise_hangs_up(answers: Any, done: list[str]) -> None:
    said: list[str] = []
    postman: Any = Postman(mail_server("smtp://mail.example.com"), "us@example.com")
    with postman:
        postman.connection = Connection(said, **answers)

    assert (said, postman.connection) == (done, None)


@pytest.mark.parametrize(
    ("error", "kind", "stays"),
    [
        (smtplib.SMTPNotSupportedError("no letters beyond ASCII"), Refused, True),
        (smtplib.SMTPSenderRefused(550, b"no", "us"), ServerAway, False),
        (smtplib.SMTPServerDisconnected("gone"), ServerAway, False),
        (smtplib.SMTPDataError(450, b"later"), TryLater, True),
        (smtplib.SMTPRecipientsRefused({"sam": (550, b"no")}), Refused, True),
    ],
)
def test_the_connection_stays_where_only_the_letter_was_not_taken(
    error: Exception, kind: type[Exception], stays: bool
) -> None:
    postman: Any = Postman(mail_server("smtp://mail.example.com"), "us@example.com")
    postman.connection = Connection([])

    def send_message(*_: object, **__: object) -> None:
        raise error

    postman.connection.send_message = send_message

    with pytest.raises(kind) as told:
        postman.hand_over(EmailMessage(), "sam@example.com")

    assert (type(told.value), postman.connection is not None) == (kind, stays)
