"""What lies on a trainer's desk, and how is it kept and shown?"""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tandem.authoring.editor import actions, queries
from tandem.authoring.editor.forms import EditForm, MergeForm
from tandem.authoring.editor.queries import Desk
from tandem.authoring.publishing.telling import is_read_only
from tandem.content.files.pictures import TakenPicture
from tandem.content.files.workshop import is_cover
from tandem.content.fixes import fix_of
from tandem.content.lesson import Lesson
from tandem.content.own_words import tool_names
from tandem.content.pieces import COVER_PIECES, PIECES
from tandem.models import Person
from tandem.models.locking import hold
from tandem.terms import Role
from tandem.together.tryout.fields import done_after
from tandem.together.tryout.view import Done
from tandem.web import clock, db
from tandem.web.languages import known_languages, language_of_starters
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer


def desk_of(course: str, module: str) -> Desk:
    """What lies on the viewer's desk for a file; 404 where there is none."""
    session, root = db.session(), current_app.config["COURSES"]
    where = queries.place(session, course=course, module=module)
    read_only = is_read_only(root / where.course)
    return queries.desk(session, where, root=root, person_id=viewer().id, read_only=read_only)


def back(desk: Desk) -> ResponseReturnValue:
    """To the text again."""
    return redirect(edit_address(desk), 303)


def editor(
    desk: Desk, form: EditForm, *, status: int = 200, taken: TakenPicture | None = None
) -> ResponseReturnValue:
    """The page to write on: the text, what the checker says, and how it will be read."""
    looked = look(desk, form)
    page = render_template(
        "authoring/editor/edit.html",
        desk=desk,
        form=form,
        checked=looked.checked,
        shown=looked.shown,
        noticed=looked.noticed,
        taken=taken,
        rep=Role.REP,
        support=Role.SUPPORT,
        pieces=COVER_PIECES if is_cover(desk.place.file) else PIECES,
        pieces_language=language_of_starters(desk.place.language or desk.place.course_language),
        fix_of=fix_of,
        all_languages=known_languages(),
    )
    return page, status


def look(desk: Desk, form: EditForm) -> queries.Look:
    """What the checker says of a form's text, and how it will be read.

    While that is found out, nothing is read or held: whoever writes waits for no preview.
    """
    around, names = queries.surroundings(db.session(), desk), tool_names(own_words())
    db.rest()
    return queries.look(
        desk,
        around,
        source=form.text(),
        role=form.role(),
        play=played_so_far,
        names=names,
    )


def played_so_far(lesson: Lesson, role: Role) -> Done:
    """What was done in the preview, as the request carries it."""
    return done_after(lesson, role, request.form)


def is_taken(desk: Desk, form: EditForm | MergeForm) -> bool:
    """Did another page of the viewer keep a text that this one has not seen?"""
    return actions.is_taken(
        db.session(),
        desk,
        person_id=viewer().id,
        source=form.text(),
        known=form.kept.data or "",
        tab=form.form_id.data,
    )


def keep(desk: Desk, form: EditForm) -> bool:
    """Keep the text of a form as the viewer's draft; False where another page kept one."""
    version = form.version.data or ""
    return keep_put_together(desk, form, form.text(), base=form.base_text(), version=version)


def keep_put_together(
    desk: Desk, form: EditForm | MergeForm, text: str, *, base: str, version: str
) -> bool:
    """Keep what a form's text was put together with; False where another page kept a text."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        # What the file said before may stand in a draft alone by now.
        desk = desk_of(desk.place.course, desk.place.file_of)
        is_free = not is_taken(desk, form)
        if is_free:
            keep_as(desk, text, base=base, version=version, tab=form.form_id.data)
    return is_free


def keep_as(desk: Desk, text: str, *, base: str, version: str, tab: str) -> None:
    """Keep a text as the viewer's draft; what the file says needs none."""
    session, who = db.session(), viewer().id
    if text == desk.file.source:
        actions.throw_away(session, desk.place, person_id=who)
    else:
        facts = {"source": text, "base": base, "version": version, "tab": tab}
        actions.keep_draft(session, desk.place, person_id=who, now=clock.now(), **facts)


def edit_address(desk: Desk) -> str:
    """Where a text is written on."""
    return url_for("editor.edit", course=desk.place.course, module=desk.place.file_of)
