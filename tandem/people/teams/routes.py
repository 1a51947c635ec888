"""How does a leader fill a team, and an administrator give roles?"""

from __future__ import annotations

import secrets

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.mail import sending
from tandem.models import Invitation, Team
from tandem.models.locking import hold
from tandem.people.accounts.entering import hashed
from tandem.people.accounts.queries import person_by_id
from tandem.people.accounts.telling import tell
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.invitations.joining import all_asked
from tandem.people.invitations.posting import hand_over
from tandem.people.invitations.queries import (
    BETWEEN,
    asked_in_team,
    own_invitation,
    to_ask_again,
    waits_for_own,
)
from tandem.people.invitations.sheet import sheet_page, strip_for
from tandem.people.teams import actions, queries
from tandem.people.teams.forms import InviteForm, TeamForm
from tandem.people.teams.naming import is_name_taken
from tandem.people.teams.welcome import first_pair_form, welcome_page
from tandem.terms import AuditAct, Issuer, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to, proof_first
from tandem.web.acts import note, records
from tandem.web.filters import page_in, search_in
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("teams", __name__)
SAMPLE_ADDRESSES = ", ".join(
    f"{who}@example.com" for who in ("rep", "support", "leader", "trainer", "admin")
)
UNDO = "teams.undo_leave"


def init_app(
    app: Flask, *, load_sample: actions.SampleLoader, remove_sample: actions.SampleRemover
) -> None:
    """Hand over what loads and removes the sample, which stands above the pages, with the
    commands."""
    app.extensions["sample_loader"] = load_sample
    app.extensions["sample_remover"] = remove_sample


@blueprint.get("/welcome")
@open_to(Role.LEADER)
def welcome() -> ResponseReturnValue:
    """The first page after the first account: a first pair, a team of one's own, or the sample."""
    return welcome_page(first_pair_form())


@blueprint.post("/welcome/sample")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.SAMPLE_LOADED)
def load_sample() -> ResponseReturnValue:
    """Load the sample team, led by whoever asked."""
    form = RecordingForm()
    if not form.validate_on_submit():
        return welcome_page(first_pair_form(), status=400)

    password = secrets.token_urlsafe(9)
    password_hash = hashed(password)
    try:
        with submit_once.recording(form, leads_to=url_for("board.lead")) as recording:
            load_for_viewer(password, password_hash)
            return recording.done(
                _("The sample team is here. “Remove the sample …” at its top takes it away.")
            )
    except actions.AddressTakenError as error:
        flash(
            _("%(email)s is the account of somebody real here. Nothing was loaded.", email=error),
            "error",
        )
        return welcome_page(first_pair_form(), status=400)


def load_for_viewer(password: str, password_hash: str) -> None:
    """Load the sample, led by the viewer, and say once with which password its people sign in."""
    load: actions.SampleLoader = current_app.extensions["sample_loader"]
    if not load(db.session(), now=clock.now(), leader_id=viewer().id, password_hash=password_hash):
        return
    note(AuditAct.SAMPLE_LOADED)
    flash(
        _(
            "Whoever is to try it signs in as one of its people (%(addresses)s) with the password"
            " %(password)s. It is shown only now.",
            addresses=SAMPLE_ADDRESSES,
            password=password,
        )
    )


