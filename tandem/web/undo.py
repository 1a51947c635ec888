"""How is what was just done taken back? By a button in the notice of the next page.

What was done travels signed in that page's address (`?undo=...`): it names who did it and which
view takes it back, and counts for an hour. Nobody else can send it, and nothing of it is stored.
The notice stays as long as the page does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import HiddenField

from tandem.web.forms import RecordingForm, person_id

SECONDS = 3600


class UndoForm(RecordingForm):
    """Take back what was just done."""

    done = HiddenField()


@dataclass(frozen=True)
class UndoOffer:
    """The form that takes back what the address says was done, and where it is sent."""

    form: UndoForm
    action: str


def init_app(app: Flask) -> None:
    """Let every page offer it."""
    app.add_template_global(offer, "undo_offer")


def signer() -> URLSafeTimedSerializer:
    """What signs that something was done."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="undo")


def signed(view: str, facts: Any) -> str:
    """What was done, for the address of the next page. `view` takes it back."""
    return str(signer().dumps([person_id(), view, facts]))


def offer() -> UndoOffer | None:
    """What the address of this page says was done, if the viewer did it within the hour."""
    text = request.args.get("undo")
    known = read(text)
    if known is None:
        return None
    form = UndoForm(formdata=None)
    form.done.data = text
    return UndoOffer(form, url_for(known[0]))


def facts_sent(form: UndoForm, view: str) -> Any | None:
    """What the form takes back, if it was made for this person and this view within the hour."""
    known = read(form.done.data)
    if known is None or known[0] != view or not form.validate_on_submit():
        return None
    return known[1]


def read(text: str | None) -> tuple[str, Any] | None:
    """The view and the facts in a signed text of this person."""
    if not text:
        return None
    try:
        who, view, facts = signer().loads(text, max_age=SECONDS)
    except (BadData, ValueError):
        return None
    return (view, facts) if who == person_id() else None


def too_late(address: str) -> ResponseReturnValue:
    """Say that it can't be taken back here, and go on. Nothing has changed."""
    said = _("This can no longer be undone here: it was over an hour ago, or has changed since.")
    flash(said, "error")
    return redirect(address, 303)
