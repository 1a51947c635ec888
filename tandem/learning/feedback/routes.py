"""Did somebody like a module? Two questions, one tap each."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.feedback import actions
from tandem.learning.feedback.forms import FeedbackForm
from tandem.library.served import library
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("feedback", __name__)


@blueprint.post("/learn/<course>/<module>/opinion")
@open_to(SIGNED_IN)
def answer(course: str, module: str) -> ResponseReturnValue:
    """Answer one of the two. Tapped twice is tapped once, and it stands."""
    shelf = library(db.session()).course(course)
    served, form = shelf.module(module), FeedbackForm()
    asked = form.asked
    if asked is None or asked.module_id != served.id:
        abort(404)
    back = f"{form.facts['back']}#opinion"
    if not form.validate_on_submit():
        flash(_("This page was out of date. Nothing was saved: please tap once more."), "error")
        return redirect(back, 303)

    with submit_once.recording(form, leads_to=back) as recording:
        is_kept = actions.answer(
            db.session(),
            viewer().id,
            asked,
            form.given,
            course_id=shelf.id,
            promise=form.promise,
            now=clock.now(),
        )
        return recording.done(_("Thank you.") if is_kept else _("You had answered this already."))
