"""How does an administrator join two accounts of one person?"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.spelling import address_of
from tandem.mail import sending
from tandem.people.accounts.queries import person_by_email, person_by_id, person_unless_erased
from tandem.people.accounts.telling import tell
from tandem.terms import AuditAct, Role
from tandem.trust.joining import actions, queries
from tandem.trust.joining.moving import TwoAccounts
from tandem.trust.joining.queries import JoiningPlan
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("joining", __name__)


@blueprint.get("/admin/people/<int:person_id>/join")
@open_to(Role.ADMIN)
def choose(person_id: int) -> ResponseReturnValue:
    """Which other account is the same person's? By its address, or one of the same name."""
    person = person_unless_erased(db.session(), person_id)
    asked = address_of(request.args.get("email", ""))
    other = person_by_email(db.session(), asked) if asked else None
    if other is not None and not other.is_erased:
        return redirect(url_for(".join", person_id=person_id, other_id=other.id))
    page = render_template(
        "trust/joining/choose.html",
        person=person,
        asked=asked,
        same_name=queries.of_same_name(db.session(), person),
    )
    return page, 404 if asked else 200


@blueprint.route("/admin/people/<int:person_id>/join/<int:other_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.ACCOUNTS_JOINED)
def join(person_id: int, other_id: int) -> ResponseReturnValue:
    """Join two accounts, after saying what moves and what stays."""
    plan = plan_of(person_id, other_id)
    form = RecordingForm()
    if plan.fault is not None or not form.validate_on_submit():
        page = render_template("trust/joining/join.html", plan=plan, form=form)
        return page, 400 if form.is_submitted() else 200

    address = url_for("administration.roles", person_id=person_id)
    with submit_once.recording(form, leads_to=address) as recording:
        accounts = TwoAccounts(person_id, other_id)
        actions.hold_both(db.session(), accounts)
        plan = plan_of(person_id, other_id)
        if plan.fault is not None:
            return render_template("trust/joining/join.html", plan=plan, form=form), 409
        entry = actions.join(db.session(), accounts, by_id=viewer().id, now=clock.now())
        # Whoever reads the mail of either address learns who did it.
        tell([entry])
        tell([entry], at=plan.goes.email)
        answer = recording.done(
            _("Joined. Everything that can move stands in the account of %(name)s now.",
              name=plan.stays.name)
        )  # fmt: skip
    sending.send_soon()
    return answer


def plan_of(person_id: int, other_id: int) -> JoiningPlan:
    """What joining these two amounts to; 404 where there is no such account."""
    own = db.session()
    return queries.plan_of(
        own, person_by_id(own, person_id), person_by_id(own, other_id), viewer_id=viewer().id
    )
