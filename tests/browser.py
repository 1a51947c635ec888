"""A browser for the tests: with each form it sends the token that the page before held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tandem.web.session_cookie import SESSION, cookie_name
from tests.forms import forms_in

FIELD, HEADER = "csrf_token", "X-CSRFToken"


# What leads, draws or names something, and so is never empty.
EMPTY = re.compile(
    r"<\w[^<>]*\s(?:href|src|action|for|id|aria-labelledby|aria-describedby|data-hx-get|datetime"
    r'|x|y|x1|x2|y1|y2|cx|cy|r|d|width|height|viewBox)="(?:em|%|px|#)?"[^<>]*>'
)
# Leads to where somebody is: the page is asked for once more.
AGAIN = '<a class="button" href="">'


class BrowserClient(FlaskClient):
    """A client that keeps the protection of forms in force, as a browser does.

    Only what is posted elsewhere comes without a token: for that, set `sends_token` to False.
    """

    sends_token = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; a posted form with the token of this browser's session."""
        if kwargs.get("method") == "POST" and self.sends_token:
            data = kwargs.get("data")
            if data is None and "json" not in kwargs:
                kwargs["data"] = {FIELD: self.token()}
            elif isinstance(data, Mapping) and not isinstance(data, MultiDict):
                kwargs["data"] = {FIELD: self.token(), **data}
            else:
                kwargs["headers"] = {HEADER: self.token(), **dict(kwargs.get("headers") or {})}
        answer = super().open(*args, **kwargs)
        assert (empty := empty_in(answer)) == [], f"this leads nowhere or has no name: {empty}"
        assert (unnamed := unnamed_in(answer)) == [], f"nothing says what to type here: {unnamed}"
        return answer

    def token(self) -> str:
        """The token that this site would write into a page of this browser now."""
        if FIELD not in self.signed_session():
            with self.session_transaction() as session:
                session[FIELD] = "the secret of a session without a page"
        secret = self.signed_session()[FIELD]
        key = self.application.secret_key
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(secret))

    def signed_session(self) -> dict[str, Any]:
        """What the site has written into this browser's cookie."""
        cookie = self.get_cookie(cookie_name(self.application, SESSION))
        if cookie is None:
            return {}
        signer = SecureCookieSessionInterface().get_signing_serializer(self.application)
        assert signer
        return dict(signer.loads(cookie.value))


def empty_in(answer: TestResponse) -> list[str]:
    """The tags of a page that lead nowhere, or draw or name nothing. What is packed or sent
    piece by piece is left to its tests."""
    is_whole = "Content-Length" in answer.headers and "Content-Encoding" not in answer.headers
    if answer.mimetype != "text/html" or not is_whole:
        return []
    return [tag for tag in EMPTY.findall(answer.text) if tag != AGAIN]


def unnamed_in(answer: TestResponse) -> list[str]:
    """The controls without a label on a page that refuses something. Other pages are walked over
    (tests/test_forms.py)."""
    if answer.mimetype != "text/html" or answer.status_code < 400:
        return []
    return [name for form in forms_in(answer.text, answer.request.path) for name in form.unnamed]


def with_browsers(app: Flask) -> Flask:
    """The same site, whose test clients are such browsers."""
    app.test_client_class = BrowserClient
    return app
