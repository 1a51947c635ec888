"""How is this site set up? Environment first (`TANDEM_...`), then `instance/config.py`.

Every value is checked when the site starts. What it can't use is named in one sentence with the
setting it stands in, and the site does not start.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from tandem import working_time
from tandem.content.spelling import address_of
from tandem.web import setting_values
from tandem.web.private_files import keep_folder_private
from tandem.web.provider_settings import Provider, providers_in
from tandem.web.session_cookie import folder_of

log = logging.getLogger(__name__)
PREFIX = "TANDEM_"
# Read by the tests themselves, not by the site.
OF_TESTS = "TANDEM_TEST_"
YES, NO = frozenset({"true", "1", "yes", "on"}), frozenset({"false", "0", "no", "off"})
MOST_PROXIES = 9
MOST_DAYS = 3650
MOST_SECONDS = 600
MOST_BACKUPS = 365


class WrongSetting(SystemExit):
    """A setting that the site can't start with. Python prints its sentence and ends."""


@dataclass(frozen=True)
class Setting:
    """What a setting is without a word of the administrator, and how a value is understood.

    `check` gives the value, or raises ValueError with the rest of a sentence about it.
    """

    default: Any
    check: Callable[[Any], Any]
    is_secret: bool = False


def flag(value: Any) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() in YES | NO:
        return str(value).strip().lower() in YES
    raise ValueError("is neither true nor false")


def number(least: int, most: int) -> Callable[[Any], int]:
    """A whole number between two."""

    def check(value: Any) -> int:
        try:
            whole = int(str(value).strip())
        except ValueError as error:
            raise ValueError("is not a whole number") from error
        if not least <= whole <= most:
            raise ValueError(f"is not between {least} and {most}")
        return whole

    return check


def text(meaning: Callable[[str], object]) -> Callable[[Any], str]:
    """Text with a meaning; nothing stays nothing."""

    def check(value: Any) -> str:
        written = str(value).strip()
        if written:
            meaning(written)
        return written

    return check


def needed(meaning: Callable[[str], object]) -> Callable[[Any], str]:
    """Text that may not be empty."""

    def check(value: Any) -> str:
        if not str(value).strip():
            raise ValueError("is empty")
        return text(meaning)(value)

    return check


def one_of(*words: str) -> Callable[[Any], str]:
    """One of a few words."""

    def check(value: Any) -> str:
        word = str(value).strip().lower()
        if word not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return word

    return check


def country(value: Any) -> str:
    """A country whose holidays are known; nothing stays nothing."""
    return working_time.country_in(str(value)) if str(value).strip() else ""


days = number(1, MOST_DAYS)
# Every setting has a heading in docs/settings.md; a test compares.
SETTINGS: dict[str, Setting] = {
    "DATABASE_URL": Setting("", text(setting_values.database_address), is_secret=True),
    "SECRET_KEY": Setting("", text(setting_values.secret), is_secret=True),
    "REDIS_URL": Setting("", text(setting_values.counter_address), is_secret=True),
    "SMTP_URL": Setting("", text(setting_values.mail_server), is_secret=True),
    "MAIL_FROM": Setting("Tandem <tandem@localhost>", needed(setting_values.sender)),
    "REMINDERS": Setting(True, flag),
    "WORK_HOURS": Setting("Mon-Fri 8-18", text(working_time.working_time_in)),
    "HOLIDAYS": Setting("", country),
    "BASE_URL": Setting("", text(setting_values.base_address)),
    "COURSES": Setting("courses", needed(setting_values.courses_folder)),
    "COURSES_READ_ONLY": Setting(False, flag),
    "WATCH": Setting(True, flag),
    "PROXIES": Setting(0, number(0, MOST_PROXIES)),
    "REQUEST_SECONDS": Setting(20, number(1, MOST_SECONDS)),
    "BACKUPS": Setting(0, number(0, MOST_BACKUPS)),
    "KEEP_CLOSED_DAYS": Setting(0, number(0, MOST_DAYS)),
    "KEEP_LOG_DAYS": Setting(0, number(0, MOST_DAYS)),
    "LOG": Setting("text", one_of("text", "json")),
    "LOG_LEVEL": Setting("info", one_of("debug", "info", "warning", "error")),
    "METRICS_TOKEN": Setting("", text(setting_values.token), is_secret=True),
    "CONTACT": Setting("", text(setting_values.contact)),
    "SESSION_IDLE_DAYS": Setting(14, days),
    "SESSION_DAYS": Setting(90, days),
    "OIDC": Setting("", text(str)),
    "PASSWORDS": Setting(True, flag),
    "MAIL_LINKS": Setting(True, flag),
    "EMERGENCY_ADMIN": Setting("", text(setting_values.mail_address)),
    "SECOND_STEP_ROLES": Setting("", text(setting_values.roles)),
    "SECOND_STEP_GRACE_DAYS": Setting(14, number(0, MOST_DAYS)),
    "STYLEGUIDE": Setting(False, flag),
    "TRY_BOTH": Setting(True, flag),
    "STALL_FIRST_STEP_DAYS": Setting(10, days),
    "STALL_MOVEMENT_DAYS": Setting(14, days),
    "STALL_SEALED_DAYS": Setting(7, days),
}


