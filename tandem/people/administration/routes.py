"""How does an administrator give roles, open and close accounts, and make links to join?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.people.accounts import actions as accounts
from tandem.people.accounts import queries as accounts_queries
from tandem.people.administration import queries
from tandem.people.administration.forms import (
    InviteAnybodyForm,
    RolesForm,
    address_parts,
    filters_in,
)
from tandem.people.leaving import close_account
from tandem.people.teams import actions
from tandem.people.teams.invitations import record_invitation
from tandem.terms import AccountState, Role
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
        page = render_template(
            "people/administration/roles.html",
            form=form,
            person=person,
            link_form=RecordingForm(formdata=None),
        )
        return page, 400 if form.errors else 200

    closes = person.is_active and not form.is_active.data
    actions.set_roles(
        person, [Role(role) for role in form.roles.data], is_active=form.is_active.data
    )
    if closes:
        close_account(db.session(), person.id, by_id=viewer().id, now=clock.now())
    db.session().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("administration.roles", person_id=person_id), 303)


@blueprint.post("/admin/people/<int:person_id>/link")
@open_to(Role.ADMIN)
def password_link(person_id: int) -> ResponseReturnValue:
    """A link to copy: to join, or to set a new password."""
    person = accounts_queries.person_by_id(db.session(), person_id)
    form, address = RecordingForm(), url_for("administration.roles", person_id=person_id)
    if not form.validate_on_submit():
        return redirect(address, 303)

    purpose = "password" if person.has_joined else "invite"
    endpoint = "accounts.new_password" if person.has_joined else "accounts.invite"
    # A second link would end the first.
    with submit_once.recording(form, leads_to=address) as recording:
        token = accounts.issue_ticket(db.session(), purpose, person_id=person.id, now=clock.now())
        return recording.done(full_address(endpoint, token=token), "link")


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
