"""How does each of the two say how the pair fits?"""

from __future__ import annotations

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.people.fit import actions, queries
from tandem.people.fit.forms import FitForm
from tandem.people.pairs.queries import has_leader_outside, pair_for
from tandem.people.pairs.rules import is_living
from tandem.people.pairs.visibility import Sight
from tandem.terms import Fit
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("fit", __name__)


@blueprint.route("/pairs/<int:pair_id>/fit", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def fit(pair_id: int) -> ResponseReturnValue:
    """Say how working together suits me. Only for the two of a pair; each sees their own answer."""
    seen = pair_for(db.session(), viewer().id, pair_id=pair_id)
    if seen.sight is not Sight.PARTNER or not is_living(seen.pair.state):
        abort(404)
    own = queries.own_fit(db.session(), pair_id, person_id=viewer().id)
    is_for_leader = has_leader_outside(db.session(), seen.pair)
    form = FitForm(facts={"leader": is_for_leader})
    if not form.validate_on_submit():
        page = render_template(
            "people/fit/fit.html", pair=seen.pair, own=own, form=form, is_for_leader=is_for_leader
        )
        return page, 400 if form.errors else 200

    with submit_once.recording(
        form, leads_to=url_for("pair_page.pair", pair_id=pair_id)
    ) as recording:
        if not is_living(pair_for(db.session(), viewer().id, pair_id=pair_id).pair.state):
            abort(404)
        actions.record_fit(
            db.session(),
            pair_id=pair_id,
            person_id=viewer().id,
            fit=Fit(form.fit.data),
            is_for_leader=form.promised_to_leader(),
            now=clock.now(),
        )
        return recording.done(_("Thank you. Your answer is kept as it was promised."))
