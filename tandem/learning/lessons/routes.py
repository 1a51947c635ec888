"""What waits for me, and what do I read?"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.face import practice_for, quiz_for, reading_for
from tandem.learning.feedback.forms import FeedbackForm
from tandem.learning.feedback.queries import asking
from tandem.learning.lessons import actions, queries
from tandem.learning.lessons import shelf as shelves
from tandem.learning.lessons.forms import ReadForm
from tandem.learning.lessons.parts import parts_of
from tandem.learning.lessons.queries import LessonPage
from tandem.learning.quizzes.actions import keep_draft
from tandem.learning.quizzes.forms import QuizForm, answers_in
from tandem.learning.quizzes.past import past_attempts
from tandem.learning.quizzes.queries import Shown, place_shown
from tandem.learning.quizzes.queries import sitting as sitting_at
from tandem.library.served import ServedModule, library
from tandem.library.translations import was_withdrawn
from tandem.models import Person
from tandem.models.locking import hold
from tandem.progress.assigned import round_of_person, seats, waiting_seats
from tandem.progress.doors.guard import keep_open, keep_readable
from tandem.progress.doors.queries import ModuleDoor, door_of, door_waiting
from tandem.progress.moments import moment_after
from tandem.progress.more_attempts.queries import (
    quizzes_used_up,
    told_used_up,
    waiting_quizzes,
    with_used_up,
)
from tandem.progress.new_editions import mark_read
from tandem.progress.next_thing import NextThing, next_for, steps_left
from tandem.progress.overrides.queries import reasons
from tandem.progress.rules.rounds import Round
from tandem.terms import Role, Step
from tandem.web import clock, db, errors, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.forms import RecordingForm, facts_of
from tandem.web.viewer import viewer

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/learn/")
@open_to(SIGNED_IN)
def shelf() -> ResponseReturnValue:
    """The courses that the viewer takes, and those that they may try out."""
    mine = shelves.shelf(db.session(), viewer().id, roles=viewer().roles, now=clock.now())
    return render_template("learning/lessons/shelf.html", shelf=mine)


@blueprint.get("/learn/<course>/")
@open_to(SIGNED_IN)
def course(course: str) -> ResponseReturnValue:
    """A course: its cover, its modules, and who waits for whom."""
    reading = reading_by_viewer(course)
    ahead = next_ahead(reading)
    return render_template(
        "learning/lessons/course.html",
        reading=reading,
        next=next((thing for thing in ahead if thing.ahead.course.id == reading.course.id), None),
    )


@blueprint.get("/learn/<course>/<module>/")
@open_to(SIGNED_IN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A lesson in the reader's face."""
    reading, served = reading_of(course, module)
    return lesson_page(reading, served)


@blueprint.get("/learn/<course>/<module>/changes")
@open_to(SIGNED_IN)
def changes(course: str, module: str) -> ResponseReturnValue:
    """What has changed in a lesson since the viewer finished it."""
    reading, served = reading_of(course, module)
    changed = queries.changes_since(db.session(), reading, person_id=viewer().id)
    return render_template(
        "learning/lessons/changes.html",
        reading=reading,
        module=served,
        changed=changed,
        form=RecordingForm(formdata=None),
    )


@blueprint.post("/learn/<course>/<module>/changes")
@open_to(SIGNED_IN)
def changes_read(course: str, module: str) -> ResponseReturnValue:
    """Keep that the viewer has read what changed: no page says it again."""
    _reading, served = reading_of(course, module)
    form = RecordingForm()
    if not form.validate_on_submit():
        flash(_("This page was out of date. Nothing is lost: press the button again."), "error")
        return redirect(url_for(".changes", course=course, module=module), 303)
    with submit_once.recording(form, leads_to=url_for("my_page.my_page")) as recording:
        mark_read(db.session(), served, person_id=viewer().id, now=clock.now())
        return recording.done()


