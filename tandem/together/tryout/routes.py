"""How does somebody who assigns or writes a course try it out? Nothing of it is recorded."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from tandem.learning.quizzes.forms import LONGEST, answers_in, scenario_move_in
from tandem.learning.scenario import move_in
from tandem.library.served import ServedCourse, library
from tandem.progress.assigned import seats, waiting_seats
from tandem.terms import AUDIENCES, Role
from tandem.together.tryout import view
from tandem.together.tryout.view import Done
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("tryout", __name__)
TEXT, SCENE = "text-", "scene-"
LONGEST_TEXT = 2000
MOST_MOVES = 60


@blueprint.get("/learn/<course>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def course(course: str) -> ResponseReturnValue:
    """A course with its modules, each to be tried in every face."""
    shelf = course_to_try(course)
    return render_template("together/tryout/course.html", course=shelf, roles=faces_of(shelf))


@blueprint.get("/learn/<course>/<module>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A lesson in one face, from the beginning."""
    return page(course, module, Done())


@blueprint.post("/learn/<course>/<module>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def go_on(course: str, module: str) -> ResponseReturnValue:
    """The same page one move further, or with the answers checked. It writes nothing."""
    shelf = course_to_try(course)
    lesson = shelf.module(module).lesson
    role, done = role_wanted(faces_of(shelf)), done_in(request.form)
    if "move" in request.form:
        done = view.after_move(lesson, role, done, move_in(request.form["move"]))
    elif "play" in request.form:
        name, move = scenario_move_in(request.form["play"])
        done = view.after_play(lesson, role, done, name, move)
    elif "scene" in request.form:
        name, move = scenario_move_in(request.form["scene"])
        done = view.after_scene(lesson, role, done, name, move)
    return page(course, module, done)


def page(course: str, module: str, done: Done) -> str:
    """The page of a lesson."""
    shelf = course_to_try(course)
    served, roles = shelf.module(module), faces_of(shelf)
    role = role_wanted(roles)
    return render_template(
        "together/tryout/module.html",
        course=shelf,
        module=served,
        roles=roles,
        shown=view.tryout(served.lesson, role, done),
        following=shelf.after(served),
        form=RecordingForm(formdata=None),
    )


def course_to_try(course: str) -> ServedCourse:
    """A course that the viewer does not take; 404 where they do.

    Whoever sits in a pair with it, or begins it without a partner, would see answers and the other
    seat's texts before their time.
    """
    session, person_id = db.session(), viewer().id
    shelf = library(session).course(course)
    if shelf.is_draft and not viewer().holds(Role.TRAINER, Role.ADMIN):
        abort(404)
    mine = seats(session, person_id, now=clock.now())
    waiting = waiting_seats(session, person_id, viewer().roles, mine)
    if shelf.id in {*(seat.course_id for seat in mine), *(seat.course_id for seat in waiting)}:
        abort(404)
    return shelf


def faces_of(course: ServedCourse) -> tuple[Role, ...]:
    """The faces of a course, rep first."""
    return tuple(role for role in AUDIENCES if role in course.audience)


def role_wanted(roles: tuple[Role, ...]) -> Role:
    """As whom the lesson is tried."""
    wanted = request.args.get("as", "")
    return next((role for role in roles if role == wanted), roles[0])


def done_in(fields: MultiDict[str, str]) -> Done:
    """What was done, as the page carries it."""
    return Done(
        answers=answers_in(fields),
        texts={
            name.removeprefix(TEXT): text[:LONGEST_TEXT]
            for name, text in fields.items()
            if name.startswith(TEXT)
        },
        way=way_in(fields, "way"),
        scenes={
            name.removeprefix(SCENE): way_in(fields, name)
            for name in fields
            if name.startswith(SCENE)
        },
        is_checked="check" in fields,
    )


def way_in(fields: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The decisions that the page carries under this name."""
    return tuple(step[:LONGEST] for step in fields.getlist(name)[:MOST_MOVES])
