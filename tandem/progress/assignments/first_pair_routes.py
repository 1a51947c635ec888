"""How does a leader begin with one pair: a team, two invitations and a course, in one form?"""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy
from tandem.people.invitations.posting import hand_over
from tandem.people.teams.actions import create_team
from tandem.people.teams.forms import FirstPairForm
from tandem.people.teams.naming import is_name_taken
from tandem.people.teams.welcome import first_pair_form, welcome_page
from tandem.progress.assignments import actions
from tandem.terms import AuditAct, Issuer, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.viewer import viewer

blueprint = Blueprint("first_pair", __name__)


@blueprint.post("/welcome/pair")
@open_to(Role.LEADER)
@records(AuditAct.TEAM_MADE, AuditAct.ASKED, AuditAct.COURSE_GIVEN)
def first_pair() -> ResponseReturnValue:
    """A team with its first two people asked to join, and the course for all its pairs."""
    form = first_pair_form(is_sent=True)
    if not form.validate_on_submit():
        return welcome_page(form, status=400)

    with submit_once.recording(form) as recording:
        if is_name_taken(form.team_name):
            return welcome_page(form, status=400)
        team_id = begin(form)
        recording.leads_to(url_for("teams.people", team_id=team_id))
        answer = recording.done(
            _("Both are asked to join. When they have, they are a pair.")
            if form.has_agreed.data
            else _("Both are asked to join. When they have, they are asked to be a pair.")
        )
    sending.send_soon()
    return answer


def begin(form: FirstPairForm) -> int:
    """Make the team, ask the two, and assign the course; gives the team's id."""
    own, leader, now = db.session(), viewer(), clock.now()
    team = create_team(own, form.team_name.data or "", leader_id=leader.id, now=now)
    by = IssuedBy(Issuer.LEADER, leader.id)
    for wish in form.wishes(team.id):
        invited = invitations.ask(own, wish, by, time_zone=leader.time_zone, now=now)
        if invited.invitation is not None and invited.token is not None:
            hand_over(invited.invitation, invited.person, invited.token, sender=leader.name)
    actions.assign(
        own,
        team_id=team.id,
        course_id=form.courses[form.course.data].id,
        pairs=None,
        due_on=None,
        time_zone=leader.time_zone,
        by_id=leader.id,
        now=now,
    )
    return team.id
