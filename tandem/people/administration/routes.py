"""How does an administrator give roles, open and close accounts, and make links to join?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.models import Person
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import actions as accounts
from tandem.people.accounts import queries as accounts_queries
from tandem.people.accounts.telling import post_password_letter, tell
from tandem.people.administration import queries
from tandem.people.administration.forms import (
    InviteAnybodyForm,
    RolesForm,
    address_parts,
    filters_in,
)
from tandem.people.leaving import close_account
from tandem.people.teams import actions
from tandem.people.teams.invitations import post_invitation, record_invitation
from tandem.terms import AccountState, AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.viewer import viewer

blueprint = Blueprint("administration", __name__)


@blueprint.route("/admin/", methods=["GET", "POST"])
@open_to(Role.ADMIN)
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
            form=form,
            roles=list(Role),
            states=list(AccountState),
        )
        return page, 400 if form.errors else 200

    return record_invitation(form, url_for("administration.administration"), team_id=None)


@blueprint.route("/admin/people/<int:person_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
def roles(person_id: int) -> ResponseReturnValue:
    """Give and take roles, open and close an account."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form = RolesForm(obj=person)
    if not form.validate_on_submit() or not keeps_an_administrator(form, person_id):
        return roles_page(form, person)

    with db.writing():
        is_kept = change_roles(form, person_id)
    if not is_kept:
        return roles_page(form, accounts_queries.person_by_id(db.session(), person_id))
    sending.send_soon()
    flash(_("Saved."), "success")
    return redirect(url_for("administration.roles", person_id=person_id), 303)


@blueprint.post("/admin/people/<int:person_id>/link")
@open_to(Role.ADMIN)
def password_link(person_id: int) -> ResponseReturnValue:
    """A link to join, or to set a new password: by mail, or to copy where no mail can be sent."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form, address = RecordingForm(), url_for("administration.roles", person_id=person_id)
    if not form.validate_on_submit():
        return redirect(address, 303)
    if not person.is_active:
        flash(_("This account is closed. Open it first."), "error")
        return redirect(address, 303)

    # A second link would end the first.
    with submit_once.recording(form, leads_to=address) as recording:
        person = accounts_queries.person_by_id(db.session(), person_id)
        link = link_into(person)
        by_mail = _("The link is on its way to %(email)s.", email=person.email)
        answer = recording.done(by_mail) if sending.can_send() else recording.done(link, "link")
    sending.send_soon()
    return answer


def link_into(person: Person) -> str:
    """A link that lets somebody into their account, posted where mail works, and recorded."""
    own, by_id, now = db.session(), viewer().id, clock.now()
    act = AuditAct.LINK_FOR_PASSWORD if person.has_joined else AuditAct.LINK_TO_JOIN
    record_act(own, act, by_id=by_id, subject_id=person.id, now=now)
    if not person.has_joined:
        token = accounts.issue_ticket(own, "invite", person_id=person.id, now=now)
        link = full_address("accounts.invite", token=token)
        if sending.can_send():
            post_invitation(person, link, sender=viewer().name)
        return link
    token = accounts.issue_ticket(own, "password", person_id=person.id, now=now)
    link = full_address("accounts.new_password", token=token)
    if sending.can_send():
        post_password_letter(person, link, made_by=viewer().name)
    return link


def change_roles(form: RolesForm, person_id: int) -> bool:
    """Set roles, open or close the account, and tell the person.

    False where nobody could administer any more.
    """
    # Two who take each other's role at once wait here, for the same rows.
    hold(db.session(), queries.is_administrator())
    if not keeps_an_administrator(form, person_id):
        return False
    person = accounts_queries.person_by_id(db.session(), person_id)
    by_id, now = viewer().id, clock.now()
    if person.is_active and not form.is_active.data:
        close_account(db.session(), person.id, by_id=by_id, now=now)
    roles = [Role(role) for role in form.roles.data]
    entries = actions.set_roles(
        db.session(), person, roles, is_active=form.is_active.data, by_id=by_id, now=now
    )
    tell(entries)
    return True


def roles_page(form: RolesForm, person: Person) -> ResponseReturnValue:
    """Somebody's roles; 400 where the form was refused."""
    page = render_template(
        "people/administration/roles.html",
        form=form,
        person=person,
        link_form=RecordingForm(formdata=None),
    )
    return page, 400 if form.errors else 200


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
