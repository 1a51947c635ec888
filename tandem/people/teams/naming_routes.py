"""How does a team get another name?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Team
from tandem.people.teams import actions, queries
from tandem.people.teams.forms import TeamForm
from tandem.people.teams.naming import is_name_taken
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.viewer import viewer

blueprint = Blueprint("team_names", __name__)


@blueprint.route("/lead/teams/<int:team_id>/name", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.TEAM_RENAMED)
def rename(team_id: int) -> ResponseReturnValue:
    """Give a team that one leads another name."""
    team = queries.team_led(db.session(), viewer().id, team_id=team_id)
    return rename_in(team, url_for("teams.people", team_id=team_id))


@blueprint.route("/admin/teams/<int:team_id>/name", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@records(AuditAct.TEAM_RENAMED)
def rename_any(team_id: int) -> ResponseReturnValue:
    """Give any team another name, where two have one."""
    team = db.session().get_one(Team, team_id)
    return rename_in(team, url_for("administration.administration"))


def rename_in(team: Team, address: str) -> ResponseReturnValue:
    """Ask for the new name and keep it. A team of a directory is named there."""
    team_id, name = team.id, team.name
    if queries.is_of_directory(db.session(), team_id):
        flash(_("The company’s directory names %(team)s. It gets another name there.", team=name),
              "error")  # fmt: skip
        return redirect(address, 303)
    form = TeamForm(data={"name": name})
    if form.validate_on_submit():
        with submit_once.recording(form, leads_to=address) as recording:
            if not is_name_taken(form.name, but=team_id):
                team, by_id = db.session().get_one(Team, team_id), viewer().id
                actions.rename_team(
                    db.session(), team, form.name.data, by_id=by_id, now=clock.now()
                )
                return recording.done(_("The team is called %(name)s now.", name=form.name.data))
    page = render_template("people/teams/rename.html", form=form, name=name, address=address)
    return page, 400 if form.errors else 200
