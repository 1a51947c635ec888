"""How does somebody get in? By a fresh session, with the password they have just set or typed."""

from __future__ import annotations

from flask import g, render_template, session
from flask.typing import ResponseReturnValue
from flask_login import login_user

from tandem.people.accounts import actions
from tandem.web import db
from tandem.web.viewer import Viewer


def fits(password: str, password_hash: str | None) -> bool:
    """Is this the password? Nothing is held meanwhile."""
    db.rest()
    return actions.password_fits(password, password_hash)


def hashed(password: str) -> str:
    """The hash of a new password. Nothing is held meanwhile."""
    db.rest()
    return actions.hash_password(password)


def enter(who: Viewer) -> None:
    """Sign somebody in, in a fresh session."""
    session.clear()
    # The token that this request has looked at belongs to the session before.
    g.pop("csrf_token", None)
    login_user(who)


def spent_link() -> ResponseReturnValue:
    """The page for a link that was used, was replaced, or is too old."""
    return render_template("people/accounts/spent_link.html"), 404
