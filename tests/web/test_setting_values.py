"""What does the value of a setting mean, and what is wrong with it?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tandem.terms import Role
from tandem.web import setting_values as values
from tandem.web.setting_values import MailServer, mail_server


@pytest.mark.parametrize(
    ("written", "server"),
    [
        ("smtp://mail.example.com", MailServer("smtp", "mail.example.com", 25)),
        ("smtp://mail.example.com/", MailServer("smtp", "mail.example.com", 25)),
        ("smtps://mail.example.com", MailServer("smtps", "mail.example.com", 465)),
        ("smtp+starttls://m.example.com", MailServer("smtp+starttls", "m.example.com", 587)),
        ("smtps://m.example.com:2525", MailServer("smtps", "m.example.com", 2525)),
        ("smtps://us@m.example.com", MailServer("smtps", "m.example.com", 465, "us")),
        (
            "smtps://us:pw@m.example.com?verify=no",
            MailServer("smtps", "m.example.com", 465, "us", "pw", checks_certificate=False),
        ),
    ],
)
def test_a_mail_server_has_the_port_of_its_kind_where_it_names_none(
    written: str, server: MailServer
) -> None:
    assert mail_server(written) == server


@pytest.mark.parametrize(
    ("server", "tells"),
    [
        (MailServer("smtp", "mail.example.com", 25, "us", "pw"), True),
        (MailServer("smtp", "mail.example.com", 25, "us"), False),
        (MailServer("smtps", "mail.example.com", 465, "us", "pw"), False),
        (MailServer("smtp+starttls", "mail.example.com", 587, "us", "pw"), False),
        (MailServer("smtp", "localhost", 25, "us", "pw"), False),
        (MailServer("smtp", "::1", 25, "us", "pw"), False),
    ],
)
def test_a_password_goes_over_an_open_line_to_other_machines_alone(
    server: MailServer, tells: bool
) -> None:
    assert server.tells_the_password_to_everybody is tells


GOOD = [
    (values.sender, "Tandem <tandem@example.com>"),
    (values.sender, "tandem@example.com"),
    (values.base_address, "https://tandem.example.com"),
    (values.base_address, "http://tandem.example.com:8000/folder"),
    (values.database_address, "sqlite:///file.db"),
    (values.database_address, "postgres://u:p@host/name"),
    (values.database_address, "postgresql+psycopg://host/name"),
    (values.counter_address, "redis://localhost:6379"),
    (values.counter_address, "rediss://host"),
    (values.counter_address, "unix:///run/redis"),
    (values.secret, "s" * 32),
    (values.token, "t" * 16),
    (values.contact, "mailto:security@example.com"),
    (values.contact, "https://example.com/security"),
]


@pytest.mark.parametrize(("read", "written"), GOOD)
def test_what_can_be_used_stays_as_it_was_written(read: Callable[[str], str], written: str) -> None:
    assert read(written) == written


WRONG = [
    (mail_server, "mail.example.com", "begins with nothing"),
    (mail_server, "http://mail.example.com", "begins with http"),
    (mail_server, "smtp://mail.example.com/inbox", "no address of a mail server"),
    (mail_server, "smtp://mail.example.com#1", "no address of a mail server"),
    (mail_server, "smtp://:25", "no address of a mail server"),
    (mail_server, "smtp://mail.example.com?verify=yes", "verify=no"),
    (mail_server, "smtp://mail.example.com?verify=no&a=", "verify=no"),
    (mail_server, "smtp://mail.example.com:70000", "no port"),
    (mail_server, "smtp://[::1", "is no address"),
    (values.sender, "Tandem", "is no mail address"),
    (values.sender, "Tandem <>", "is no mail address"),
    (values.sender, "@tandem.example.com", "is no mail address"),
    (values.sender, '"=@[', "is no mail address"),
    (values.sender, "Tandem <a@b.example>\nBcc: c@d.example", "is no mail address"),
    (values.sender, "Tandem\r <a@b.example>", "is no mail address"),
    (values.mail_address, "ada", "is no mail address"),
    (values.base_address, "ftp://tandem.example.com", "is no address of a site"),
    (values.base_address, "https://", "is no address of a site"),
    (values.base_address, "https://tandem.example.com?a=b", "has more than"),
    (values.base_address, "https://tandem.example.com#a", "has more than"),
    (values.base_address, "https://ada@tandem.example.com", "has more than"),
    (values.base_address, "https://tandem.example.com:port", "no port"),
    (values.database_address, "mysql://host/name", "begins with mysql"),
    (values.database_address, "file", "no address of a database"),
    (values.counter_address, "http://localhost", "begins with http"),
    (values.counter_address, "localhost", "begins with nothing"),
    (values.secret, "s" * 31, "has 31 signs and needs 32"),
    (values.secret, f"{'s' * 31} ", "has 31 signs and needs 32"),
    (values.token, "t" * 15, "needs 16 plain signs or more"),
    (values.token, "ü" * 16, "needs 16 plain signs or more"),
    (values.token, "t" * 16 + "\n", "needs 16 plain signs or more"),
    (values.contact, "http://example.com", "is no contact"),
    (values.contact, "mailto:a@b.example\nx", "is no contact"),
    (values.roles, "rep, boss", "there are rep, support"),
    (values.roles, "", "there are rep, support"),
]


@pytest.mark.parametrize(("read", "written", "sentence"), WRONG)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    read: Callable[[str], object], written: str, sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:
        read(written)

    assert sentence in str(refused.value)


def test_a_mail_address_is_kept_in_its_one_spelling() -> None:
    assert values.mail_address("mailto:Ada@Example.com") == "ada@example.com"


def test_roles_are_parted_by_commas() -> None:
    assert values.roles("rep, leader") == {Role.REP, Role.LEADER}


def test_a_folder_of_courses_may_be_made_later_and_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert values.courses_folder(str(tmp_path / "later")) == tmp_path / "later"
    assert values.courses_folder(str(tmp_path)) == tmp_path
    with pytest.raises(ValueError, match="is a file, and must be a folder"):
        values.courses_folder(str(tmp_path / "file"))
