"""Did you do what you planned? One tap, on one's own page or from the mail."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.plans import actions, links, queries
from tandem.learning.plans.forms import PlanForm
from tandem.learning.plans.queries import OwnPlan
from tandem.terms import PlanSaid
from tandem.web import clock, db, submit_once
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("plans", __name__)


@blueprint.post("/plans/<int:plan_id>")
@open_to(SIGNED_IN)
def answer(plan_id: int) -> ResponseReturnValue:
    """Answer what one's own page asks. Tapped twice is tapped once, and it stands."""
    plan = queries.plan_of(db.session(), plan_id, person_id=viewer().id)
    form, back = PlanForm(), url_for("my_page.my_page", _anchor=f"plan-{plan_id}")
    asked = form.asked(plan)
    if asked is None or not form.validate_on_submit():
        flash(_("This page was out of date. Nothing was saved: please tap once more."), "error")
        return redirect(back, 303)

    said = PlanSaid(form.said.data)
    leads_to = step_address(plan) if said is PlanSaid.CHANGED else back
    with submit_once.recording(form, leads_to=leads_to) as recording:
        is_kept = actions.answer(
            db.session(), plan_id, asked, said, person_id=viewer().id, now=clock.now()
        )
        return recording.done(thanks(said) if is_kept else _("You had answered this already."))


@blueprint.route("/plans/mail/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
def from_mail(token: str) -> ResponseReturnValue:
    """Answer from a mail, without signing in: the link is proof enough.

    Looking at the page records nothing, for a scanner of links looks too. Of the plan it shows
    the lesson and the day: the mail may lie open on a table.
    """
    link = links.link_in(token) or abort(404)
    plan = queries.plan_of(db.session(), link.plan_id, person_id=link.person_id)
    is_kept: bool | None = None
    if request.method == "POST":
        # Pressed twice is pressed once: the second press is answered like the first.
        is_kept = plan.said.get(link.asked) is link.said
        with db.writing() as session:
            is_kept |= actions.answer(
                session, plan.id, link.asked, link.said, person_id=link.person_id, now=clock.now()
            )
    return render_template(
        "learning/plans/from_mail.html",
        plan=plan,
        link=link,
        is_kept=is_kept,
        step=step_address(plan),
        thanks=thanks(link.said),
    )


def thanks(said: PlanSaid) -> str:
    """What is said back, the same kind word whatever was tapped."""
    if said is PlanSaid.CHANGED:
        return str(_("Thank you. Here you can write it as it is now."))
    if said is PlanSaid.NOT_YET:
        return str(_("Thank you. There is time; a plan may be made smaller."))
    return str(_("Thank you. Noted."))


def step_address(plan: OwnPlan) -> str:
    """Where the plan was written, and can be changed."""
    return url_for(
        "steps.together",
        course=plan.course,
        module=plan.module,
        pair_id=plan.pair_id,
        _anchor=f"step-{plan.step}",
    )