def load(app: Flask, overrides: dict[str, Any]) -> None:
    """Fill `app.config`. What a test or a caller gives wins over everything.

    Raises WrongSetting.
    """
    app.config.from_mapping({name: setting.default for name, setting in SETTINGS.items()})
    app.config.from_pyfile("config.py", silent=True)
    refuse_misspelled(set(app.config) - set(SETTINGS), where="instance/config.py")
    app.config.from_mapping(from_environment(os.environ))
    app.config.from_mapping(overrides)
    app.config.from_mapping(checked(app.config))
    instance = Path(app.instance_path)
    keep_folder_private(instance)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or kept_key(instance / "secret_key")
    app.config["DATABASE_URL"] = app.config["DATABASE_URL"] or f"sqlite:///{instance / 'tandem.db'}"
    check_mail(app.config)
    app.config["EMERGENCY_ADMIN"] = address_of(app.config["EMERGENCY_ADMIN"])
    app.config["PROVIDERS"] = trusted_providers(app.config, Path(app.root_path))
    check_ways_in(app.config)
    app.config["COURSES"] = Path(app.root_path) / app.config["COURSES"]
    set_cookies(app)
    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops, hops)  # type: ignore[method-assign]


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Our settings in the environment. Raises WrongSetting for a name that is none of ours."""
    ours = {
        name.removeprefix(PREFIX): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and not name.startswith(OF_TESTS)
    }
    for name in sorted(set(ours) - set(SETTINGS)):
        near = get_close_matches(name, SETTINGS, n=1)
        hint = f"did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md has the list."
        raise WrongSetting(f"There is no setting {PREFIX}{name}: {hint}")
    return ours


def refuse_misspelled(names: set[str], *, where: str) -> None:
    """Refuse a name that is nearly one of ours. Any other may be meant for Flask."""
    for name in sorted(names):
        near = get_close_matches(name, SETTINGS, n=1, cutoff=0.85)
        if near:
            raise WrongSetting(f"{where}: there is no setting {name}: did you mean {near[0]}?")


def checked(config: Mapping[str, Any]) -> dict[str, Any]:
    """All settings, understood. Raises WrongSetting for the first that isn't."""
    understood = {}
    for name, setting in SETTINGS.items():
        try:
            understood[name] = setting.check(config[name])
        except ValueError as error:
            value = "" if setting.is_secret else f" (“{config[name]}”)"
            raise WrongSetting(f"{PREFIX}{name}{value} {error}.") from error
    return understood


def check_mail(config: Mapping[str, Any]) -> None:
    """Is there what letters need? Raises WrongSetting."""
    if not config["SMTP_URL"]:
        return
    if not config["BASE_URL"]:
        # Links in letters must not depend on the host name that a request claims.
        raise WrongSetting("TANDEM_SMTP_URL needs TANDEM_BASE_URL, as https://tandem.example.com.")
    if setting_values.mail_server(config["SMTP_URL"]).tells_the_password_to_everybody:
        log.warning(
            "TANDEM_SMTP_URL sends the password over an open line: smtp+starttls:// or smtps://"
            " would encrypt it"
        )


def trusted_providers(config: Mapping[str, Any], root: Path) -> tuple[Provider, ...]:
    """The sign-in providers that a file names. Raises WrongSetting."""
    if not config["OIDC"]:
        return ()
    if not config["BASE_URL"]:
        # Where a provider sends a browser back must not depend on what a request claims.
        raise WrongSetting("TANDEM_OIDC needs TANDEM_BASE_URL, as https://tandem.example.com.")
    try:
        return providers_in(root / config["OIDC"])
    except ValueError as error:
        raise WrongSetting(f"TANDEM_OIDC: {config['OIDC']} {error}.") from error


def check_ways_in(config: Mapping[str, Any]) -> None:
    """Can anybody come in, also when a provider is down? Raises WrongSetting."""
    if config["PASSWORDS"]:
        return
    if not config["EMERGENCY_ADMIN"]:
        raise WrongSetting(
            "TANDEM_PASSWORDS=false needs TANDEM_EMERGENCY_ADMIN: the mail address of the one"
            " administrator who can still come in by a password when nothing else works."
        )
    if not config["PROVIDERS"] and not (config["MAIL_LINKS"] and config["SMTP_URL"]):
        raise WrongSetting(
            "TANDEM_PASSWORDS=false leaves no way in: set up TANDEM_OIDC, or TANDEM_SMTP_URL for"
            " letters with a link."
        )


def set_cookies(app: Flask) -> None:
    """Keep the session cookie to this site, and to https where the site is served so."""
    app.config.update(
        SESSION_COOKIE_PATH=folder_of(app.config["BASE_URL"]),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["BASE_URL"].startswith("https://"),
        # The cookie stays when the browser is closed; what it opens ends with its row.
        PERMANENT_SESSION_LIFETIME=timedelta(days=app.config["SESSION_DAYS"]),
        SESSION_REFRESH_EACH_REQUEST=False,
        # The token lasts as long as the session: a reader may take an hour over a page.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
    )


def kept_key(path: Path) -> str:
    """The secret key, made on the first start. Two processes starting at once agree on one.

    Raises WrongSetting where the file holds none, or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_key(path)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(32))
    return read_key(path)


def read_key(path: Path) -> str:
    """The key in a file."""
    try:
        return setting_values.secret(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSetting(f"The secret key in {path} can't be used: {error}.") from error
