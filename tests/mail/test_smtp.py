"""How is a message handed to a mail server, and what do its answers mean?"""

from __future__ import annotations

import ssl
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
