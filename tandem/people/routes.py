"""How does a leader fill a team, and an administrator give roles?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.accounts import actions as accounts
from tandem.accounts import queries as accounts_queries
from tandem.models import Person
from tandem.people import actions, queries
from tandem.people.forms import (
    InviteAnybodyForm,
    InviteForm,
    RolesForm,
    TeamForm,
    address_parts,
    filters_in,
)
from tandem.terms import AccountState, LetterKind, Role
from tandem.web import clock, db, letters, mail, once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.viewer import viewer

blueprint = Blueprint("people", __name__)


@blueprint.get("/welcome")
@open_to(Role.LEADER)
def welcome() -> ResponseReturnValue:
    """The first page after the first account: a sample team, or one's own."""
    return render_template("people/welcome.html", form=RecordingForm(), team_form=TeamForm())


@blueprint.post("/welcome/sample")
@open_to(Role.ADMIN)
def load_sample() -> ResponseReturnValue:
    """Load the sample team, led by whoever asked."""
    form = RecordingForm()
    if not form.validate_on_submit():
        return render_template("people/welcome.html", form=form, team_form=TeamForm()), 400

    with once.recording(form, leads_to=url_for("dashboards.lead")) as recording:
        current_app.extensions["load_sample"](db.session(), now=clock.now(), leader_id=viewer().id)
        return recording.done(_("The sample team is here. Remove it with: flask sample remove"))


@blueprint.route("/lead/teams/new", methods=["GET", "POST"])
@open_to(Role.LEADER)
def new_team() -> ResponseReturnValue:
    """Make a team."""
    form = TeamForm()
    if not form.validate_on_submit():
        return render_template("people/new_team.html", form=form), 400 if form.errors else 200

    with once.recording(form) as recording:
        name, leader_id = form.name.data, viewer().id
        team = actions.create_team(db.session(), name, leader_id=leader_id, now=clock.now())
        recording.leads_to(url_for("people.people", team_id=team.id))
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
            "people/people.html",
            team=team,
            members=members,
            form=form,
            link_form=RecordingForm(formdata=None),
            can_send=mail.can_send(),
            waiting=any(not person.has_joined for person in members),
        )
        return page, 400 if form.errors else 200

    return record_invitation(form, url_for("people.people", team_id=team_id), team_id=team_id)


@blueprint.post("/lead/teams/<int:team_id>/people/<int:person_id>/link")
@open_to(Role.LEADER)
def new_link(team_id: int, person_id: int) -> ResponseReturnValue:
    """A fresh invitation link for somebody who has not joined yet."""
    queries.team_led(db.session(), viewer().id, team_id=team_id)
    person = queries.member(db.session(), team_id, person_id=person_id)
    form, address = RecordingForm(), url_for("people.people", team_id=team_id)
    if not form.validate_on_submit():
        return redirect(address, 303)

    # A second link would end the first.
    with once.recording(form, leads_to=address) as recording:
        token = actions.new_invitation_token(db.session(), person, now=clock.now())
        show_invitation(actions.Invitation(person=person, token=token))
        answer = recording.done()
    mail.send_soon()
    return answer


@blueprint.post("/lead/teams/<int:team_id>/people/<int:person_id>/leave")
@open_to(Role.LEADER)
def leave(team_id: int, person_id: int) -> ResponseReturnValue:
    """Take somebody out of a team; what they did stays."""
    queries.team_led(db.session(), viewer().id, team_id=team_id)
    person = queries.member(db.session(), team_id, person_id=person_id)
    actions.leave_team(db.session(), team_id=team_id, person_id=person_id)
    db.session().commit()
    flash(_("%(name)s is no longer in this team. All records stay.", name=person.name), "success")
    return redirect(url_for("people.people", team_id=team_id), 303)