@blueprint.route("/welcome/sample/remove", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@records(AuditAct.SAMPLE_REMOVED)
def remove_sample() -> ResponseReturnValue:
    """Take the sample away, after a page that says what goes and what stays."""
    if viewer().is_sample:
        abort(403)
    form = RecordingForm()
    if not form.validate_on_submit():
        has_sample = queries.has_sample(db.session())
        page = render_template("people/teams/no_sample.html", form=form, has_sample=has_sample)
        return page, 400 if form.errors else 200

    remove: actions.SampleRemover = current_app.extensions["sample_remover"]
    with submit_once.recording(form, leads_to=url_for(".welcome")) as recording:
        if remove(db.session()):
            note(AuditAct.SAMPLE_REMOVED)
        return recording.done(_("The sample is gone. It can be loaded again, fresh, at any time."))


@blueprint.route("/lead/teams/new", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.TEAM_MADE)
def new_team() -> ResponseReturnValue:
    """Make a team."""
    form = TeamForm()
    if form.validate_on_submit():
        with submit_once.recording(form) as recording:
            if not is_name_taken(form.name):
                name, leader_id = form.name.data, viewer().id
                team = actions.create_team(db.session(), name, leader_id=leader_id, now=clock.now())
                recording.leads_to(url_for("teams.people", team_id=team.id))
                return recording.done()
    return render_template("people/teams/new_team.html", form=form), 400 if form.errors else 200


@blueprint.route("/lead/teams/<int:team_id>/people", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.ASKED, AuditAct.ASKED_AGAIN)
def people(team_id: int) -> ResponseReturnValue:
    """The people of a team, and who was asked; ask one more."""
    team = queries.team_led(db.session(), viewer().id, team_id=team_id)
    form = InviteForm()
    if not form.validate_on_submit():
        return people_page(team, form)

    role = Role(form.role.data)
    member = queries.member_with_role(db.session(), team_id, email=form.email.data, role=role)
    if member is not None:
        form.email.errors = [_("%(name)s is in this team already.", name=member.name)]
        return people_page(team, form)
    address = url_for("teams.people", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        hold(db.session(), Team.id == team_id)
        ask(form, by=IssuedBy(Issuer.LEADER, viewer().id), team_id=team_id)
        answer = recording.done(_("%(email)s is asked to join.", email=form.email.data.strip()))
    sending.send_soon()
    return answer


@blueprint.post("/lead/teams/<int:team_id>/invitations/<int:invitation_id>/again")
@open_to(Role.LEADER)
@records(AuditAct.ASKED_AGAIN, AuditAct.LINK_TO_JOIN)
def ask_again(team_id: int, invitation_id: int) -> ResponseReturnValue:
    """Send one's own invitation once more, once a day at most where it goes by mail."""
    queries.team_led(db.session(), viewer().id, team_id=team_id)
    row = own_invitation(db.session(), invitation_id, team_id=team_id, by_id=viewer().id)
    form, address = RecordingForm(), url_for("teams.people", team_id=team_id)
    if not form.validate_on_submit():
        return redirect(address, 303)
    if sending.can_send() and clock.now() - row.sent_at < BETWEEN:
        flash(_("This went out less than a day ago. Give it a day."), "error")
        return redirect(address, 303)

    # A second link would end the first.
    with submit_once.recording(form, leads_to=address) as recording:
        row = own_invitation(db.session(), invitation_id, team_id=team_id, by_id=viewer().id)
        send_again(row)
        answer = recording.done(_("%(name)s is asked again.", name=row.asked_name))
    sending.send_soon()
    return answer


@blueprint.route(
    "/lead/teams/<int:team_id>/invitations/<int:invitation_id>/withdraw", methods=["GET", "POST"]
)
@open_to(Role.LEADER)
@records(AuditAct.ASK_WITHDRAWN)
def withdraw(team_id: int, invitation_id: int) -> ResponseReturnValue:
    """Take one's own invitation back, after a page that says so; its link stops working."""
    if request.method == "GET":
        team = queries.team_led(db.session(), viewer().id, team_id=team_id)
        row = own_invitation(db.session(), invitation_id, team_id=team_id, by_id=viewer().id)
        return render_template("people/teams/withdraw.html", team=team, invitation=row)
    with db.writing() as session:
        queries.team_led(session, viewer().id, team_id=team_id)
        row = own_invitation(session, invitation_id, team_id=team_id, by_id=viewer().id)
        name = row.asked_name
        invitations.withdraw(session, row, now=clock.now())
    flash(_("%(name)s is no longer asked. The link works no more.", name=name), "success")
    return redirect(url_for("teams.people", team_id=team_id), 303)


@blueprint.post("/lead/teams/<int:team_id>/people/invite-all")
@open_to(Role.LEADER)
@records(AuditAct.ASKED_AGAIN, AuditAct.LINK_TO_JOIN)
def ask_all_again(team_id: int) -> ResponseReturnValue:
    """Ask everybody again whom one has asked and who has not answered, by mail."""
    queries.team_led(db.session(), viewer().id, team_id=team_id)
    address, form = url_for("teams.people", team_id=team_id), RecordingForm()
    if not form.validate_on_submit() or not sending.can_send():
        flash(_("Nothing was sent. Reload the page and press again."), "error")
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        rows = to_ask_again(db.session(), team_id, by_id=viewer().id, now=clock.now())
        for row in rows:
            send_again(row)
        answer = recording.done(
            ngettext("%(num)s invitation goes out.", "%(num)s invitations go out.", len(rows))
        )
    sending.send_soon()
    return answer


@blueprint.post("/lead/teams/<int:team_id>/people/links")
@open_to(Role.LEADER)
@records(AuditAct.ASKED_AGAIN, AuditAct.LINK_TO_JOIN)
def sheet(team_id: int) -> ResponseReturnValue:
    """A sheet to print with a fresh link for everybody whom one has asked and who has not answered.

    Only where no mail can be sent: else nobody but its reader sees a link.
    """
    team = queries.team_led(db.session(), viewer().id, team_id=team_id)
    address, form = url_for("teams.people", team_id=team_id), RecordingForm()
    if not form.validate_on_submit() or sending.can_send():
        flash(_("No sheet was made. Reload the page and press again."), "error")
        return redirect(address, 303)

    name = team.name
    with submit_once.recording(form, leads_to=address) as recording:
        rows = all_asked(db.session(), team_id, by_id=viewer().id)
        made = [(row.asked_name, row.email, fresh_link(row)) for row in rows]
        recording.done()
    return sheet_page([strip_for(*facts) for facts in made], place=name, back=address)


@blueprint.route("/lead/teams/<int:team_id>/people/<int:person_id>/leave", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.TAKEN_OUT)
def leave(team_id: int, person_id: int) -> ResponseReturnValue:
    """Take somebody out of a team, after a page that says what stops and what stays."""
    if request.method == "GET":
        team = queries.team_led(db.session(), viewer().id, team_id=team_id)
        person = queries.member(db.session(), team_id, person_id=person_id)
        number = queries.number_of_pairs(db.session(), team_id, person_id=person_id)
        return render_template(
            "people/teams/leave.html", team=team, person=person, number_of_pairs=number
        )
    with db.writing() as session:
        queries.team_led(session, viewer().id, team_id=team_id)
        person = queries.member(session, team_id, person_id=person_id)
        entries = actions.leave_team(
            session, team_id=team_id, person_id=person_id, by_id=viewer().id, now=clock.now()
        )
        tell(entries)
    sending.send_soon()
    flash(_("%(name)s is no longer in this team. All records stay.", name=person.name), "success")
    offer = undo.signed(UNDO, [team_id, person_id])
    return redirect(url_for("teams.people", team_id=team_id, undo=offer), 303)


@blueprint.post("/lead/people/undo")
@open_to(Role.LEADER)
@records(AuditAct.PUT_IN_TEAM)
def undo_leave() -> ResponseReturnValue:
    """Let somebody be in a team again who was just taken out of it."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    team_id, person_id = facts
    address = url_for("teams.people", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        queries.team_led(db.session(), viewer().id, team_id=team_id)
        entries = actions.come_back(
            db.session(), team_id=team_id, person_id=person_id, by_id=viewer().id, now=clock.now()
        )
        if entries is None:
            return undo.too_late(address)
        tell(entries)
        name = person_by_id(db.session(), person_id).name
        answer = recording.done(_("Undone: %(name)s is in the team as before.", name=name))
    sending.send_soon()
    return answer


def people_page(team: Team, form: InviteForm) -> ResponseReturnValue:
    """The people of a team and who was asked, with the form; 400 where it was refused."""
    own, search = db.session(), search_in(request.args)
    page = render_template(
        "people/teams/people.html",
        team=team,
        members=queries.members_found(own, team.id, search=search, page=page_in(request.args)),
        asked=asked_in_team(
            own,
            team.id,
            reader_id=viewer().id,
            search=search,
            page=page_in(request.args, "asked"),
            now=clock.now(),
        ),
        waits_for_own=waits_for_own(own, team.id, by_id=viewer().id),
        search=search,
        form=form,
        link_form=RecordingForm(formdata=None),
        can_send=sending.can_send(),
    )
    return page, 400 if form.errors else 200


def ask(form: InviteForm, *, by: IssuedBy, team_id: int) -> None:
    """Ask whom the form names, by mail or by a link to copy. It looks the same for everybody."""
    wish = Wish(
        email=form.email.data,
        given_name=form.given_name.data,
        surname=form.surname.data,
        roles=frozenset({Role(form.role.data)}),
        team_id=team_id,
    )
    invited = invitations.ask(db.session(), wish, by, time_zone=viewer().time_zone, now=clock.now())
    if invited.invitation and invited.token:
        hand_over(invited.invitation, invited.person, invited.token, sender=viewer().name)


def fresh_link(row: Invitation) -> str:
    """A fresh link for an invitation, to be shown; the one before stops working."""
    person = person_by_id(db.session(), row.person_id)
    token = invitations.ask_again(db.session(), row, person, now=clock.now())
    return full_address("invitations.join", token=token)


def send_again(row: Invitation) -> None:
    """A fresh link for an invitation, by mail or to copy."""
    person = person_by_id(db.session(), row.person_id)
    token = invitations.ask_again(db.session(), row, person, now=clock.now())
    hand_over(row, person, token, sender=viewer().name)
