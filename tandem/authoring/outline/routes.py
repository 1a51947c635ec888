"""How does a trainer begin a course or a module, and put modules in order?"""

from __future__ import annotations

from functools import partial

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.editor import actions, queries
from tandem.authoring.editor.queries import FilePlace
from tandem.authoring.outline.forms import TitleForm
from tandem.authoring.publishing.meanwhile import BeforeWriting
from tandem.authoring.publishing.telling import (
    before_writing,
    is_read_only,
    publish_folder,
    tell,
)
from tandem.content.files import order
from tandem.content.files.folder import write_cover, write_module
from tandem.content.files.new import name_from, new_course_text, new_module_text
from tandem.content.files.workshop import ABSENT, COVER
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.languages import language_of_starters, page_language
from tandem.web.viewer import viewer
from tandem.web.words import spoken_in

blueprint = Blueprint("outline", __name__)


@blueprint.post("/author/new")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSON_BEGUN)
def new_course() -> ResponseReturnValue:
    """Begin a course with its cover."""
    form = TitleForm()
    if not form.validate_on_submit():
        return nothing_begun(_("No course was begun."), form)

    root, title = current_app.config["COURSES"], form.title.data
    language = page_language()
    name = name_from(title)
    text = new_course_text(title, language=language, spoken=partial(spoken_in, language=language))
    with submit_once.recording(form, leads_to=url_for("courses.courses")) as recording:
        before = before_writing(source=text)
        place = actions.begin_course(db.session(), slug=name, title=title, now=clock.now())
        if place is None:
            return nothing_begun(_("There is a course of this name."))
        if is_read_only(root):
            keep_as_draft(place, text)
        elif not write_cover(root / name, text):
            return nothing_begun(_("The folder of courses can’t be written."))
        return begun(recording, place, before)


@blueprint.post("/author/<course>/new")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSON_BEGUN)
def new_module(course: str) -> ResponseReturnValue:
    """Begin a module behind those that are there."""
    form, where = TitleForm(), queries.place(db.session(), course=course, module=COVER)
    if not form.validate_on_submit():
        return nothing_begun(_("No module was begun."), form)

    folder, name = current_app.config["COURSES"] / course, name_from(form.title.data)
    language = language_of_starters(where.course_language)
    text = new_module_text(form.title.data, spoken=partial(spoken_in, language=language))
    with submit_once.recording(form, leads_to=url_for("courses.courses")) as recording:
        before = before_writing(source=text)
        place = actions.begin_module(db.session(), where, slug=name, folder=folder, now=clock.now())
        if place is None:
            return nothing_begun(_("There is a module of this name."))
        if is_read_only(folder):
            keep_as_draft(place, text)
        elif not write_module(folder / place.file, text):
            return nothing_begun(_("The folder of courses can’t be written."))
        return begun(recording, place, before)


@blueprint.post("/author/<course>/<module>/move")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSONS_REORDERED)
def move(course: str, module: str) -> ResponseReturnValue:
    """Let a module change places with its neighbour: the numbers of the files change."""
    form = RecordingForm()
    place = queries.place(db.session(), course=course, module=module)
    folder = current_app.config["COURSES"] / place.course
    to_list = url_for("courses.courses", _anchor=f"course-{course}")
    if not form.validate_on_submit() or is_read_only(folder):
        flash(_("Nothing was moved."), "error")
        return redirect(to_list, 303)

    by = -1 if request.form.get("to") == "up" else 1
    with submit_once.recording(form, leads_to=to_list) as recording:
        before = before_writing()
        plan = order.moved([path.name for path in folder.glob("*.md")], module, by=by)
        if plan and order.rename(folder, plan):
            note(AuditAct.LESSONS_REORDERED, about=f"{course}/{module}")
            answer = recording.done()
            tell(publish_folder(before))
            return answer
    flash(_("Nothing was moved."), "error")
    return redirect(to_list, 303)


def keep_as_draft(place: FilePlace, text: str) -> None:
    """Keep the first text of something new as the viewer's draft."""
    facts = {"source": text, "base": "", "version": ABSENT, "tab": ""}
    actions.keep_draft(db.session(), place, person_id=viewer().id, now=clock.now(), **facts)


def begun(
    recording: submit_once.Recording, place: FilePlace, before: BeforeWriting
) -> ResponseReturnValue:
    """Go to the new text."""
    recording.leads_to(url_for("editor.edit", course=place.course, module=place.file_of))
    note(AuditAct.LESSON_BEGUN, about=f"{place.course}/{place.file_of}")
    answer = recording.done()
    if not is_read_only(current_app.config["COURSES"]):
        tell(publish_folder(before))
    return answer


def nothing_begun(why: str, form: TitleForm | None = None) -> ResponseReturnValue:
    """Back to the list, saying why; nothing is recorded."""
    faults = form.errors.values() if form else ()
    flash(" ".join([why, *(str(message) for messages in faults for message in messages)]), "error")
    return redirect(url_for("courses.courses"), 303)
