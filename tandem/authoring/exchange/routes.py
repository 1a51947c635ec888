"""How does a trainer bring a quiz or a course in, and take one along?"""

from __future__ import annotations

from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.exchange import actions, queries
from tandem.authoring.exchange.forms import ImportForm, ReadAsForm
from tandem.authoring.publishing.telling import (
    before_writing,
    is_read_only,
    publish_folder,
    tell,
)
from tandem.content.files.archive import RefusedError, packed, packed_files
from tandem.content.files.bringing_in import Arrival, arrival, is_zip, take_over
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import exports, note, records
from tandem.web.forms import RecordingForm
from tandem.web.languages import page_language
from tandem.web.viewer import viewer
from tandem.web.words import spoken_in

blueprint = Blueprint("exchange", __name__)


@blueprint.route("/author/import", methods=["GET", "POST"])
@open_to(Role.TRAINER, Role.ADMIN)
def hand_in() -> ResponseReturnValue:
    """Hand in a file. Nothing is written before its report was read."""
    form = ImportForm(courses=queries.courses_in(root()))
    if not form.validate_on_submit():
        page = render_template("authoring/exchange/hand_in.html", form=form)
        return page, 400 if form.errors else 200

    with submit_once.recording(form) as recording:
        token = actions.hand_in(
            db.session(),
            form.content(),
            name=form.name(),
            into=form.into.data or "",
            person_id=viewer().id,
            now=clock.now(),
        )
        recording.leads_to(url_for(".report", token=token))
        return recording.done()


@blueprint.get("/author/import/<token>")
@open_to(Role.TRAINER, Role.ADMIN)
def report(token: str) -> ResponseReturnValue:
    """What would be written, and what could not be carried over."""
    handed_in = queries.handed_in(db.session(), token, person_id=viewer().id)
    return render_template(
        "authoring/exchange/report.html",
        handed_in=handed_in,
        arriving=arrived(handed_in),
        form=RecordingForm(formdata=None),
        read_as=None if is_zip(handed_in.name, handed_in.content) else chosen_reading(),
        read_only=is_read_only(root()),
    )


@blueprint.post("/author/import/<token>")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSONS_IMPORTED)
def decide(token: str) -> ResponseReturnValue:
    """Take over what was handed in and publish it, or throw it away."""
    form, is_wanted = RecordingForm(), "take_over" in request.form
    back = redirect(url_for(".report", token=token, **chosen_reading().chosen), 303)
    if not form.validate_on_submit():
        flash(_("Nothing was written. Press the button once more."), "error")
        return back

    submit_once.answer_repeat(form)
    arriving = arrived_in(token) if is_wanted else None
    with submit_once.recording(form, leads_to=url_for("courses.courses")) as recording:
        queries.handed_in(db.session(), token, person_id=viewer().id)  # is it still there?
        actions.throw_away(db.session(), token, person_id=viewer().id)
        if arriving is None:
            return recording.done(_("Discarded. Nothing was written."), "message")
        before = before_writing()
        if not is_read_only(root()) and take_over(arriving, root=root()):
            recording.leads_to(url_for("courses.courses", _anchor=f"course-{arriving.course}"))
            note(AuditAct.LESSONS_IMPORTED, about=arriving.course)
            answer = recording.done()
            tell(publish_folder(before))
            return answer
    flash(_("Nothing was written: the folder of courses can’t be written."), "error")
    return back


@blueprint.get("/author/import/<token>/course.zip")
@open_to(Role.TRAINER, Role.ADMIN)
@exports
def would_be(token: str) -> ResponseReturnValue:
    """The files that would be written, to be laid into the folder by hand."""
    arriving = arrived_in(token)
    if not arriving.files:
        abort(404)
    return download(packed_files(arriving.course, arriving.files), f"{arriving.course}.zip")


@blueprint.get("/author/<course>/along")
@open_to(Role.TRAINER, Role.ADMIN)
def along(course: str) -> ResponseReturnValue:
    """What of a course can be taken along, and what would be lost."""
    takeable = queries.takeable(folder_of(course))
    return render_template("authoring/exchange/along.html", course=takeable)


@blueprint.get("/author/<course>/course.zip")
@open_to(Role.TRAINER, Role.ADMIN)
@exports
def course_zip(course: str) -> ResponseReturnValue:
    """A whole course as a zip file."""
    try:
        return download(packed(folder_of(course)), f"{course}.zip")
    except RefusedError:
        flash(_("This course is too large to be downloaded here."), "error")
        return redirect(url_for(".along", course=course), 303)


@blueprint.get("/author/<course>/<module>/questions.gift")
@open_to(Role.TRAINER, Role.ADMIN)
@exports
def module_gift(course: str, module: str) -> ResponseReturnValue:
    """The questions of a module as GIFT."""
    modules = queries.takeable(folder_of(course)).modules
    text = next(
        (takeable.text for takeable in modules if takeable.id == module and takeable.text), None
    )
    if text is None:
        abort(404)
    return download(text.encode(), f"{module}.gift", mimetype="text/plain")


def root() -> Path:
    """The folder of courses."""
    folder: Path = current_app.config["COURSES"]
    return folder


def folder_of(course: str) -> Path:
    """The folder of a course; 404 for a name that is none of the folder's courses."""
    if course not in queries.courses_in(root()):
        abort(404)
    return root() / course


def arrived_in(token: str) -> Arrival:
    """What would become of what the viewer handed in; 404 where it is not there."""
    return arrived(queries.handed_in(db.session(), token, person_id=viewer().id))


def arrived(handed_in: queries.HandedIn) -> Arrival:
    """What would become of a file that was handed in. Nobody who writes waits while it is read."""
    db.rest()
    file, chosen = (handed_in.name, handed_in.content), chosen_reading().chosen
    return arrival(
        [file],
        root=root(),
        into=handed_in.into,
        language=page_language(),
        spoken_in=spoken_in,
        **chosen,
    )


def chosen_reading() -> ReadAsForm:
    """As what the file is to be read: the address says it, so that the report and what is taken
    over are the same."""
    return ReadAsForm(request.args)


def download(content: bytes, name: str, *, mimetype: str = "application/zip") -> Response:
    """A file to keep."""
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
