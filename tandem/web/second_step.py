"""Does somebody's role ask for a second step at the sign-in, and until when may it wait?

Nobody is shut out unwarned: the days begin when they were first told, and afterwards the page on
which it is set up stays open.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tandem.models import Person
from tandem.terms import Role
from tandem.web import beside, clock, db
from tandem.web.viewer import Viewer, viewer

# What stays open to whoever has let the days go by: setting it up, and leaving.
STAYS_OPEN = frozenset({"second_step", "sign_in", "privacy"})


def roles_asked(app: Flask) -> frozenset[Role]:
    """Which roles need it."""
    names = app.config["SECOND_STEP_ROLES"].split(",")
    return frozenset(Role(name.strip()) for name in names if name.strip())


def deadline_of(who: Viewer) -> datetime | None:
    """Until when it may wait; None for whoever has it, or needs none."""
    if who.has_second_step or not roles_asked(current_app) & who.roles:
        return None
    told_at = who.second_step_asked_at or clock.now()
    return told_at + timedelta(days=current_app.config["SECOND_STEP_GRACE_DAYS"])


def set_up_first() -> ResponseReturnValue | None:
    """Lead whoever has let the days go by to where it is set up."""
    who = viewer()
    deadline = deadline_of(who)
    if deadline is None:
        return None
    if who.second_step_asked_at is None:
        now = clock.now()
        beside.do(lambda: note_asked(who.id, now))
    if clock.now() < deadline or request.blueprint in STAYS_OPEN:
        return None
    return redirect(url_for("second_step.second_step"))


def note_asked(person_id: int, now: datetime) -> None:
    """From now on the days count. Beside a request: looking at a page writes nothing."""
    person = db.session().get_one(Person, person_id)
    person.second_step_asked_at = person.second_step_asked_at or now


def init_app(app: Flask) -> None:
    """Give the templates the day until when it may wait."""

    @app.context_processor
    def waiting() -> dict[str, object]:
        is_in = current_user.is_authenticated
        return {"second_step_deadline": deadline_of(viewer()) if is_in else None}