@blueprint.route("/admin/", methods=["GET", "POST"])
@open_to(Role.ADMIN)
def administration() -> ResponseReturnValue:
    """Everybody, or whom the address looks for; invite one more, with any role."""
    form = InviteAnybodyForm()
    if not form.validate_on_submit():
        filters = filters_in(request.args)
        page = render_template(
            "people/administration.html",
            found=queries.people_found(db.session(), filters),
            filters=filters,
            parts=address_parts(filters),
            form=form,
            roles=list(Role),
            states=list(AccountState),
        )
        return page, 400 if form.errors else 200

    return record_invitation(form, url_for("people.administration"), team_id=None)


@blueprint.route("/admin/people/<int:person_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
def roles(person_id: int) -> ResponseReturnValue:
    """Give and take roles, open and close an account."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form = RolesForm(obj=person)
    if not form.validate_on_submit() or not keeps_an_administrator(form, person_id):
        page = render_template(
            "people/roles.html", form=form, person=person, link_form=RecordingForm(formdata=None)
        )
        return page, 400 if form.errors else 200

    closes = person.is_active and not form.is_active.data
    actions.set_roles(
        person, [Role(role) for role in form.roles.data], is_active=form.is_active.data
    )
    if closes:
        close = current_app.extensions["close_account"]
        close(db.session(), person.id, by_id=viewer().id, now=clock.now())
    db.session().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("people.roles", person_id=person_id), 303)


@blueprint.post("/admin/people/<int:person_id>/link")
@open_to(Role.ADMIN)
def password_link(person_id: int) -> ResponseReturnValue:
    """A link to copy: to join, or to set a new password."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form, address = RecordingForm(), url_for("people.roles", person_id=person_id)
    if not form.validate_on_submit():
        return redirect(address, 303)

    purpose = "password" if person.has_joined else "invite"
    endpoint = "accounts.new_password" if person.has_joined else "accounts.invite"
    # A second link would end the first.
    with once.recording(form, leads_to=address) as recording:
        token = accounts.issue_ticket(db.session(), purpose, person_id=person.id, now=clock.now())
        return recording.done(full_address(endpoint, token=token), "link")


def record_invitation(
    form: InviteForm, address: str, *, team_id: int | None
) -> ResponseReturnValue:
    """Invite once, however often the form is sent; show the link and mail it."""
    with once.recording(form, leads_to=address) as recording:
        invitation = actions.invite(
            db.session(),
            form.email.data,
            given_name=form.given_name.data,
            surname=form.surname.data,
            roles=[Role(form.role.data)],
            team_id=team_id,
            time_zone=viewer().time_zone,
            now=clock.now(),
        )
        show_invitation(invitation)
        answer = recording.done()
    mail.send_soon()
    return answer


def show_invitation(invitation: actions.Invitation) -> None:
    """Show the link for copying, once, and put the letter into the outbox."""
    person = invitation.person
    if invitation.token is None:
        flash(_("%(name)s has an account and can start at once.", name=person.name), "success")
        return
    link = full_address("accounts.invite", token=invitation.token)
    flash(link, "link")
    if mail.can_send():
        post_invitation(person, link, sender=viewer().name)


def post_invitation(person: Person, link: str, *, sender: str) -> None:
    """Put the invitation into the outbox, in the language of whoever is invited."""
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/mail_invite.txt",
            subject=_("%(name)s invites you to Tandem", name=sender),
            link=link,
            button=_("Join"),
            person=person,
            sender=sender,
        )
    accounts.post_letter(
        db.session(),
        person,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        kind=LetterKind.INVITATION,
        now=clock.now(),
    )


def keeps_an_administrator(form: RolesForm, person_id: int) -> bool:
    """Somebody must stay able to administer. Says so in the form."""
    if Role.ADMIN in form.roles.data and form.is_active.data:
        return True
    others = [
        person for person in queries.open_administrators(db.session()) if person.id != person_id
    ]
    if not others:
        form.roles.errors = [_("Make somebody else an administrator first.")]
    return bool(others)
