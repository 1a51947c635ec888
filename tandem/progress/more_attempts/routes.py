"""How does a leader give somebody one more attempt at a quiz?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.accounts.telling import tell
from tandem.people.teams.queries import team_led
from tandem.progress.more_attempts import actions, queries
from tandem.progress.more_attempts.forms import OneMoreForm, place_of
from tandem.progress.more_attempts.queries import UsedUp
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.viewer import viewer

blueprint = Blueprint("more_attempts", __name__)


@blueprint.route("/lead/teams/<int:team_id>/attempts", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.ATTEMPT_GRANTED)
def attempts(team_id: int) -> ResponseReturnValue:
    """Who has no attempt left at a quiz; give one of them one more."""
    team = team_led(db.session(), viewer().id, team_id=team_id)
    form, address = OneMoreForm(), url_for(".attempts", team_id=team_id)
    if not form.is_submitted():
        rows = [(row, OneMoreForm.for_row(row)) for row in used_up(team_id)]
        return render_template("progress/more_attempts/attempts.html", team=team, rows=rows)
    if not form.validate():
        flash(_("This page was out of date. Nothing is lost: press the button again."), "error")
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        # Another leader's grant, and an attempt that is being sent, wait for this one.
        hold(db.session(), Person.id == form.place[0], references_pass=True)
        row = next((row for row in used_up(team_id) if place_of(row) == form.place), None)
        if row is None:
            return recording.done(_("Another attempt is open already: nothing was added."), "error")
        by_id = viewer().id
        tell([actions.grant(db.session(), row, team_id=team_id, by_id=by_id, now=clock.now())])
        answer = recording.done(_("%(name)s has one more attempt, and is told.", name=row.name))
    sending.send_soon()
    return answer


def used_up(team_id: int) -> list[UsedUp]:
    """Who of the team has no attempt left, as far as the viewer may see it."""
    return queries.used_up(db.session(), viewer().id, team_id=team_id, now=clock.now())
