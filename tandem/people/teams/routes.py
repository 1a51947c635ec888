"""How does a leader fill a team, and an administrator give roles?"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.people.accounts.telling import tell
from tandem.people.teams import actions, queries
from tandem.people.teams.forms import InviteForm, TeamForm
from tandem.people.teams.invitations import record_invitation, show_invitation
from tandem.terms import Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("teams", __name__)


def init_app(app: Flask, *, load_sample: actions.SampleLoader) -> None:
    """Hand over what loads the sample team, which stands above the pages, with the commands."""
    app.extensions["sample_loader"] = load_sample


@blueprint.get("/welcome")
@open_to(Role.LEADER)
def welcome() -> ResponseReturnValue:
    """The first page after the first account: a sample team, or one's own."""
    return render_template("people/teams/welcome.html", form=RecordingForm(), team_form=TeamForm())


@blueprint.post("/welcome/sample")
@open_to(Role.ADMIN)
def load_sample() -> ResponseReturnValue:
    """Load the sample team, led by whoever asked."""
    form = RecordingForm()
    if not form.validate_on_submit():
        return render_template("people/teams/welcome.html", form=form, team_form=TeamForm()), 400

    load: actions.SampleLoader = current_app.extensions["sample_loader"]
    with submit_once.recording(form, leads_to=url_for("board.lead")) as recording:
        load(db.session(), now=clock.now(), leader_id=viewer().id)
        return recording.done(_("The sample team is here. Remove it with: flask sample remove"))


@blueprint.route("/lead/teams/new", methods=["GET", "POST"])
@open_to(Role.LEADER)
def new_team() -> ResponseReturnValue:
    """Make a team."""
    form = TeamForm()
    if not form.validate_on_submit():
        return render_template("people/teams/new_team.html", form=form), 400 if form.errors else 200

    with submit_once.recording(form) as recording:
        name, leader_id = form.name.data, viewer().id
        team = actions.create_team(db.session(), name, leader_id=leader_id, now=clock.now())
        recording.leads_to(url_for("teams.people", team_id=team.id))
        return recording.done()


@blueprint.route("/lead/teams/<int:team_id>/people", methods=["GET", "POST"])
@open_to(Role.LEADER)
def people(team_id: int) -> ResponseReturnValue:
    """The people of a team; invite one more."""
    team = queries.team_led(db.session(), viewer().id, team_id=team_id)
    form = InviteForm()
    if not form.validate_on_submit():
        members = queries.members(db.session(), team_id)
        page = render_template(
            "people/teams/people.html",
            team=team,
            members=members,
            form=form,
            link_form=RecordingForm(formdata=None),
            can_send=sending.can_send(),
            waiting=any(not person.has_joined for person in members),
        )
        return page, 400 if form.errors else 200

    return record_invitation(form, url_for("teams.people", team_id=team_id), team_id=team_id)


@blueprint.post("/lead/teams/<int:team_id>/people/<int:person_id>/link")
@open_to(Role.LEADER)
def new_link(team_id: int, person_id: int) -> ResponseReturnValue:
    """A fresh invitation link for somebody who has not joined yet."""
    queries.team_led(db.session(), viewer().id, team_id=team_id)
    form, address = RecordingForm(), url_for("teams.people", team_id=team_id)
    if not form.validate_on_submit():
        return redirect(address, 303)

    # A second link would end the first.
    with submit_once.recording(form, leads_to=address) as recording:
        person = queries.member(db.session(), team_id, person_id=person_id)
        token = actions.new_invitation_token(db.session(), person, now=clock.now())
        show_invitation(actions.Invitation(person=person, token=token))
        answer = recording.done()
    sending.send_soon()
    return answer


@blueprint.post("/lead/teams/<int:team_id>/people/<int:person_id>/leave")
@open_to(Role.LEADER)
def leave(team_id: int, person_id: int) -> ResponseReturnValue:
    """Take somebody out of a team; what they did stays."""
    with db.writing() as session:
        queries.team_led(session, viewer().id, team_id=team_id)
        person = queries.member(session, team_id, person_id=person_id)
        entries = actions.leave_team(
            session, team_id=team_id, person_id=person_id, by_id=viewer().id, now=clock.now()
        )
        tell(entries)
    sending.send_soon()
    flash(_("%(name)s is no longer in this team. All records stay.", name=person.name), "success")
    return redirect(url_for("teams.people", team_id=team_id), 303)
