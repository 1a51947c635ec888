"""What does an administrator read before rights are taken that others go by?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tandem.people.accounts.queries import person_unless_erased
from tandem.people.administration.forms import TakeRightsForm
from tandem.people.administration.rights import RECORDED, set_rights
from tandem.people.administration.touched import ChosenRights, touched_by
from tandem.terms import Role
from tandem.web import db
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records

blueprint = Blueprint("rights", __name__)


@blueprint.route("/admin/people/<int:person_id>/rights", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(*RECORDED)
def take_away(person_id: int) -> ResponseReturnValue:
    """Take roles or close an account, after saying which pairs and teams are touched."""
    person = person_unless_erased(db.session(), person_id)
    address = url_for("administration.roles", person_id=person_id)
    if "open" not in request.args:
        return redirect(address, 303)
    chosen = chosen_in_address()
    form = TakeRightsForm()
    if form.validate_on_submit():
        answer = set_rights(person_id, chosen, agreed_to=form.agreed.data)
        if not isinstance(answer, str):
            return answer
        flash(answer, "error")
        return redirect(address, 303)

    touched = touched_by(db.session(), person, chosen)
    if not touched.is_anything:
        return redirect(address, 303)
    form.agreed.data = touched.mark
    page = render_template(
        "people/administration/rights.html", form=form, person=person, touched=touched
    )
    return page, 400 if form.errors else 200


def chosen_in_address() -> ChosenRights:
    """The rights that the address speaks of."""
    roles = frozenset(Role(text) for text in request.args.getlist("role") if text in set(Role))
    return ChosenRights(roles, is_open=request.args["open"] == "yes")
