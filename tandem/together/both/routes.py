"""How does a visitor without an account play both halves for a minute? Nothing is kept."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from tandem.terms import SEATS, Role
from tandem.together.both import piece, play
from tandem.together.both.play import BothPlayed
from tandem.web import sealed_state, throttle
from tandem.web.access import EVERYBODY, open_to

blueprint = Blueprint("both", __name__)
PURPOSE = "both for a minute"


@blueprint.get("/both")
@open_to(EVERYBODY)
def both() -> ResponseReturnValue:
    """The short module from its beginning."""
    keep_switched_on()
    return page(BothPlayed())


@blueprint.post("/both")
@open_to(EVERYBODY)
def go_on() -> ResponseReturnValue:
    """The same page one step further. It writes nothing: how far it is travels in the page."""
    keep_switched_on()
    if not FlaskForm().validate_on_submit():
        return page(BothPlayed(), is_anew=True), 400
    if not throttle.may_try(throttle.lanes_of_play(PURPOSE)):
        return render_template("together/both/wait.html"), 429
    carried = sealed_state.unsealed(request.form.get("state", ""), purpose=PURPOSE)
    if carried is None:
        return page(BothPlayed(), is_anew=True), 400
    pressed = request.form.get("half", "")
    role = next((seat for seat in SEATS if seat == pressed), None)
    before = play.unpacked(carried)
    return page(play.after(before, role, request.form) if role else before, pressed=role)


def keep_switched_on() -> None:
    """An administrator can switch it off."""
    if not current_app.config["TRY_BOTH"]:
        abort(404)


def page(both: BothPlayed, *, pressed: Role | None = None, is_anew: bool = False) -> str:
    """Both halves side by side. `pressed` is the one whose button was pressed."""
    return render_template(
        "together/both/both.html",
        form=FlaskForm(formdata=None),
        opening=piece.OPENING,
        sealed_prompt=piece.SEALED,
        halves_shown=[play.shown(both, role) for role in SEATS],
        is_done=both.is_done,
        state=sealed_state.sealed(play.packed(both), purpose=PURPOSE),
        pressed=pressed,
        is_anew=is_anew,
        # What stands in the half that was not pressed.
        typed=request.form,
    )
