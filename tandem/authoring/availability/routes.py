"""How does a trainer open a course for assigning, archive it, and bring it back?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.availability import actions, queries
from tandem.terms import AuditAct, CourseState, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("availability", __name__)


@blueprint.post("/author/<course>/open")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.COURSE_OPENED)
def open_course(course: str) -> ResponseReturnValue:
    """Open a draft for assigning, or bring an archived course back."""
    runs, form = queries.course_runs(db.session(), course), RecordingForm()
    address = url_for("courses.courses", _anchor=f"course-{course}")
    if not form.validate_on_submit():
        flash(_("This page was out of date. Nothing is lost: press the button again."), "error")
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        if change_state(course, CourseState.OPEN):
            said = _("“%(title)s” is open: leaders can assign it now.", title=runs.title)
            return recording.done(said)
    flash(_("“%(title)s” has no module yet. Write one first.", title=runs.title), "error")
    return redirect(address, 303)


@blueprint.route("/author/<course>/archive", methods=["GET", "POST"])
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.COURSE_ARCHIVED)
def archive(course: str) -> ResponseReturnValue:
    """Archive a course, after a page that says what stops and what stays."""
    runs, form = queries.course_runs(db.session(), course), RecordingForm()
    if not form.validate_on_submit():
        page = render_template("authoring/availability/archive.html", runs=runs, form=form)
        return page, 400 if form.errors else 200

    address = url_for("courses.courses", _anchor=f"course-{course}")
    with submit_once.recording(form, leads_to=address) as recording:
        change_state(course, CourseState.ARCHIVED)
        return recording.done(
            _("“%(title)s” is archived. You can restore it at any time.", title=runs.title)
        )


def change_state(course: str, state: CourseState) -> bool:
    """Let a course go to another state."""
    is_open = state is CourseState.OPEN
    note(AuditAct.COURSE_OPENED if is_open else AuditAct.COURSE_ARCHIVED, about=course)
    return actions.change_state(db.session(), course, state, by_id=viewer().id, now=clock.now())
