"""How does a leader set a half of a module complete, seeing first what that means?"""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Pair
from tandem.models.locking import hold
from tandem.people.pairs.visibility import Sight
from tandem.progress.overrides import actions, queries
from tandem.progress.overrides.forms import FAULTS, SetCompleteForm
from tandem.progress.overrides.queries import Settable
from tandem.progress.overrides.rules import OverrideFault, fault_of
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.viewer import viewer

blueprint = Blueprint("overrides", __name__)


@blueprint.route("/lead/pairs/<int:pair_id>/complete", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.HALF_SET_COMPLETE)
def set_complete(pair_id: int) -> ResponseReturnValue:
    """Set one half complete for one person of a pair. For whoever leads it from outside."""
    settable = settable_in(pair_id)
    form = SetCompleteForm(halves=settable.halves, data={"half": request.args.get("half", "")})
    if not form.validate_on_submit():
        return page(settable, form)

    reason, now = form.said(), clock.now()
    with submit_once.recording(
        form, leads_to=url_for("pair_page.pair", pair_id=pair_id)
    ) as recording:
        hold(db.session(), Pair.id == pair_id)
        settable = settable_in(pair_id)
        half = form.chosen(settable.halves)
        fault = fault_of(settable.seen.sight, settable.seen.pair.state, is_open=half is not None)
        if half and not fault:
            actions.set_complete(
                db.session(), half, pair_id=pair_id, reason=reason, by_id=viewer().id, now=now
            )
            note(
                AuditAct.HALF_SET_COMPLETE,
                subject_id=half.partner.id,
                team_id=settable.seen.pair.team_id,
                about=half.module.slug,
            )
            name = half.partner.name
            return recording.done(_("The half of %(name)s is marked as done.", name=name))
    form.half.errors = [FAULTS[fault or OverrideFault.NOT_OPEN]]
    return page(settable, form)


def settable_in(pair_id: int) -> Settable:
    """The pair and what is open in it; 403 for whoever sits in it."""
    settable = queries.settable(db.session(), viewer().id, pair_id=pair_id, now=clock.now())
    if settable.seen.sight is Sight.PARTNER:
        abort(403, str(FAULTS[OverrideFault.OWN_PAIR]))
    return settable


def page(settable: Settable, form: SetCompleteForm) -> ResponseReturnValue:
    """The form with what it means; 400 where it was refused."""
    shown = render_template(
        "progress/overrides/set_complete.html", pair=settable.seen.pair, form=form
    )
    return shown, 400 if form.errors else 200