@blueprint.post("/learn/<course>/<module>/read")
@open_to(SIGNED_IN)
def read(course: str, module: str) -> ResponseReturnValue:
    """Record that the viewer has read the lesson."""
    reading, served = reading_of(course, module, to_write=True)
    form = ReadForm()
    revision_id = form.revision_shown(module_id=served.id)
    if not form.validate_on_submit() or revision_id is None:
        flash(_("This page was out of date. Nothing is lost: press the button again."), "error")
        return lesson_page(reading, served), 400

    face: dict[str, Any] = {"as": reading.as_role}
    below = url_for("lessons.module", course=course, module=module, **face, _anchor="go-on")
    with submit_once.recording(form, leads_to=below) as recording:
        reading, served = reading_of(course, module, to_write=True)
        complete = actions.mark_read(
            db.session(),
            served,
            person_id=viewer().id,
            revision_id=revision_id,
            role=reading.role,
            now=clock.now(),
            round=round_of(reading),
        )
        if complete and (moment := moment_after(reading.course, served)):
            recording.leads_to(moment)
        return recording.done(said_when_saved(reading, complete=complete))


def round_of(reading: LessonPage) -> Round:
    """In which round it is read: alone, or in the pairs that work together."""
    if reading.own is not None:
        return reading.own.round
    return round_of_person((shared.seat for shared in reading.shared), reading.course.id)


@blueprint.app_errorhandler(errors.MISSING)
def missing(error: Exception) -> ResponseReturnValue:
    """A page of its own for a withdrawn module, if its course is open to the viewer; else 404."""
    words = request.view_args or {}
    if not request.path.startswith("/learn/") or "course" not in words:
        return errors.missing(error)
    if request.method != "GET":
        return kept_and_taken_back(words) or errors.missing(error)
    try:
        course = reading_by_viewer(words["course"]).course
    except errors.MISSING:
        return taken_back(words["course"]) or try_it_instead(words) or errors.missing(error)
    if "module" not in words or not was_withdrawn(db.session(), course.id, words["module"]):
        return errors.missing(error)
    return render_template("learning/lessons/withdrawn.html", course=course), 404


def taken_back(course: str) -> ResponseReturnValue | None:
    """For whoever did something in a course that is not open to them any more: what stays."""
    if not queries.has_traces(db.session(), viewer().id, course=course):
        return None
    return render_template("learning/lessons/taken_back.html", kept=False), 404


def kept_and_taken_back(words: Mapping[str, str]) -> ResponseReturnValue | None:
    """The same for whoever sent a form of it; the answers of a quiz are kept as they were sent."""
    shown = QuizForm().shown()
    is_ours = shown is not None or "module" in (facts_of(request.form.get("form_id")) or {})
    if not is_ours:
        return taken_back(words["course"])
    kept = shown is not None and keep_answers(words, shown)
    return render_template("learning/lessons/taken_back.html", kept=kept), 409


def keep_answers(words: Mapping[str, str], shown: Shown) -> bool:
    """Keep the answers that were sent to a quiz that was open on this person's page."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id, references_pass=True)
        try:
            place = place_shown(session, words["course"], words.get("module", ""), role=shown.role)
            sitting = sitting_at(session, place, person_id=viewer().id, shown=shown)
        except errors.MISSING:
            return False
        if sitting.is_recorded or place.module.id != shown.module_id:
            return False
        answers = {**answers_in(request.form), **sitting.fixed}
        keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    return True


def try_it_instead(words: Mapping[str, str]) -> ResponseReturnValue | None:
    """For whoever assigns or writes courses: where a course that is not theirs can be tried out."""
    if not viewer().holds(Role.LEADER, Role.TRAINER, Role.ADMIN):
        return None
    shelf = next((c for c in library(db.session()).courses if c.slug == words["course"]), None)
    if shelf is None or (shelf.is_draft and not viewer().holds(Role.TRAINER, Role.ADMIN)):
        return None
    slugs = {served.slug for served in shelf.modules}
    module = words.get("module") if words.get("module") in slugs else None
    return render_template("learning/lessons/not_yours.html", course=shelf, module=module), 404


def said_when_saved(reading: queries.LessonPage, *, complete: bool) -> str:
    """What to say when a step has been recorded."""
    if not complete:
        return str(_("Saved."))
    if reading.own and reading.module and reading.own.steps_for_two(reading.module):
        return str(_("Saved. Your part alone is done; the steps for two wait for your partner."))
    if reading.own:
        return str(_("Saved. This module is complete."))
    return str(_("Saved. Your half of this module is done."))


def reading_of(
    course: str, module: str, *, to_write: bool = False
) -> tuple[queries.LessonPage, ServedModule]:
    """The module in the reader's face; 404 for whoever may not read it, and a page that says why
    where it is not open yet, or to be added to no more."""
    reading = reading_by_viewer(course, module)
    served = reading.module or abort(404)
    keep = keep_open if to_write else keep_readable
    keep(reading.course, served, door_in_reading(reading, served))
    return reading, served


def door_in_reading(reading: queries.LessonPage, served: ServedModule) -> ModuleDoor:
    """How far is the module open, in one of the reader's pairs or while they wait for one?"""
    if not reading.own or not reading.own.is_waiting:
        return door_of(reading.shared, served.id, now=clock.now())
    session, who = db.session(), viewer()
    sat_in = seats(session, who.id, now=clock.now())
    waiting = waiting_seats(session, who.id, who.roles, sat_in)
    return door_waiting(session, who.id, waiting, reading.course, served, now=clock.now())


