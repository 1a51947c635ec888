"""How does somebody answer a course's pulse? One tap for each item, from their own page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.pulse import actions
from tandem.learning.pulse.queries import AskedPulse, pulse_of_course
from tandem.terms import PulseTime
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.filters import one_of
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("pulse", __name__)


@blueprint.post("/learn/<course>/pulse")
@open_to(SIGNED_IN)
def place(course: str) -> ResponseReturnValue:
    """Place one item. Tapped twice is tapped once, and it stands."""
    form, back = RecordingForm(), url_for("my_page.my_page", _anchor="pulse")
    asked = pulse_of(course)
    item, value = placed_in(asked)
    if asked is None or not item or value is None or not form.validate_on_submit():
        flash(_("This page was out of date. Nothing was saved: please tap once more."), "error")
        return redirect(back, 303)

    with submit_once.recording(form, leads_to=back, words=item) as recording:
        session, who, now = db.session(), viewer().id, clock.now()
        asked = pulse_of(course) or asked
        if asked.item(item):
            actions.place(session, asked, item, value, person_id=who, now=now)
        return recording.done(_("Thank you.") if len(asked.items) <= 1 else "")


def pulse_of(course: str) -> AskedPulse | None:
    """What this course asks of the viewer now; None where it asks nothing."""
    return pulse_of_course(db.session(), viewer().id, course, now=clock.now())


def placed_in(asked: AskedPulse | None) -> tuple[str, int | None]:
    """The item and the number that a button names, where the page asked for them: `key:3`."""
    key, _colon, number = request.form.get("place", "").rpartition(":")
    time = one_of(PulseTime, request.form.get("asked"))
    if asked is None or asked.item(key) is None or asked.asked is not time:
        return "", None
    points = [str(point) for point in range(asked.pulse.low, asked.pulse.high + 1)]
    return key, int(number) if number in points else None
