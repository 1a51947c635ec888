"""How does somebody who assigns or writes a course try it out? Nothing of it is recorded."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.library.served import ServedCourse, library
from tandem.progress.assigned import seats, waiting_seats
from tandem.terms import AUDIENCES, Role
from tandem.together.tryout import view
from tandem.together.tryout.fields import done_after
from tandem.together.tryout.view import Done
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("tryout", __name__)


@blueprint.get("/learn/<course>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def course(course: str) -> ResponseReturnValue:
    """A course with its modules, each to be tried in every face."""
    shelf = course_here(course)
    if is_taken(shelf):
        return to_own(url_for("lessons.course", course=course))
    return render_template("together/tryout/course.html", course=shelf, roles=faces_of(shelf))


@blueprint.get("/learn/<course>/<module>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A lesson in one face, from the beginning."""
    if is_taken(shelf := course_here(course)):
        served = shelf.module(module)
        return to_own(url_for("lessons.module", course=course, module=served.slug))
    return page(course, module, Done())


@blueprint.post("/learn/<course>/<module>/try")
@open_to(Role.LEADER, Role.TRAINER, Role.ADMIN)
def go_on(course: str, module: str) -> ResponseReturnValue:
    """The same page one move further, or with the answers checked. It writes nothing."""
    shelf = course_to_try(course)
    lesson = shelf.module(module).lesson
    return page(course, module, done_after(lesson, role_wanted(faces_of(shelf)), request.form))


def page(course: str, module: str, done: Done) -> str:
    """The page of a lesson."""
    shelf = course_to_try(course)
    served, roles = shelf.module(module), faces_of(shelf)
    role = role_wanted(roles)
    face: dict[str, Any] = {"as": role}
    return render_template(
        "together/tryout/module.html",
        course=shelf,
        module=served,
        roles=roles,
        shown=view.tryout(served.lesson, role, done),
        following=shelf.after(served),
        form=RecordingForm(formdata=None),
        here=url_for(".go_on", course=course, module=module, **face),
        anew=url_for(".module", course=course, module=module, **face, _anchor="quiz"),
    )


def course_to_try(course: str) -> ServedCourse:
    """A course that the viewer does not take; 404 where they do."""
    shelf = course_here(course)
    if is_taken(shelf):
        abort(404)
    return shelf


def course_here(course: str) -> ServedCourse:
    """A course; 404 where it is a draft that the viewer does not write."""
    shelf = library(db.session()).course(course)
    if shelf.is_draft and not viewer().holds(Role.TRAINER, Role.ADMIN):
        abort(404)
    return shelf


def to_own(address: str) -> ResponseReturnValue:
    """Lead whoever takes the course to it."""
    flash(_("You take this course yourself, so there is nothing to try: it opens as you read it."))
    return redirect(address, 303)


def is_taken(shelf: ServedCourse) -> bool:
    """Does the viewer take the course?

    Whoever sits in a pair with it, or begins it without a partner, would see answers and the other
    seat's texts before their time.
    """
    session, person_id = db.session(), viewer().id
    mine = seats(session, person_id, now=clock.now())
    waiting = waiting_seats(session, person_id, viewer().roles, mine)
    return shelf.id in {*(seat.course_id for seat in mine), *(seat.course_id for seat in waiting)}


def faces_of(course: ServedCourse) -> tuple[Role, ...]:
    """The faces of a course, rep first."""
    return tuple(role for role in AUDIENCES if role in course.audience)


def role_wanted(roles: tuple[Role, ...]) -> Role:
    """As whom the lesson is tried."""
    wanted = request.args.get("as", "")
    return next((role for role in roles if role == wanted), roles[0])
