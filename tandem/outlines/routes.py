"""How does a trainer begin a course or a module, and put modules in order?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.routes import is_read_only, publish_folder, tell
from tandem.content import order
from tandem.content.folder import write_cover, write_module
from tandem.content.new import name_from, new_course_text, new_module_text
from tandem.content.workshop import ABSENT, COVER
from tandem.outlines.forms import TitleForm
from tandem.terms import Role
from tandem.web import clock, db, once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer
from tandem.writing import actions, queries
from tandem.writing.queries import Place

blueprint = Blueprint("outlines", __name__)


@blueprint.post("/author/new")
@open_to(Role.TRAINER, Role.ADMIN)
def new_course() -> ResponseReturnValue:
    """Begin a course with its cover."""
    form, session = TitleForm(), db.session()
    if not form.validate_on_submit():
        return nothing_begun(_("No course was begun."), form)
    earlier = once.earlier_result(form.form_id.data, now=clock.now())
    if earlier is not None:
        return redirect(earlier or url_for("authoring.courses"), 303)

    name, text = name_from(form.title.data), new_course_text(form.title.data)
    place = actions.begin_course(session, slug=name, title=form.title.data, now=clock.now())
    if place is None:
        return nothing_begun(_("There is a course of this name."))
    root = current_app.config["COURSES"]
    if is_read_only(root):
        keep_as_draft(place, text)
    elif not write_cover(root / name, text):
        return nothing_begun(_("The folder of courses cannot be written."))
    return begun(form, place)


@blueprint.post("/author/<course>/new")
@open_to(Role.TRAINER, Role.ADMIN)
def new_module(course: str) -> ResponseReturnValue:
    """Begin a module behind those that are there."""
    form, session = TitleForm(), db.session()
    where = queries.place(session, course=course, module=COVER)
    if not form.validate_on_submit():
        return nothing_begun(_("No module was begun."), form)
    earlier = once.earlier_result(form.form_id.data, now=clock.now())
    if earlier is not None:
        return redirect(earlier or url_for("authoring.courses"), 303)

    folder, name = current_app.config["COURSES"] / course, name_from(form.title.data)
    text = new_module_text(form.title.data)
    place = actions.begin_module(session, where, slug=name, folder=folder, now=clock.now())
    if place is None:
        return nothing_begun(_("There is a module of this name."))
    if is_read_only(folder):
        keep_as_draft(place, text)
    elif not write_module(folder / place.file, text):
        return nothing_begun(_("The folder of courses cannot be written."))
    return begun(form, place)


@blueprint.post("/author/<course>/<module>/move")
@open_to(Role.TRAINER, Role.ADMIN)
def move(course: str, module: str) -> ResponseReturnValue:
    """Let a module change places with its neighbour: the numbers of the files change."""
    form = RecordingForm()
    place = queries.place(db.session(), course=course, module=module)
    folder = current_app.config["COURSES"] / place.course
    back = redirect(url_for("authoring.courses", _anchor=f"course-{course}"), 303)
    if not form.validate_on_submit() or is_read_only(folder):
        flash(_("Nothing was moved."), "error")
        return back
    if once.earlier_result(form.form_id.data, now=clock.now()) is not None:
        return back

    by = -1 if request.form.get("to") == "up" else 1
    plan = order.moved([path.name for path in folder.glob("*.md")], module, by=by)
    if not plan or not order.rename(folder, plan):
        flash(_("Nothing was moved."), "error")
        return back
    tell(publish_folder())
    return back


def keep_as_draft(place: Place, text: str) -> None:
    """Keep the first text of something new as the viewer's draft."""
    facts = {"source": text, "base": "", "version": ABSENT, "tab": ""}
    actions.keep_draft(db.session(), place, person_id=viewer().id, now=clock.now(), **facts)


def begun(form: TitleForm, place: Place) -> ResponseReturnValue:
    """Go to the new text."""
    address = url_for("writing.edit", course=place.course, module=place.file_of)
    once.remember_result(form.form_id.data, address)
    if is_read_only(current_app.config["COURSES"]):
        db.session().commit()
    else:
        tell(publish_folder())
    return redirect(address, 303)


def nothing_begun(why: str, form: TitleForm | None = None) -> ResponseReturnValue:
    """Back to the list, saying why; nothing is recorded."""
    db.session().rollback()
    faults = form.errors.values() if form else ()
    flash(" ".join([why, *(str(said) for one in faults for said in one)]), "error")
    return redirect(url_for("authoring.courses"), 303)
