"""In which browsers has somebody signed in before? Each keeps a signed cookie that says so.

It opens nothing. It gives tries from this browser a lane of their own (`web/throttle.py`).
"""

from __future__ import annotations

import hashlib
import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from tandem.content.spelling import address_of
from tandem.web.session_cookie import cookie_name, is_by_https

NAME = "tandem-known"
YEAR = 365 * 24 * 60 * 60
# So many people may use one browser.
MOST = 5


def browser_known_to(email: str) -> str:
    """What this browser is called for that account; nothing where it was never let in."""
    return known_here().get(mark_of(email), "")


def remember(email: str) -> None:
    """Let this browser be known for that account from now on."""
    known = known_here()
    own = known.pop(mark_of(email), "") or secrets.token_urlsafe(9)
    kept = {**dict(list(known.items())[1 - MOST :]), mark_of(email): own}

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            cookie_name(current_app, NAME),
            str(signer().dumps(kept)),
            max_age=YEAR,
            path=current_app.config["SESSION_COOKIE_PATH"],
            secure=is_by_https(current_app),
            httponly=True,
            samesite="Lax",
        )
        return response


def known_here() -> dict[str, str]:
    """Which accounts this browser is known for, the one used last at the end."""
    try:
        known: dict[str, str] = signer().loads(
            request.cookies.get(cookie_name(current_app, NAME), "")
        )
    except BadSignature:
        return {}
    return known


def mark_of(email: str) -> str:
    """What stands for an address in the cookie, which others may see on a shared machine."""
    return hashlib.sha256(address_of(email).encode()).hexdigest()[:16]


def signer() -> URLSafeSerializer:
    """What signs the cookie."""
    return URLSafeSerializer(current_app.secret_key or "", salt="known-browser")
