"""Which revisions are there, and how does one come back: into the file, or as a draft?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.editor import actions
from tandem.authoring.editor.desk import back, desk_of, keep_as
from tandem.authoring.editor.queries import Desk, draft_row, was_published
from tandem.authoring.history import queries
from tandem.authoring.publishing.telling import (
    before_writing,
    is_read_only,
    publish_folder,
    tell,
)
from tandem.content.files.folder import write_module
from tandem.content.files.workshop import hash_of
from tandem.models import Course, Person
from tandem.models.locking import hold
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.filters import number_in
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("history", __name__)
REVISION = "/author/<course>/<module>/history/<int:number>"


@blueprint.get("/author/<course>/<module>/history")
@open_to(Role.TRAINER, Role.ADMIN)
def history(course: str, module: str) -> ResponseReturnValue:
    """Every revision of a module, and what one of them changed."""
    number, page = (number_in(request.args.get(name)) for name in ("revision", "page"))
    past = queries.history(
        db.session(), course=course, module=module, number=number, page=page or 1
    )
    return render_template(
        "authoring/history/history.html",
        history=past,
        form=RecordingForm(formdata=None),
        read_only=is_read_only(current_app.config["COURSES"] / course),
    )


@blueprint.post(REVISION)
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.REVISION_RESTORED)
def publish_again(course: str, module: str, number: int) -> ResponseReturnValue:
    """Write an earlier text into the module's file and publish it as the newest revision."""
    desk, form = desk_of(course, module), RecordingForm()
    source = queries.revision_source(db.session(), desk.place, number)
    to_history = url_for("history.history", course=course, module=module)
    if not form.validate_on_submit() or desk.read_only:
        flash(_("Nothing was published: the folder of courses can’t be written."), "error")
        return redirect(to_history, 303)

    with db.writing():
        is_kept, version = keep_replaced(course, module, source)
    # The text is safe; only now, and only if the file still says it, is it replaced.
    with submit_once.recording(form, leads_to=to_history) as recording:
        # The form that was sent points to the viewer: whoever keeps a draft of theirs waits, too.
        hold(db.session(), Course.slug == course)
        desk, before = desk_of(course, module), before_writing(source=source)
        if is_kept and desk.file.version != version:
            why = _("A file has changed since this page was shown. Look at it again.")
        elif not is_kept or not stands_elsewhere(desk):
            why = _("The file holds a text that was never published, and you have a draft.")
        elif not write_module(desk.file.path, source):
            why = _("The folder of courses can’t be written. Nothing was published.")
        else:
            note(AuditAct.REVISION_RESTORED, about=f"{course}/{module}", detail=str(number))
            answer = recording.done()
            tell(publish_folder(before))
            return answer
    flash(why, "error")
    return redirect(to_history, 303)


@blueprint.post(f"{REVISION}/draft")
@open_to(Role.TRAINER, Role.ADMIN)
def take_up(course: str, module: str, number: int) -> ResponseReturnValue:
    """Take an earlier revision up as one's draft, where the file cannot be written."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        desk = desk_of(course, module)
        source = queries.revision_source(session, desk.place, number)
        if desk.draft is None:
            keep_as(desk, source, base=desk.file.source, version=desk.file.version, tab="")
    if desk.draft is not None:
        flash(_("You have a draft of this file already. Download or discard it first."), "error")
    return back(desk)


def keep_replaced(course: str, module: str, source: str) -> tuple[bool, str]:
    """Keep the text that `source` will replace as a draft, unless a revision says it.

    False where there is a draft already: nothing may be lost. And the version of that text.
    """
    session = db.session()
    hold(session, Person.id == viewer().id)
    desk = desk_of(course, module)
    text, version = desk.file.source, desk.file.version
    if is_published(desk):
        return True, version
    if desk.draft is not None:
        return False, version
    facts = {"source": text, "base": source, "version": hash_of(source), "tab": ""}
    actions.keep_draft(session, desk.place, person_id=viewer().id, now=clock.now(), **facts)
    flash(_("What the file said was never published. It is kept as your draft."))
    return True, version


def is_published(desk: Desk) -> bool:
    """Does a revision say what the file says, or is there no file?"""
    is_empty = not desk.file.source
    return is_empty or was_published(db.session(), desk.place, desk.file.published_as)


def stands_elsewhere(desk: Desk) -> bool:
    """Is what the file says kept by a revision, or by the viewer's draft?"""
    draft = draft_row(db.session(), desk.place, person_id=viewer().id)
    return is_published(desk) or (draft is not None and draft.source == desk.file.source)
