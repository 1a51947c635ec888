"""What does a trainer see of the lessons, and how are they published now?"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.authoring import queries
from tandem.content.workshop import can_write
from tandem.insights.queries import summaries
from tandem.publishing import actions as publishing
from tandem.terms import READERS, Role
from tandem.web import clock, db, once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.scripts import wants_json
from tandem.web.viewer import viewer

blueprint = Blueprint("authoring", __name__)


@blueprint.get("/author/")
@open_to(Role.TRAINER, Role.ADMIN)
def courses() -> ResponseReturnValue:
    """Every course and module, what is served, and what the checker said."""
    root = current_app.config["COURSES"]
    found = queries.listed_courses(db.session(), root=root, person_id=viewer().id)
    return render_template(
        "authoring/courses.html",
        courses=found,
        faults=queries.faults(found),
        summaries=summaries(db.session()),
        form=RecordingForm(formdata=None),
        read_only=is_read_only(root),
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

    with once.recording(form, leads_to=url_for(".courses")) as recording:
        tell(publish_folder())
        return recording.done()


@blueprint.get("/author/<course>/<module>/")
@open_to(Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A module as a rep, a support person or a leader reads it. Nothing is recorded."""
    wanted = request.args.get("as", "")
    role = Role(wanted) if wanted in set(READERS) else Role.REP
    shown = queries.preview(db.session(), course=course, module=module, role=role)
    return render_template(
        "authoring/module.html", shown=shown, readers=READERS, course=course, module=module
    )


def is_read_only(folder: Path) -> bool:
    """Is the folder of courses left alone here?"""
    return bool(current_app.config["COURSES_READ_ONLY"]) or not can_write(folder)


def publish_folder() -> publishing.Report:
    """Publish what lies in the folder of courses, in the viewer's name, and commit."""
    root = current_app.config["COURSES"]
    report = publishing.publish_folder(db.session(), root, by_id=viewer().id, now=clock.now())
    db.session().commit()
    return report


def tell_of(file: str, report: publishing.Report) -> None:
    """Say what became of the one file that was saved, and what else came along."""
    root = current_app.config["COURSES"].name
    own = [fault for fault in report.errors if fault.file == f"{root}/{file}"]
    if own:
        said = _("Saved, but not published: line %(line)s has an error.", line=own[0].line)
        before = _("What was published before stays served.")
        flash(f"{said} {before}", "error")
    elif report.has_changed:
        flash(_("Saved and published."), "success")
    else:
        flash(_("Saved. Nothing that is shown has changed."), "success")
    other = next((fault for fault in report.errors if fault not in own), None)
    if other:
        place = f"{other.file}:{other.line}"
        flash(_("Another file has an error, and stays as it was published: %(place)s", place=place))


def tell_of_picture(chosen: object) -> None:
    """Say that an image was sent by another button than its own, so that it is not there."""
    if chosen and not wants_json():
        flash(_("The image was not uploaded. Choose it again and press “Upload”."), "error")


def tell(report: publishing.Report) -> None:
    """Say what was published and what was not."""
    count = len(report.published)
    if count:
        flash(ngettext("%(num)s module is new.", "%(num)s modules are new.", count), "success")
    if report.errors:
        flash(_("Some files have errors. What was published before stays served."), "error")
    elif not count:
        flash(_("Everything is up to date."), "success")
