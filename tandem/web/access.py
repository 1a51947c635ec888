"""Who may enter a page? Every view says so with `open_to`; what says nothing stays shut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tandem.terms import Role
from tandem.web import clock, interrupted_forms, second_step
from tandem.web.links import address_here
from tandem.web.viewer import viewer

View = TypeVar("View", bound=Callable[..., object])


class Door(StrEnum):
    """Doors that are not a role."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"
    # A program with a token, whoever is signed in: `admit` asks for it.
    DIRECTORY = "directory"


# How long a password that was typed shows who sits there.
PROOF_HOLDS = timedelta(minutes=30)
EVERYBODY, SIGNED_IN, DIRECTORY = Door.EVERYBODY, Door.SIGNED_IN, Door.DIRECTORY
ADMIT = "admit_directory"


def open_to(*who: Door | Role) -> Callable[[View], View]:
    """Declare who may enter a view. Which objects they may see is the loader's matter."""

    def declare(view: View) -> View:
        view.open_to = frozenset(who)  # type: ignore[attr-defined]  # a mark on the function
        return view

    return declare


def proof_first(*methods: str) -> Callable[[View], View]:
    """Declare that whoever does this has shown a short while ago who they are, by these methods."""

    def declare(view: View) -> View:
        view.proof_first = frozenset(methods)  # type: ignore[attr-defined]  # a mark as above
        return view

    return declare


def guard() -> ResponseReturnValue | None:
    """Turn away whom the view is not open to: a visitor to the sign-in page, others with 403."""
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    doors: frozenset[str] = getattr(view, "open_to", frozenset())
    if EVERYBODY in doors:
        return None
    if DIRECTORY in doors:
        admit: Callable[[], ResponseReturnValue | None] = current_app.extensions[ADMIT]
        return admit()
    if not current_user.is_authenticated:
        return sign_in_first()
    if SIGNED_IN not in doors and not viewer().roles & doors:
        abort(403)
    return second_step.set_up_first() or proof_owed(getattr(view, "proof_first", frozenset()))


def sign_in_first() -> ResponseReturnValue:
    """A visitor signs in and comes back; a form that was under way is kept in the page."""
    if request.method == "POST":
        return interrupted_forms.sign_in_with_form()
    return redirect(url_for("sign_in.login", next=address_here().rstrip("?")))


def proof_owed(methods: frozenset[str]) -> ResponseReturnValue | None:
    """Let somebody sign in again who did so too long ago; a form under way is kept in the page."""
    if request.method not in methods or clock.now() - viewer().proved_at <= PROOF_HOLDS:
        return None
    if request.method == "POST":
        return interrupted_forms.sign_in_with_form("people/accounts/prove.html")
    return redirect(url_for("sign_in.again", next=address_here().rstrip("?")))


def init_app(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(guard)
