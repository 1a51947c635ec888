"""How is this pair doing?"""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tandem.rules.visibility import Sight
from tandem.together import queries
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("together", __name__)


@blueprint.get("/pairs/<int:pair_id>/")
@open_to(SIGNED_IN)
def pair(pair_id: int) -> ResponseReturnValue:
    """The pair's own page: both halves of every module. For the two and who leads their team."""
    page = queries.pair_page(db.session(), viewer().id, pair_id=pair_id, now=clock.now())
    return render_template(
        "together/pair.html",
        page_of_pair=page,
        is_partner=page.seen.sight is Sight.PARTNER,
        leads_team=page.seen.leads_team,
    )
