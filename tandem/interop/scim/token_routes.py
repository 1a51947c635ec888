"""How does an administrator let a company's directory in, and end it again?"""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.interop.scim import tokens
from tandem.interop.scim.forms import MakeTokenForm
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.viewer import viewer

blueprint = Blueprint("scim_tokens", __name__)


@blueprint.route("/admin/scim", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.TOKEN_MADE)
def tokens_page() -> ResponseReturnValue:
    """Which tokens there are; make one more, which is shown once."""
    form = MakeTokenForm()
    if not form.validate_on_submit():
        page = render_template(
            "interop/scim/tokens.html",
            tokens=tokens.tokens(db.session()),
            address=full_address("scim.serve", path="").rstrip("/"),
            form=form,
        )
        return page, 400 if form.errors else 200

    with submit_once.recording(form, leads_to=url_for(".tokens_page")) as recording:
        secret = tokens.make(db.session(), form.name.data or "", by_id=viewer().id, now=clock.now())
        return recording.done(secret, "token")


@blueprint.route("/admin/scim/<int:token_id>/end", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.TOKEN_ENDED)
def end(token_id: int) -> ResponseReturnValue:
    """End a token, after a page that says what stops and what stays."""
    token = tokens.token_by_id(db.session(), token_id)
    form = RecordingForm()
    if not form.validate_on_submit():
        page = render_template("interop/scim/end.html", token=token, form=form)
        return page, 400 if form.errors else 200

    with submit_once.recording(form, leads_to=url_for(".tokens_page")) as recording:
        tokens.end(db.session(), token_id, by_id=viewer().id, now=clock.now())
        return recording.done(_("“%(name)s” lets nobody in anymore.", name=token.name))
