"""Does somebody want to see their first steps?"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Person
from tandem.models.locking import hold
from tandem.progress.first_steps import actions
from tandem.progress.first_steps.queries import ROLES
from tandem.terms import Beginner
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("first_steps", __name__)
PAGES = {
    Beginner.LEARNER: "my_page.my_page",
    Beginner.LEADER: "board.lead",
    Beginner.TRAINER: "courses.courses",
}


@blueprint.post("/first-steps/<name>/close")
@open_to(SIGNED_IN)
def close(name: str) -> ResponseReturnValue:
    """Put them away; the help brings them back."""
    beginner = beginner_called(name)
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        actions.close(session, viewer().id, beginner, now=clock.now())
    flash(_("The first steps are dismissed. The help brings them back."), "success")
    return redirect(url_for(PAGES[beginner]), 303)


@blueprint.post("/first-steps/<name>/back")
@open_to(SIGNED_IN)
def bring_back(name: str) -> ResponseReturnValue:
    """Show them again where they belong."""
    beginner = beginner_called(name)
    with db.writing() as session:
        hold(session, Person.id == viewer().id)
        actions.bring_back(session, viewer().id, beginner)
    return redirect(url_for(PAGES[beginner]), 303)


def beginner_called(name: str) -> Beginner:
    """Whose first steps an address names; 404 where they are not the viewer's."""
    beginner = next((each for each in Beginner if each == name), None)
    if beginner is None or not viewer().roles & ROLES[beginner]:
        abort(404)
    return beginner
