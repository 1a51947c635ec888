"""How does a partner read a text, and say whether they could act on it?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.written import actions, queries
from tandem.learning.written.forms import ReplyForm
from tandem.learning.written.queries import SharedText
from tandem.models import Pair
from tandem.models.locking import hold
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("written", __name__)


@blueprint.route("/pairs/<int:pair_id>/texts/<int:text_id>", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def text(pair_id: int, text_id: int) -> ResponseReturnValue:
    """A text that the two share, and what the other one says of it. Said twice is said once."""
    shared = queries.shared_text(db.session(), viewer().id, pair_id=pair_id, text_id=text_id)
    form = ReplyForm(can_act="can_act" in request.form)
    submit_once.answer_repeat(form)
    address = url_for(".text", pair_id=pair_id, text_id=text_id)
    if form.is_submitted() and not shared.may_answer:
        return refused(form, shared)
    if not form.validate_on_submit():
        page = render_template("learning/written/text.html", shared=shared, form=form)
        return page, 400 if form.is_submitted() else 200

    missing = "" if form.can_act else form.missing.data.strip()
    with submit_once.recording(form, leads_to=address) as recording:
        session, who, now = db.session(), viewer().id, clock.now()
        hold(session, Pair.id == pair_id)
        if queries.shared_text(session, who, pair_id=pair_id, text_id=text_id).may_answer:
            actions.reply(session, text_id, missing, person_id=who, now=now)
            return recording.done(_("Thank you. %(name)s reads it.", name=shared.by_name))
    return refused(form, queries.shared_text(session, who, pair_id=pair_id, text_id=text_id))


def refused(form: ReplyForm, shared: SharedText) -> ResponseReturnValue:
    """Nothing can be said any more, or another tab has said it; what was typed is shown."""
    flash(_("Nothing was saved. This is how it stands now."), "error")
    if form.missing.data and not form.can_act:
        flash(_("Not sent: “%(text)s”", text=form.missing.data.strip()), "error")
    return render_template("learning/written/text.html", shared=shared, form=form), 400


@blueprint.post("/texts/replies/<int:reply_id>/read")
@open_to(SIGNED_IN)
def put_away(reply_id: int) -> ResponseReturnValue:
    """Put away what a partner said. Pressed twice is pressed once."""
    if RecordingForm().validate_on_submit():
        with db.writing() as session:
            actions.put_away(session, reply_id, person_id=viewer().id, now=clock.now())
    return redirect(url_for("my_page.my_page"), 303)
