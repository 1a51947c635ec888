"""What does a trainer see of the lessons, and how are they published now?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.authoring import queries
from tandem.content.folder import read_courses
from tandem.publishing import actions as publishing
from tandem.publishing.queries import checked_courses
from tandem.terms import READERS, Role
from tandem.web import clock, db, once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("authoring", __name__)


@blueprint.get("/author/")
@open_to(Role.TRAINER, Role.ADMIN)
def courses() -> ResponseReturnValue:
    """Every course and module, what is served, and what the checker said."""
    return render_template(
        "authoring/courses.html",
        courses=checked_courses(db.session()),
        form=RecordingForm(formdata=None),
    )


@blueprint.post("/author/publish")
@open_to(Role.TRAINER, Role.ADMIN)
def publish() -> ResponseReturnValue:
    """Check and publish the folder of courses now."""
    form = RecordingForm()
    folder = current_app.config["COURSES"]
    if not form.validate_on_submit() or not folder.is_dir():
        flash(_("Nothing was published: the folder of courses is missing."), "error")
        return redirect(url_for(".courses"), 303)
    earlier = once.earlier_result(form.form_id.data, now=clock.now())
    if earlier is not None:
        return redirect(earlier, 303)

    report = publishing.publish(
        db.session(), read_courses(folder), by_id=viewer().id, now=clock.now()
    )
    once.remember_result(form.form_id.data, url_for(".courses"))
    db.session().commit()
    tell(report)
    return redirect(url_for(".courses"), 303)


@blueprint.get("/author/<course>/<module>/")
@open_to(Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A module as a rep, a support person or a leader reads it. Nothing is recorded."""
    wanted = request.args.get("as", "")
    role = Role(wanted) if wanted in set(READERS) else Role.REP
    shown = queries.preview(db.session(), course=course, module=module, role=role)
    return render_template("authoring/module.html", shown=shown, readers=READERS)


def tell(report: publishing.Report) -> None:
    """Say what was published and what was not."""
    count = len(report.published)
    if count:
        flash(ngettext("%(num)s module is new.", "%(num)s modules are new.", count), "success")
    if report.errors:
        flash(_("Some files have errors. What was published before stays served."), "error")
    elif not count:
        flash(_("Everything is up to date."), "success")
