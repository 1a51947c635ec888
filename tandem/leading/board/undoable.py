"""What was just done for many pairs, signed, so that the next page can take it back.

It names its leader and counts for an hour: nobody else can send it, and nothing of it is stored.
"""

from __future__ import annotations

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from tandem.leading.board import acts
from tandem.leading.board.acts import DoneAct
from tandem.leading.board.forms import UndoForm
from tandem.web.viewer import viewer

SECONDS = 3600


def signer() -> URLSafeTimedSerializer:
    """What signs that something was done."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="board-act")


def signed(done: DoneAct) -> str:
    """What was done, for this leader's address."""
    return str(signer().dumps([viewer().id, acts.packed(done)]))


def done_in(text: str | None) -> DoneAct | None:
    """What was done by this leader within the hour, if the text says so."""
    try:
        leader_id, values = signer().loads(text or "", max_age=SECONDS)
    except BadData:
        return None
    return acts.unpacked(values) if leader_id == viewer().id else None


def undo_form() -> UndoForm | None:
    """The form that takes back what the address says was done."""
    text = request.args.get("undo")
    if done_in(text) is None:
        return None
    form = UndoForm()
    form.done.data = text
    return form
