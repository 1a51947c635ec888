"""What does a trainer see of the lessons, and how are they published now?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.courses import queries
from tandem.authoring.insights.queries import summaries
from tandem.authoring.publishing.telling import (
    before_writing,
    is_read_only,
    publish_folder,
    tell,
)
from tandem.library.served import library
from tandem.progress.first_steps.queries import first_steps
from tandem.terms import READERS, AuditAct, Beginner, Role
from tandem.together.tryout.fields import done_after
from tandem.together.tryout.view import Done, tryout
from tandem.web import db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.languages import tongue
from tandem.web.viewer import viewer

blueprint = Blueprint("courses", __name__)


@blueprint.get("/author/")
@open_to(Role.TRAINER, Role.ADMIN)
def courses() -> ResponseReturnValue:
    """Every course and module, what is served, and what the checker said."""
    root = current_app.config["COURSES"]
    listed = queries.listed_courses(db.session(), root=root, person_id=viewer().id)
    title = " ".join(request.args.get("title", "").split())
    return render_template(
        "authoring/courses/courses.html",
        courses=queries.titled(listed, title),
        title=title,
        first_steps=first_steps(db.session(), viewer().id, Beginner.TRAINER, roles=viewer().roles),
        faults=queries.faults(listed),
        summaries=summaries(db.session()),
        form=RecordingForm(formdata=None),
        read_only=is_read_only(root),
    )


@blueprint.post("/author/publish")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSONS_PUBLISHED)
def publish() -> ResponseReturnValue:
    """Check and publish the folder of courses now."""
    form = RecordingForm()
    folder = current_app.config["COURSES"]
    if not form.validate_on_submit() or not folder.is_dir():
        flash(_("Nothing was published: the folder of courses is missing."), "error")
        return redirect(url_for(".courses"), 303)

    with submit_once.recording(form, leads_to=url_for(".courses")) as recording:
        note(AuditAct.LESSONS_PUBLISHED)
        answer = recording.done()
        tell(publish_folder(before_writing()))
        return answer


@blueprint.get("/author/<course>/<module>/")
@open_to(Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A module as a rep, a support person or a leader reads it. Nothing is recorded."""
    return module_page(course, module, Done())


@blueprint.post("/author/<course>/<module>/")
@open_to(Role.TRAINER, Role.ADMIN)
def play_module(course: str, module: str) -> ResponseReturnValue:
    """The same page one move further, or with the answers checked. It writes nothing."""
    lesson = library(db.session()).course(course).module(module).lesson
    return module_page(course, module, done_after(lesson, role_wanted(), request.form))


def role_wanted() -> Role:
    """As whom the module is read."""
    wanted = request.args.get("as", "")
    return Role(wanted) if wanted in set(READERS) else Role.REP


def module_page(course: str, module: str, done: Done) -> str:
    """The page of a module, played and marked so far."""
    shelf, role = library(db.session()).course(course), role_wanted()
    face: dict[str, Any] = {"as": role}
    return render_template(
        "authoring/courses/module.html",
        shown=tryout(shelf.module(module).lesson, role, done, is_writer=True),
        eyebrow=shelf.title,
        eyebrow_tongue=tongue(shelf.language),
        readers=READERS,
        course=course,
        module=module,
        here=url_for(".play_module", course=course, module=module, **face),
        anew=url_for(".module", course=course, module=module, **face, _anchor="quiz"),
        form=RecordingForm(formdata=None),
    )