def reading_by_viewer(course: str, module: str | None = None) -> queries.LessonPage:
    """A course, or a module of it, as the viewer reads it; 404 for whoever may not."""
    return queries.reading(
        db.session(),
        viewer().id,
        roles=viewer().roles,
        course=course,
        module=module,
        wanted=request.args.get("as"),
        now=clock.now(),
    )


def lesson_page(reading: queries.LessonPage, served: ServedModule) -> str:
    """The lesson's page."""
    quiz = quiz_for(served.lesson, reading.role)
    pairs = [(shared.seat, shared.module_by_id(served.id)) for shared in reading.shared]
    asked = asking(db.session(), viewer().id, module_id=served.id, now=clock.now())
    face: dict[str, Any] = {"as": reading.as_role}
    address = url_for("lessons.module", course=reading.course.slug, module=served.slug, **face)
    return render_template(
        "learning/lessons/module.html",
        reading=reading,
        module=served,
        form=ReadForm(formdata=None, facts={"module": served.id, "revision": served.revision_id}),
        **text_of(reading, served),
        has_practice=practice_for(served.lesson, reading.role) is not None,
        pass_percent=round(quiz.pass_share * 100) if quiz else None,
        mine=reading.module_of_mine(served.id),
        pairs=pairs,
        reasons=reasons(
            db.session(),
            viewer().id,
            pairs=[seat.pair_id for seat, shared in pairs if shared.mine.set_by],
        ),
        **next_from(reading, served),
        feedback=FeedbackForm.for_page(asked, back=address),
        door=door_in_reading(reading, served),
        past=past_attempts(db.session(), viewer().id, module_id=served.id) if quiz else (),
    )


def next_from(reading: queries.LessonPage, served: ServedModule) -> dict[str, Any]:
    """What waits for the reader, and whether this module's quiz does with no attempt left."""
    things = waiting_for(reading)
    left = {step for step, _number in steps_left(reading.module_of_mine(served.id).mine)}
    here = [(served, round_of(reading))] if Step.QUIZ in left else []
    used_up = quizzes_used_up(db.session(), viewer().id, [*waiting_quizzes(things), *here])
    is_used_up = bool(here) and served.id in used_up
    return {"next": told_used_up(things, used_up), "is_used_up": is_used_up}


def next_ahead(reading: queries.LessonPage) -> tuple[NextThing, ...]:
    """What waits for the reader, here or elsewhere."""
    return with_used_up(db.session(), viewer().id, waiting_for(reading))


def waiting_for(reading: queries.LessonPage) -> tuple[NextThing, ...]:
    """The same, as if every quiz had attempts left."""
    who = viewer()
    pairs, now = reading.in_pairs, clock.now()
    return next_for(db.session(), who.id, roles=who.roles, in_pairs=pairs, now=now)


def text_of(reading: queries.LessonPage, served: ServedModule) -> dict[str, Any]:
    """What there is to read: its parts, the plan it asks for, and about how long it takes."""
    return {
        "parts": parts_of(reading_for(served.lesson, reading.role), reading.role),
        "plan": queries.plan_here(
            db.session(), reading, served, person_id=viewer().id, now=clock.now()
        ),
        "reading_minutes": ceil(served.minutes_for(reading.role).alone.get(Step.READ, 0)),
    }
