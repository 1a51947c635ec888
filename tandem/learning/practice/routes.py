"""How does a person play the scene of a module, one decision at a time?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.practice import actions, queries
from tandem.learning.practice.forms import MoveForm
from tandem.learning.practice.queries import Playing
from tandem.learning.quizzes.queries import place
from tandem.learning.scenario import move_in
from tandem.models import Person
from tandem.models.locking import hold
from tandem.progress.doors.guard import keep_open
from tandem.progress.moments import moment_after
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("practice", __name__)
PAGE = "/learn/<course>/<module>/practice"


@blueprint.get(PAGE)
@open_to(SIGNED_IN)
def practice(course: str, module: str) -> ResponseReturnValue:
    """The scene, as far as it was reached."""
    return page(playing_of(course, module))


@blueprint.post(PAGE)
@open_to(SIGNED_IN)
def move(course: str, module: str) -> ResponseReturnValue:
    """Take one decision, go one step back, or begin again. Pressed twice is taken once."""
    playing, form = playing_of(course, module), MoveForm()
    if not form.validate_on_submit():
        flash(_("This page was out of date. Nothing was changed: choose again."), "error scene")
        return page(playing), 400

    with submit_once.recording(form, leads_to=address(playing)) as recording:
        session, who = db.session(), viewer().id
        # A step for two points to this person while it holds the pair that the scene may hold.
        hold(session, Person.id == who, references_pass=True)
        playing = playing_of(course, module)
        pressed = move_in(request.form.get("move", ""))
        if form.has_text_of(playing.revision_id) and actions.move(
            session, playing, pressed, person_id=who, now=clock.now()
        ):
            if moment := moment_after(playing.where.course, playing.where.module):
                recording.leads_to(moment)
            return recording.done()
        return recording.done(
            _("Another page of yours has gone on meanwhile. This is where you are."), "error scene"
        )


def playing_of(course: str, module: str) -> Playing:
    """The scene for this person; 404 for whoever may not read the course."""
    session, who = db.session(), viewer().id
    where = place(
        session,
        who,
        roles=viewer().roles,
        course=course,
        module=module,
        wanted=request.args.get("as"),
        now=clock.now(),
    )
    keep_open(where.course, where.module, where.door)
    return queries.playing(session, where, person_id=who)


def page(playing: Playing) -> str:
    """The page of a scene."""
    return render_template(
        "learning/practice/practice.html",
        shown=queries.practice_page(db.session(), playing, person_id=viewer().id),
        form=MoveForm(formdata=None, facts={"revision": playing.revision_id}),
    )


def address(playing: Playing) -> str:
    """Where the scene goes on."""
    where = playing.where
    face: dict[str, Any] = {"as": where.as_role}
    course, module = where.course.slug, where.module.slug
    return url_for("practice.practice", course=course, module=module, **face, _anchor="scene")
