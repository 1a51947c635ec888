"""How does a trainer write: open a file, look at it as any role, keep it, save it?"""

from __future__ import annotations

from flask import (
    Blueprint,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from tandem.authoring.editor import actions, queries
from tandem.authoring.editor.desk import (
    back,
    desk_of,
    edit_address,
    editor,
    is_taken,
    keep,
    keep_put_together,
)
from tandem.authoring.editor.desk import look as desk_look
from tandem.authoring.editor.forms import EditForm, MergeForm, choices_in
from tandem.authoring.editor.queries import Desk
from tandem.authoring.publishing.telling import (
    before_writing,
    publish_folder,
    tell_of,
    tell_of_picture,
)
from tandem.content.comparing import merging
from tandem.content.comparing.bounded import bounded_pieces
from tandem.content.files.folder import write_module
from tandem.content.files.workshop import ABSENT, hash_of, is_cover, plain
from tandem.content.fixes import fix_of
from tandem.models import Course, Person
from tandem.models.locking import hold
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.languages import known_languages, tongue
from tandem.web.scripts import wants_json
from tandem.web.upload_limits import fields_before_files, is_unread, takes_up_to
from tandem.web.viewer import viewer

blueprint = Blueprint("editor", __name__)
FILE = "/author/<course>/<module>"
# With the text an image may be sent that is far too large: so it can be said beside the text.
LARGEST_SENT = 32 * 1024 * 1024


@blueprint.get(f"{FILE}/edit")
@open_to(Role.TRAINER, Role.ADMIN)
def edit(course: str, module: str) -> ResponseReturnValue:
    """The text to write on: the draft where there is one, else the file."""
    desk = desk_of(course, module)
    return editor(desk, EditForm.opened(desk))


@blueprint.post(f"{FILE}/edit")
@open_to(Role.TRAINER, Role.ADMIN)
@takes_up_to(LARGEST_SENT)
@records(AuditAct.LESSON_SAVED, AuditAct.TRANSLATION_SAVED)
def save(course: str, module: str) -> ResponseReturnValue:
    """Write the file and publish it; where the folder is read-only, keep the draft."""
    desk, form = desk_of(course, module), EditForm()
    if not form.validate_on_submit():
        return editor(desk, form, status=400)
    tell_of_picture(form.picture.data)
    if is_taken(desk, form):
        return merge_page(desk, form, against=queries.Theirs.DRAFT)
    if desk.read_only:
        said = _("Kept as your draft: the folder of courses is read-only here.")
        return kept(desk, form, said, kind="success")

    with submit_once.recording(form, leads_to=edit_address(desk)) as recording:
        hold(db.session(), Course.slug == course)
        desk, before = desk_of(course, module), before_writing(source=form.text())
        is_other = desk.file.is_other(version=form.version.data or "", source=form.text())
        if not is_other and not is_taken(desk, form) and write_module(desk.file.path, form.text()):
            actions.throw_away(db.session(), desk.place, person_id=viewer().id)
            note_saved(desk)
            answer = recording.done()
            tell_of(f"{desk.place.course}/{desk.place.file}", publish_folder(before))
            return answer
    if is_other:
        return put_together(desk, form)
    said = _("The file can’t be written. Your text is kept as a draft.")
    return kept(desk, form, said, kind="error")


def note_saved(desk: Desk) -> None:
    """Let the log say which file was written."""
    act = AuditAct.TRANSLATION_SAVED if desk.place.language else AuditAct.LESSON_SAVED
    note(act, about=f"{desk.place.course}/{desk.place.file_of}")


def kept(desk: Desk, form: EditForm, text: str, *, kind: str) -> ResponseReturnValue:
    """Keep the text as a draft and say so; or show what another page kept meanwhile."""
    if not keep(desk, form):
        return taken_page(desk, form)
    flash(text, kind)
    return back(desk)


@blueprint.post(f"{FILE}/look")
@open_to(Role.TRAINER, Role.ADMIN)
@takes_up_to(LARGEST_SENT)
def look(course: str, module: str) -> ResponseReturnValue:
    """What the checker says of a text, and how a role will read it. Nothing is recorded."""
    desk, form = desk_of(course, module), EditForm()
    if not wants_json():
        tell_of_picture(form.picture.data)
        return editor(desk, form)
    looked = desk_look(desk, form)
    return jsonify(
        messages=render_template(
            "authoring/editor/_messages.html", checked=looked.checked, fix_of=fix_of
        ),
        noticed=render_template("authoring/editor/_noticed.html", noticed=looked.noticed),
        preview=render_template(
            "authoring/editor/_preview.html",
            shown=looked.shown,
            eyebrow=desk.place.title,
            eyebrow_tongue=tongue(desk.place.course_language),
            here=url_for(".look", course=course, module=module),
            anew="#anew",
        ),
    )


@blueprint.post(f"{FILE}/draft")
@open_to(Role.TRAINER, Role.ADMIN)
@takes_up_to(LARGEST_SENT)
def draft(course: str, module: str) -> ResponseReturnValue:
    """Keep the text under way. Kept twice is kept once."""
    desk, form = desk_of(course, module), EditForm()
    if not form.validate_on_submit():
        return editor(desk, form, status=400)
    tell_of_picture(form.picture.data)
    if wants_json() and submit_once.was_recorded(form):
        return not_kept(desk, _("This page was saved before, so its text is no longer kept."))
    if is_taken(desk, form):
        if wants_json():
            return not_kept(desk, _("Another page of yours keeps a different text of this file."))
        return merge_page(desk, form, against=queries.Theirs.DRAFT)

    time = clock.time_of_day(clock.now())
    if not wants_json():
        return kept(desk, form, _("Kept as your draft at %(time)s.", time=time), kind="success")
    if not keep(desk, form):
        return not_kept(desk, _("Another page of yours keeps a different text of this file."))
    return jsonify(saved_at=time)


@blueprint.post(f"{FILE}/draft/discard")
@open_to(Role.TRAINER, Role.ADMIN)
def discard(course: str, module: str) -> ResponseReturnValue:
    """Throw the draft away and go back to the file."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        desk = desk_of(course, module)
        is_same = request.form.get("kept") == desk.kept
        if is_same:
            actions.throw_away(session, desk.place, person_id=viewer().id)
    if is_same:
        flash(_("The draft is gone. This is the file."), "success")
    else:
        flash(_("Your draft has changed meanwhile, so it was kept. Look at it again."), "error")
    return back(desk)


@blueprint.post(f"{FILE}/merge")
@open_to(Role.TRAINER, Role.ADMIN)
def merge(course: str, module: str) -> ResponseReturnValue:
    """Put two texts together as was chosen; the result is a draft to look at and save."""
    desk, form = desk_of(course, module), MergeForm()
    if not form.validate_on_submit():
        flash(_("Nothing was put together. Your draft is as it was."), "error")
        return back(desk)
    theirs = queries.theirs_shown(desk, form.theirs.data or "")
    if theirs is None or is_taken(desk, form):
        against = queries.Theirs.FILE if theirs is None else queries.Theirs.DRAFT
        return merge_page(desk, form, against=against)

    pieces = bounded_pieces(form.base_text(), theirs=plain(theirs.source), mine=form.text())
    text = merging.put_together(pieces, choices_in(request.form))
    if not keep_put_together(desk, form, text, base=theirs.base, version=theirs.version):
        return taken_page(desk, form)
    flash(_("Both texts are put together in your draft. Look at it, then save it."), "success")
    return back(desk)


@blueprint.get(f"{FILE}/language")
@open_to(Role.TRAINER, Role.ADMIN)
def other_language(course: str, module: str) -> ResponseReturnValue:
    """To the same text in the language that was chosen."""
    chosen = request.args.get("language", "")
    name = module.removesuffix(".md")
    if chosen not in dict(known_languages()):
        return redirect(url_for(".edit", course=course, module=module), 303)
    file = f"{name}.{chosen}" + (".md" if is_cover(module) else "")
    return redirect(url_for(".edit", course=course, module=file), 303)


@blueprint.errorhandler(413)
def too_large(error: HTTPException) -> ResponseReturnValue:
    """More was sent than is taken in, so it was not even read: what now?"""
    if wants_json():
        message = _("That was too much at once: a text has at most 1 MB, an image 2 MB.")
        return jsonify(error=message, said=message, path=""), 413
    if request.max_content_length != LARGEST_SENT:  # a visitor: nothing of anybody's is shown
        return render_template("errors/error.html", code=413), 413
    words = request.view_args or {}
    desk, form = desk_of(**words), EditForm(formdata=fields_before_files())
    if form.validate():
        keep(desk, form)
    page = "authoring/editor/too_large.html"
    return render_template(page, desk=desk_of(**words), is_whole=is_unread()), 413


def put_together(desk: Desk, form: EditForm) -> ResponseReturnValue:
    """The file changed meanwhile: both changes in one draft, or the page where to choose."""
    if desk.file.version == ABSENT:
        if not keep_put_together(desk, form, form.text(), base="", version=ABSENT):
            return taken_page(desk, form)
        flash(
            _(
                "Somebody took this file away while you were writing. Your text is kept as your "
                "draft. To lay the file again, look at it and save it again."
            ),
            "error",
        )
        return back(desk)
    pieces = bounded_pieces(form.base_text(), theirs=plain(desk.file.source), mine=form.text())
    if merging.clashes(pieces):
        if not keep(desk, form):
            return taken_page(desk, form)
        form.kept.data = hash_of(form.text())
        return merge_page(desk, form, against=queries.Theirs.FILE)
    text = merging.put_together(pieces, {})
    file = desk.file
    if not keep_put_together(desk, form, text, base=file.source, version=file.version):
        return taken_page(desk, form)
    flash(
        _(
            "Somebody changed this file meanwhile. Both changes are in your draft now: "
            "look at it, then save it."
        )
    )
    return back(desk)


def taken_page(desk: Desk, form: EditForm | MergeForm) -> ResponseReturnValue:
    """One's own text beside the one that another page of the same person kept meanwhile."""
    desk = desk_of(desk.place.course, desk.place.file_of)
    return merge_page(desk, form, against=queries.Theirs.DRAFT)


def merge_page(
    desk: Desk, form: EditForm | MergeForm, *, against: queries.Theirs
) -> ResponseReturnValue:
    """One's own text and another one, piece by piece."""
    theirs = queries.theirs(desk, against)
    base = theirs.base if against is queries.Theirs.DRAFT else form.base_text()
    pieces = bounded_pieces(base, theirs=plain(theirs.source), mine=form.text())
    own = MergeForm(
        formdata=None,
        source=form.text(),
        base=base,
        version=theirs.version,
        kept=form.kept.data if against is queries.Theirs.FILE else desk.kept,
        theirs=hash_of(theirs.source),
    )
    page = render_template(
        "authoring/editor/merge.html", desk=desk, form=own, pieces=pieces, against=against
    )
    return page, 409


def not_kept(desk: Desk, error: str) -> ResponseReturnValue:
    """A script's text was not kept, and why."""
    return jsonify(
        error=error, at=edit_address(desk), see=_("Open this file again"), lost=True
    ), 409
