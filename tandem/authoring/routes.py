"""What does a trainer see of the lessons, and how are they published now?"""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.authoring import queries
from tandem.authoring.forms import EditForm, NewModuleForm
from tandem.content import workshop
from tandem.content.attributes import slug
from tandem.content.folder import next_file, read_courses, write_module
from tandem.content.new import new_module_text
from tandem.publishing import actions as publishing
from tandem.publishing.queries import checked_courses, picture_addresses
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
        new_form=NewModuleForm(formdata=None),
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

    once.remember_result(form.form_id.data, url_for(".courses"))
    tell(publish_folder())
    return redirect(url_for(".courses"), 303)


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


@blueprint.route("/author/<course>/<module>/edit", methods=["GET", "POST"])
@open_to(Role.TRAINER, Role.ADMIN)
def edit(course: str, module: str) -> ResponseReturnValue:
    """Write a lesson: check it, see it as any role, save and publish it."""
    place = queries.place(db.session(), course=course, module=module)
    file = workshop.written(current_app.config["COURSES"] / course, place.file)
    form = EditForm(source=file.source, version=file.version)
    if request.method == "GET":
        return editor(place, form, file)
    if not form.validate_on_submit() or "save" not in request.form:
        return editor(place, form, file, status=400 if form.errors else 200)
    if workshop.conflict(file, version=form.version.data or "", source=form.text()):
        return editor(place, form, file, status=409)
    if once.earlier_result(form.form_id.data, now=clock.now()) is not None:
        return redirect(url_for(".edit", course=course, module=module), 303)
    if not write_module(file.path, form.text()):
        flash(
            _("The folder of courses cannot be written. Your text is still here: copy it."), "error"
        )
        return editor(place, form, file, status=409)

    tell(publish_folder())
    return redirect(url_for(".edit", course=course, module=module), 303)


@blueprint.post("/author/<course>/new")
@open_to(Role.TRAINER, Role.ADMIN)
def new(course: str) -> ResponseReturnValue:
    """Begin a module behind those that are there."""
    if slug(course) != course:
        abort(404)
    form, folder = NewModuleForm(), current_app.config["COURSES"] / course
    if not form.validate_on_submit() or not (folder / "course.md").is_file():
        flash(
            _("No module was begun. It needs a title, and a course whose folder is there."), "error"
        )
        return redirect(url_for(".courses"), 303)
    earlier = once.earlier_result(form.form_id.data, now=clock.now())
    if earlier is not None:
        return redirect(earlier, 303)

    name = slug(form.title.data)
    file = next_file(folder, name)
    if file is None or not write_module(file, new_module_text(form.title.data)):
        flash(_("There is a module of this name, or the folder cannot be written."), "error")
        return redirect(url_for(".courses"), 303)
    address = url_for(".edit", course=course, module=name)
    once.remember_result(form.form_id.data, address)
    tell(publish_folder())
    return redirect(address, 303)


@blueprint.get("/author/<course>/<module>/history")
@open_to(Role.TRAINER, Role.ADMIN)
def history(course: str, module: str) -> ResponseReturnValue:
    """Every revision of a module, and what one of them changed."""
    number = request.args.get("revision", type=int)
    found = queries.history(db.session(), course=course, module=module, number=number)
    form = RecordingForm(formdata=None)
    return render_template("authoring/history.html", history=found, form=form)


@blueprint.post("/author/<course>/<module>/history/<int:number>")
@open_to(Role.TRAINER, Role.ADMIN)
def publish_again(course: str, module: str, number: int) -> ResponseReturnValue:
    """Write an earlier text into the module's file and publish it as the newest revision."""
    found = queries.history(db.session(), course=course, module=module, number=number)
    back = redirect(url_for(".history", course=course, module=module), 303)
    form, folder = RecordingForm(), current_app.config["COURSES"]
    if not form.validate_on_submit() or found.shown.number != number:
        flash(_("Nothing was published. Reload the page and try again."), "error")
        return back
    if once.earlier_result(form.form_id.data, now=clock.now()) is not None:
        return back
    if not write_module(folder / course / found.file, found.shown.source):
        flash(_("The folder of courses cannot be written. Nothing was published."), "error")
        return back

    tell(publish_folder())
    return back


def publish_folder() -> publishing.Report:
    """Publish what lies in the folder of courses, in the viewer's name, and commit."""
    courses = read_courses(current_app.config["COURSES"])
    report = publishing.publish(db.session(), courses, by_id=viewer().id, now=clock.now())
    db.session().commit()
    return report


def editor(
    place: queries.Place, form: EditForm, file: workshop.Written, *, status: int = 200
) -> ResponseReturnValue:
    """The page to write on: the text, what the checker says, and how it will be read."""
    folder = current_app.config["COURSES"] / place.course
    found = workshop.checked(folder, place.file, source=form.text())
    lost = workshop.conflict(file, version=form.version.data or "", source=form.text())
    form.version.data = file.version
    shown = None
    if found.module is not None:
        addresses = picture_addresses(db.session(), place.course_id)
        lesson = workshop.shown(found.module, addresses)
        shown = queries.preview_of(lesson, form.role(), course=place.title)
    page = render_template(
        "authoring/edit.html", place=place, form=form, checked=found, shown=shown, lost=lost
    )
    return page, status


def tell(report: publishing.Report) -> None:
    """Say what was published and what was not."""
    count = len(report.published)
    if count:
        flash(ngettext("%(num)s module is new.", "%(num)s modules are new.", count), "success")
    if report.errors:
        flash(_("Some files have errors. What was published before stays served."), "error")
    elif not count:
        flash(_("Everything is up to date."), "success")
