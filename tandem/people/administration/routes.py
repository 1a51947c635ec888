"""How does an administrator give roles, open and close accounts, and make links to join?"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.mail import sending
from tandem.models import Person
from tandem.models.audit import record_act
from tandem.people.accounts import actions as accounts
from tandem.people.accounts import queries as accounts_queries
from tandem.people.accounts import sign_ins
from tandem.people.accounts.telling import post_password_letter, tell
from tandem.people.accounts.ways_in import may_use_password
from tandem.people.administration import queries
from tandem.people.administration.forms import (
    InviteAnybodyForm,
    MendNameForm,
    RolesForm,
    address_parts,
    filters_in,
)
from tandem.people.administration.rights import RECORDED, UNDO, set_rights
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.invitations.posting import hand_over, invite_each, post_invitation
from tandem.people.invitations.queries import to_invite
from tandem.people.reopening import take_back
from tandem.terms import AccountState, AuditAct, Issuer, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to, proof_first
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("administration", __name__)


@blueprint.route("/admin/", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.LINK_TO_JOIN, AuditAct.ROLES_GIVEN)
def administration() -> ResponseReturnValue:
    """Everybody, or whom the address looks for; invite one more, with any role."""
    form = InviteAnybodyForm()
    if not form.validate_on_submit():
        filters = filters_in(request.args)
        page = render_template(
            "people/administration/administration.html",
            matches=queries.people_found(db.session(), filters),
            filters=filters,
            parts=address_parts(filters),
            twice=queries.kept_twice(db.session()),
            alike=queries.teams_called_alike(db.session()),
            form=form,
            link_form=RecordingForm(formdata=None),
            can_send=sending.can_send(),
            roles=list(Role),
            states=list(AccountState),
        )
        return page, 400 if form.errors else 200

    existing = accounts_queries.person_by_email(db.session(), form.email.data)
    if existing is not None and not existing.is_active:
        flash(_("This account is closed. Open it first."), "error")
        return redirect(url_for(".roles", person_id=existing.id), 303)
    with submit_once.recording(form, leads_to=url_for(".administration")) as recording:
        answer = recording.done(invite(form))
    sending.send_soon()
    return answer


@blueprint.post("/admin/invite-all")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.LINK_TO_JOIN)
def invite_all() -> ResponseReturnValue:
    """Invite everybody who was brought in and is not here yet, by mail."""
    form, address = RecordingForm(), url_for(".administration")
    if not form.validate_on_submit() or not sending.can_send():
        flash(_("Nothing was sent. Reload the page and press again."), "error")
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        waiting = to_invite(db.session(), None, now=clock.now())
        count = len(invite_each(waiting, administrator(), sender=viewer().name))
        answer = recording.done(
            ngettext("%(num)s invitation goes out.", "%(num)s invitations go out.", count)
        )
    sending.send_soon()
    return answer


@blueprint.route("/admin/people/<int:person_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(*RECORDED)
def roles(person_id: int) -> ResponseReturnValue:
    """Give and take roles, open and close an account."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form = RolesForm(obj=person)
    if person.is_erased and form.is_submitted():
        abort(404)
    if not form.validate_on_submit():
        return roles_page(form, person)

    answer = set_rights(person_id, form.chosen())
    if not isinstance(answer, str):
        return answer
    form.roles.errors = [answer]
    return roles_page(form, accounts_queries.person_by_id(db.session(), person_id))


@blueprint.post("/admin/people/undo")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.OPENED)
def undo_close() -> ResponseReturnValue:
    """Open an account that was just closed, with its pairs."""
    form = UndoForm()
    closed = undo.facts_sent(form, UNDO)
    if closed is None:
        return undo.too_late(url_for(".administration"))
    address = url_for(".roles", person_id=closed[0])
    return take_back(form, closed, address=address, may_open=lambda: True)


@blueprint.route("/admin/people/<int:person_id>/name", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.NAME_MENDED)
def name(person_id: int) -> ResponseReturnValue:
    """Mend a name that came in wrongly. The person is told; what was certified stays as it was."""
    person = accounts_queries.person_unless_erased(db.session(), person_id)
    form = MendNameForm(obj=person)
    if not form.validate_on_submit():
        page = render_template("people/administration/name.html", form=form, person=person)
        return page, 400 if form.errors else 200

    address = url_for("administration.roles", person_id=person_id)
    with submit_once.recording(form, leads_to=address) as recording:
        mend_name(person_id, form)
        answer = recording.done(_("Saved."))
    sending.send_soon()
    return answer


