"""How is this site set up? Environment first (`TANDEM_...`), then `instance/config.py`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

# Every setting has a heading in docs/settings.md; a test compares.
SETTINGS: dict[str, Any] = {
    "DATABASE_URL": "",
    "SECRET_KEY": "",
    "REDIS_URL": "",
    "SMTP_URL": "",
    "MAIL_FROM": "Tandem <tandem@localhost>",
    "REMINDERS": True,
    "BASE_URL": "",
    "COURSES": "courses",
    "COURSES_READ_ONLY": False,
    "WATCH": True,
    "PROXIES": 0,
    "STYLEGUIDE": False,
    "STALL_FIRST_STEP_DAYS": 10,
    "STALL_MOVEMENT_DAYS": 14,
    "STALL_SEALED_DAYS": 7,
}


def load(app: Flask, overrides: dict[str, Any]) -> None:
    """Fill `app.config`. What a test or a caller gives wins over everything."""
    app.config.from_mapping(SETTINGS)
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("TANDEM")
    app.config.from_mapping(overrides)
    instance = Path(app.instance_path)
    instance.mkdir(parents=True, exist_ok=True)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or kept_key(instance / "secret_key")
    app.config["DATABASE_URL"] = app.config["DATABASE_URL"] or f"sqlite:///{instance / 'tandem.db'}"
    if app.config["SMTP_URL"] and not app.config["BASE_URL"]:
        # Links in letters must not depend on the host name that a request claims.
        raise RuntimeError("TANDEM_SMTP_URL needs TANDEM_BASE_URL, as https://tandem.example.com")
    app.config["COURSES"] = Path(app.root_path) / app.config["COURSES"]
    set_cookies(app)
    if app.config["PROXIES"]:
        hops = int(app.config["PROXIES"])
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]


def set_cookies(app: Flask) -> None:
    """Keep the session cookie to this site, and to https where the site is served so."""
    app.config.update(
        SESSION_COOKIE_NAME="tandem",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["BASE_URL"].startswith("https://"),
        # The token lasts as long as the session: a reader may take an hour over a page.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
    )


def kept_key(path: Path) -> str:
    """The secret key, made on the first start. Two processes starting at once agree on one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("utf-8")
