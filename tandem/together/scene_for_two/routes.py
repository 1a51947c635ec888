"""How do the two play a scene: in turns, or at once?"""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.scenario import move_in
from tandem.models import Pair
from tandem.models.locking import hold
from tandem.progress.doors.guard import keep_readable
from tandem.progress.moments import moment_after
from tandem.together.scene_for_two import actions, queries
from tandem.together.scene_for_two.forms import SceneForm, Waiting, token_of, waiting_in
from tandem.together.scene_for_two.queries import ScenePage, ScenePlay
from tandem.together.steps import queries as steps
from tandem.web import clock, db, submit_once
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("scene_for_two", __name__)
PAGE = "/learn/<course>/<module>/together/<int:pair_id>/<step>/scene"


@blueprint.get(PAGE)
@open_to(SIGNED_IN)
def scene(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """The scene as one of the two sees it now."""
    return page(playing_of(course, module, pair_id, step))


@blueprint.post(PAGE)
@open_to(SIGNED_IN)
def move(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Decide, take one's last decision back, or begin again. Pressed twice is done once."""
    play, form = playing_of(course, module, pair_id, step), SceneForm()
    if not form.validate_on_submit() or not play.may_write:
        flash(_("Nothing was changed. This is how it looks now."), "error scene")
        return page(play), 400

    with submit_once.recording(form, leads_to=address(play)) as recording:
        hold(db.session(), Pair.id == pair_id)
        play = playing_of(course, module, pair_id, step)
        pressed = move_in(request.form.get("move", ""))
        is_current = form.has_shown(play.mark) and play.may_write
        if is_current and actions.move(db.session(), play, pressed.what, now=clock.now()):
            if moment := moment_after(play.place.course, play.place.module):
                recording.leads_to(moment)
            return recording.done()
        name = play.place.partner.name
        told = _(
            "%(name)s, or another page of yours, was quicker. This is how it looks.", name=name
        )
        return recording.done(told, "error scene")


@blueprint.get("/scene-moved/<token>")
@open_to(EVERYBODY)
def moved(token: str) -> ResponseReturnValue:
    """Has anything moved since a page was made? 200 for yes, 204 for no. One query."""
    waiting = waiting_in(token) or abort(404)
    mark = queries.mark_now(
        db.session(),
        pair_id=waiting.pair_id,
        module_id=waiting.module_id,
        called=waiting.steps,
    )
    return Response(
        status=204 if mark == waiting.mark else 200, headers={"Cache-Control": "no-store"}
    )


def playing_of(course: str, module: str, pair_id: int, step: str) -> ScenePlay:
    """The scene of a pair for this person; 404 for everybody but the two."""
    session, who = db.session(), viewer().id
    place = steps.place(
        session, who, course=course, module=module, pair_id=pair_id, now=clock.now()
    )
    keep_readable(place.course, place.module, place.door)
    return queries.playing(session, place, step)


def page(play: ScenePlay) -> str:
    """The page of a scene for two."""
    half = steps.module_from_seat(db.session(), play.place).mine
    shown = queries.scene_page(db.session(), play, is_done=bool(play.names & half.given.keys()))
    return render_template(
        "together/scene_for_two/scene.html",
        shown=shown,
        place=play.place,
        form=SceneForm(formdata=None, facts={"mark": shown.mark}),
        moved=url_for("scene_for_two.moved", token=token_of(waiting_of(shown))),
    )


def waiting_of(shown: ScenePage) -> Waiting:
    """What this page waits for."""
    place = shown.place
    return Waiting(place.pair.id, place.module.id, sorted(shown.names), shown.mark)


def address(play: ScenePlay) -> str:
    """Where the scene goes on."""
    place = play.place
    return url_for(
        "scene_for_two.scene",
        course=place.course.slug,
        module=place.module.slug,
        pair_id=place.pair.id,
        step=play.step.id,
        _anchor="scene",
    )