@blueprint.post("/admin/people/<int:person_id>/link")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.LINK_TO_JOIN, AuditAct.LINK_FOR_PASSWORD)
def password_link(person_id: int) -> ResponseReturnValue:
    """A link to join, or to set a new password: by mail, or to copy where no mail can be sent."""
    person = accounts_queries.person_unless_erased(db.session(), person_id)
    form, address = RecordingForm(), url_for("administration.roles", person_id=person_id)
    if not form.validate_on_submit():
        return redirect(address, 303)
    if not person.is_active:
        flash(_("This account is closed. Open it first."), "error")
        return redirect(address, 303)
    if person.has_joined and not may_use_password(person.email):
        flash(_("Nobody comes in by a password here."), "error")
        return redirect(address, 303)

    # A second link would end the first.
    with submit_once.recording(form, leads_to=address) as recording:
        person = accounts_queries.person_unless_erased(db.session(), person_id)
        link = link_into(person)
        by_mail = _("The link is on its way to %(email)s.", email=person.email)
        answer = recording.done(by_mail) if sending.can_send() else recording.done(link, "link")
    sending.send_soon()
    return answer


@blueprint.route("/admin/people/<int:person_id>/sign-out", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.SIGN_INS_ENDED)
def sign_out(person_id: int) -> ResponseReturnValue:
    """Sign somebody out everywhere, after saying what stops and what stays."""
    person = accounts_queries.person_unless_erased(db.session(), person_id)
    form = RecordingForm()
    if not form.validate_on_submit():
        number = len(sign_ins.sign_ins_of(db.session(), person_id, here=viewer().sign_in_id))
        page = render_template(
            "people/administration/sign_out.html", form=form, person=person, number=number
        )
        return page, 400 if form.errors else 200

    address = url_for("administration.roles", person_id=person_id)
    with submit_once.recording(form, leads_to=address) as recording:
        # Who does this to themselves stays here, and is out everywhere else.
        if sign_ins.end_all(db.session(), person_id, but=viewer().sign_in_id):
            tell([note(AuditAct.SIGN_INS_ENDED, subject_id=person_id)])
        answer = recording.done(_("%(name)s is signed out everywhere.", name=person.name))
    sending.send_soon()
    return answer


def administrator() -> IssuedBy:
    """Who issues an invitation here."""
    return IssuedBy(Issuer.ADMIN, viewer().id)


def invite(form: InviteAnybodyForm) -> str:
    """Give somebody a role at once, and a link where they are not here yet; says what was done."""
    wish = Wish(
        email=form.email.data,
        given_name=form.given_name.data,
        surname=form.surname.data,
        roles=frozenset({Role(form.role.data)}),
    )
    invited = invitations.invite_at_once(
        db.session(), wish, administrator(), time_zone=viewer().time_zone, now=clock.now()
    )
    tell(invited.entries)
    person = invited.person
    if invited.invitation is None or invited.token is None:
        return str(_("%(name)s has an account, has the role now, and is told.", name=person.name))
    hand_over(invited.invitation, person, invited.token, sender=viewer().name)
    return str(_("%(email)s is invited.", email=person.email))


def link_into(person: Person) -> str:
    """A link that lets somebody into their account, posted where mail works, and recorded."""
    own, by_id, now = db.session(), viewer().id, clock.now()
    if not person.has_joined:
        invitation, token = invitations.let_in(own, person, administrator(), now=now)
        link = full_address("invitations.join", token=token)
        if sending.can_send():
            post_invitation(invitation, person, link, sender=viewer().name)
        return link
    record_act(own, AuditAct.LINK_FOR_PASSWORD, by_id=by_id, subject_id=person.id, now=now)
    token = accounts.issue_ticket(own, "password", person_id=person.id, now=now)
    link = full_address("accounts.new_password", token=token)
    if sending.can_send():
        post_password_letter(person, link, made_by=viewer().name)
    return link


def mend_name(person_id: int, form: MendNameForm) -> None:
    """Give somebody the right name, with who and when. The same name again changes nothing."""
    person = accounts_queries.person_unless_erased(db.session(), person_id)
    before = person.given_name, person.surname
    person.given_name, person.surname = form.given_name.data or "", form.surname.data or ""
    if before != (person.given_name, person.surname):
        by_id, now = viewer().id, clock.now()
        act = AuditAct.NAME_MENDED
        tell([record_act(db.session(), act, by_id=by_id, subject_id=person_id, now=now)])


def roles_page(form: RolesForm, person: Person) -> ResponseReturnValue:
    """Somebody's roles; 400 where the form was refused."""
    page = render_template(
        "people/administration/roles.html",
        form=form,
        person=person,
        is_joined=accounts_queries.is_joined_to_provider(db.session(), person.id),
        link_form=RecordingForm(formdata=None),
        can_send=sending.can_send(),
    )
    return page, 400 if form.errors else 200
