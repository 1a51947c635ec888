"""How does a trainer withdraw a module: what will happen, and then yes?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.authoring.exchange.actions import hand_in, taken_over
from tandem.authoring.publishing.telling import before_writing, is_read_only, publish_folder
from tandem.authoring.withdrawal import actions, queries
from tandem.authoring.withdrawal.forms import WithdrawModuleForm
from tandem.authoring.withdrawal.queries import Leaving
from tandem.content.files.bundle import bundle, lay_back
from tandem.content.files.saving import take_away
from tandem.models import Course, Person
from tandem.models.locking import hold
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("withdrawal", __name__)
UNDO = "withdrawal.undo_withdrawal"
PAGE = "/author/<course>/<module>/withdraw"


@blueprint.get(PAGE)
@open_to(Role.TRAINER, Role.ADMIN)
def ask(course: str, module: str) -> ResponseReturnValue:
    """What will happen. Nothing has happened yet."""
    leaving = leaving_of(course, module)
    return render_template(
        "authoring/withdrawal/ask.html",
        leaving=leaving,
        form=WithdrawModuleForm.shown(leaving),
        course=course,
    )


@blueprint.post(PAGE)
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.LESSON_WITHDRAWN)
def withdraw(course: str, module: str) -> ResponseReturnValue:
    """Take the files away and publish. Sent twice is sent once."""
    form, leaving = WithdrawModuleForm(), leaving_of(course, module)
    to_list = url_for("courses.courses", _anchor=f"course-{course}")
    if refused := refusal(form, leaving):
        submit_once.answer_repeat(form)
        return nothing_done(leaving, refused)
    if leaving.is_published or form.keep.data:
        keep_unpublished(leaving)

    # The drafts are safe; only now, and only if the files are still those, does anything go.
    with submit_once.recording(form, leads_to=to_list) as recording:
        hold(db.session(), Course.slug == course)
        if refused := refusal(form, leaving_of(course, module)):
            return nothing_done(leaving, refused)
        token, before = keep_for_undo(course, module, leaving), before_writing()
        if not take_away(leaving.own.file.path.parent, leaving.names):
            return nothing_done(leaving, _("The folder of courses can’t be written."))
        offer = undo.signed(UNDO, [course, token])
        place = f"course-{course}"
        recording.leads_to(url_for("courses.courses", undo=offer, _anchor=place))
        note(AuditAct.LESSON_WITHDRAWN, about=f"{course}/{module}")
        answer = recording.done()
        has_errors = bool(publish_folder(before).errors)
        tell(form, leaving, has_errors=has_errors)
        return answer


@blueprint.post("/author/undo-withdrawal")
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.REVISION_RESTORED)
def undo_withdrawal() -> ResponseReturnValue:
    """Lay the files back that were just taken away, and publish."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("courses.courses"))
    course, token = facts
    to_list = url_for("courses.courses", _anchor=f"course-{course}")
    with submit_once.recording(form, leads_to=to_list) as recording:
        hold(db.session(), Course.slug == course)
        kept, before = taken_over(db.session(), token, person_id=viewer().id), before_writing()
        folder = current_app.config["COURSES"] / course
        if kept is not None and not is_read_only(folder) and lay_back(folder, kept):
            note(AuditAct.REVISION_RESTORED, about=course)
            answer = recording.done(_("Undone: the module is there as before."))
            publish_folder(before)
            return answer
    return undo.too_late(to_list)


def keep_for_undo(course: str, module: str, leaving: Leaving) -> str:
    """Keep the files for a day as they are; gives what names them."""
    return hand_in(
        db.session(),
        bundle(leaving.own.file.path.parent, leaving.names),
        name=module,
        into=course,
        person_id=viewer().id,
        now=clock.now(),
    )


def leaving_of(course: str, module: str) -> Leaving:
    """The module as the viewer would withdraw it; 404 where there is none."""
    root = current_app.config["COURSES"]
    return queries.leaving(
        db.session(),
        course=course,
        module=module,
        root=root,
        person_id=viewer().id,
        read_only=is_read_only(root / course),
    )


def refusal(form: WithdrawModuleForm, leaving: Leaving) -> str:
    """Why nothing may be taken away; empty where all is as it was shown."""
    if not form.validate_on_submit():
        return str(_("This page was out of date."))
    if leaving.own.read_only:
        return str(_("The folder of courses is read-only here."))
    if not leaving.has_file:
        return str(_("Its file is gone already."))
    if form.version.data != leaving.version:
        return str(_("A file has changed since this page was shown. Look at it again."))
    if leaving.in_the_way:
        return str(_("Your draft stands in the way."))
    return ""


def keep_unpublished(leaving: Leaving) -> None:
    """Keep what no revision says as drafts of the viewer's."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        actions.keep_unpublished(session, leaving, person_id=viewer().id, now=clock.now())


def nothing_done(leaving: Leaving, why: str) -> ResponseReturnValue:
    """To the page again, which says how it is now."""
    flash(_("Nothing was withdrawn. %(why)s", why=why), "error")
    place = leaving.own.place
    return redirect(url_for(".ask", course=place.course, module=place.file_of), 303)


def tell(form: WithdrawModuleForm, leaving: Leaving, *, has_errors: bool) -> None:
    """Say what has gone and where its text is now."""
    if leaving.is_published:
        flash(
            _(
                "Withdrawn: %(title)s. What was completed and written is kept. Edit and save it"
                " to restore it.",
                title=leaving.title,
            ),
            "success",
        )
    elif form.keep.data:
        flash(_("The file is gone. What it said is kept as your draft."), "success")
    else:
        flash(_("The file is gone."), "success")
    if leaving.is_published and leaving.unpublished:
        flash(_("What was never published is kept as your draft."))
    if has_errors:
        flash(_("Some files have errors. What was published before stays live."), "error")
