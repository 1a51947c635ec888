"""Where is what somebody looks for? One page for everybody, each with what they may see."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tandem.guide.search.asked import Sort, asked
from tandem.guide.search.queries import Found, found
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@open_to(SIGNED_IN)
def search() -> ResponseReturnValue:
    """The field, and what was found for what stands in it."""
    wanted = asked(request.args.get("q", ""), request.args.get("sort", ""))
    nothing = Found()
    return render_template(
        "guide/search/search.html",
        asked=wanted,
        sorts=tuple(Sort),
        found=nothing
        if wanted.is_nothing
        else found(db.session(), viewer().id, wanted, roles=viewer().roles, now=clock.now()),
    )
