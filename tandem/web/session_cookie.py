"""How are our cookies kept to this site? By their name, their path and https.

Where the site is served by https a browser takes the cookie from this very host only (`__Host-`);
a site in a folder shares its host with others, and keeps to its folder (`__Secure-`).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

SESSION = "tandem"


class SessionCookie(SecureCookieSessionInterface):
    """The signed cookie of Flask, named after how the site is served."""

    def __init__(self) -> None:
        self.signing: tuple[object, URLSafeTimedSerializer | None] | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs it, made once for the keys of the site."""
        keys = app.secret_key, tuple(app.config["SECRET_KEY_FALLBACKS"] or ())
        if self.signing is None or self.signing[0] != keys:
            self.signing = keys, super().get_signing_serializer(app)
        return self.signing[1]

    def get_cookie_name(self, app: Flask) -> str:
        """With what a browser checks."""
        return cookie_name(app, SESSION)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Only over https?"""
        return is_by_https(app)


def cookie_name(app: Flask, name: str) -> str:
    """A cookie's name, with the prefix that makes a browser check whose it is."""
    if not is_by_https(app):
        return name
    return f"__Host-{name}" if app.config["SESSION_COOKIE_PATH"] == "/" else f"__Secure-{name}"


def is_by_https(app: Flask) -> bool:
    """Is the site served by https, by its setting or by this request?"""
    if app.config["SESSION_COOKIE_SECURE"]:
        return True
    return has_request_context() and request.is_secure


def folder_of(base_url: str) -> str:
    """The folder of its host in which a site lives, as `/tandem`; `/` for a host of its own."""
    return urlsplit(base_url).path.rstrip("/") or "/"


def init_app(app: Flask) -> None:
    """Name the cookie."""
    app.session_interface = SessionCookie()
