"""What the site can't be set up with is named when it starts, with the remedy."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app import create_app
from tandem.web import settings
from tandem.web.setting_values import MailServer, mail_server
from tandem.web.settings import SETTINGS, WrongSetting

KEY = "a key that is long enough for everybody"
WRONG = [
    ("DATABASE_URL", "mysql://localhost/tandem", "sqlite:///file or postgresql://"),
    ("DATABASE_URL", "tandem.db", "no address of a database"),
    ("SECRET_KEY", "short", "has 5 signs and needs 32"),
    ("REDIS_URL", "localhost:6379", "redis"),
    ("REDIS_URL", "redis://localhost:port", "no port"),
    ("SMTP_URL", "smtp+tls://mailer:secret@mail.example.com", "smtp+starttls"),
    ("SMTP_URL", "smtp://us:p#w@mail.example.com:2525", "%23"),
    ("SMTP_URL", "smtp://us:p/w@mail.example.com:2525", "%2F"),
    ("SMTP_URL", "smtp://mail.example.com:25a", "%3A"),
    ("SMTP_URL", "smtps://mail.example.com?verfy=no", "?verify=no"),
    ("SMTP_URL", "smtps://", "no address of a mail server"),
    ("MAIL_FROM", "Tandem", "no mail address"),
    ("MAIL_FROM", "", "is empty"),
    ("BASE_URL", "tandem.example.com", "https://tandem.example.com"),
    ("BASE_URL", "https://tandem.example.com/?a=b", "more than a host"),
    ("REMINDERS", "maybe", "neither true nor false"),
    ("PROXIES", "two", "not a whole number"),
    ("PROXIES", "-1", "not between 0 and 9"),
    ("STALL_MOVEMENT_DAYS", "0", "not between 1 and 3650"),
]


@pytest.mark.parametrize(("name", "value", "remedy"), WRONG)
def test_a_value_that_cannot_be_used_is_named_with_the_remedy(
    name: str, value: str, remedy: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(f"TANDEM_{name}", value)

    with pytest.raises(WrongSetting) as refused:
        create_app({"INSTANCE": tmp_path, "DATABASE_URL": value if "DATA" in name else "sqlite://"})

    assert f"TANDEM_{name}" in str(refused.value)
    assert remedy in str(refused.value)


@pytest.mark.parametrize("name", [name for name, setting in SETTINGS.items() if setting.is_secret])
def test_a_secret_is_in_no_complaint(name: str) -> None:
    for value in ("pa55word", "smtp+x://ü:pa55word@host", "x://ü:pa55word@h:p"):
        with pytest.raises(WrongSetting) as refused:
            settings.checked(defaults() | {name: value})

        assert "pa55word" not in str(refused.value)


def test_an_unknown_setting_is_named_with_the_nearest_one() -> None:
    with pytest.raises(WrongSetting, match="TANDEM_SECRT_KEY: did you mean TANDEM_SECRET_KEY"):
        settings.from_environment({"TANDEM_SECRT_KEY": KEY, "PATH": "/bin"})


def test_what_the_tests_read_is_no_setting() -> None:
    assert settings.from_environment({"TANDEM_TEST_ZONE": "UTC", "TANDEM_PROXIES": "1"}) == {
        "PROXIES": "1"
    }


def test_a_misspelled_name_in_the_file_is_refused_and_one_of_flask_is_not() -> None:
    settings.refuse_misspelled({"SESSION_COOKIE_NAME"}, where="config.py")

    with pytest.raises(WrongSetting, match="BASE_ULR: did you mean BASE_URL"):
        settings.refuse_misspelled({"BASE_ULR"}, where="config.py")


def test_values_are_read_as_what_they_mean() -> None:
    written = {"REMINDERS": "no", "PROXIES": " 2 ", "WATCH": True, "SECRET_KEY": "1" * 40}

    understood = settings.checked(defaults() | written)

    assert {name: understood[name] for name in written} == {
        "REMINDERS": False,
        "PROXIES": 2,
        "WATCH": True,
        "SECRET_KEY": "1" * 40,
    }


def test_mail_needs_the_address_of_the_site(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="needs TANDEM_BASE_URL"):
        create_app({"INSTANCE": tmp_path, "SMTP_URL": "smtp://localhost"})


def test_a_password_may_have_any_sign_that_is_written_by_its_number() -> None:
    server = mail_server("smtp+starttls://m%40example.com:p%23w%2F%40@mail.example.com")

    assert server == MailServer("smtp+starttls", "mail.example.com", 587, "m@example.com", "p#w/@")


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("smtp://us:word@mail.example.com", True),
        ("smtp://us:word@127.0.0.1:2525", False),
        ("smtp://mail.example.com", False),
        ("smtps://us:word@mail.example.com", False),
    ],
)
def test_a_password_over_an_open_line_is_told(
    address: str, is_open: bool, caplog: pytest.LogCaptureFixture
) -> None:
    settings.check_mail({"SMTP_URL": address, "BASE_URL": "https://tandem.example.com"})

    assert ("open line" in caplog.text) is is_open
    assert "word@" not in caplog.text


def test_a_kept_key_that_was_emptied_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")

    with pytest.raises(WrongSetting, match=r"secret key in .* can't be used"):
        create_app({"INSTANCE": tmp_path})


def test_nobody_else_may_read_what_the_site_keeps(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o755)
    (folder / "tandem.db").touch(0o644)
    (folder / "tandem.db-wal").touch(0o644)

    create_app({"INSTANCE": folder})

    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert kept == {
        "instance": 0o700,
        "compiled-templates": 0o700,
        "secret_key": 0o600,
        "tandem.db": 0o600,
        "tandem.db-wal": 0o600,
    }


def test_a_site_in_a_folder_of_another_links_into_its_folder(tmp_path: Path) -> None:
    site = create_app({"INSTANCE": tmp_path, "DATABASE_URL": "sqlite://", "PROXIES": 1})

    answer = site.test_client().get("/healthz", headers={"X-Forwarded-Prefix": "/tandem"})
    away = site.test_client().get("/admin/", headers={"X-Forwarded-Prefix": "/tandem"})

    assert answer.status_code == 200
    assert away.location.startswith("/tandem/login")


def defaults() -> dict[str, object]:
    """All settings as they are delivered."""
    return {name: setting.default for name, setting in SETTINGS.items()}


@pytest.mark.parametrize(
    ("providers", "mail_links", "smtp", "starts"),
    [
        (("acme",), False, "", True),
        ((), True, "smtp://localhost", True),
        ((), True, "", False),
        ((), False, "smtp://localhost", False),
        ((), False, "", False),
    ],
)
def test_without_passwords_a_provider_or_letters_with_a_link_lead_in(
    providers: tuple[str, ...], mail_links: bool, smtp: str, starts: bool
) -> None:
    config = {
        "PASSWORDS": False, "EMERGENCY_ADMIN": "ada@example.com", "PROVIDERS": providers,
        "MAIL_LINKS": mail_links, "SMTP_URL": smtp,
    }  # fmt: skip

    if starts:
        settings.check_ways_in(config)
    else:
        with pytest.raises(WrongSetting, match="leaves no way in"):
            settings.check_ways_in(config)
