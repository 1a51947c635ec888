"""Which words of their own do the two keep of a course?"""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tandem.together.finale import queries
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("finale", __name__)


@blueprint.get("/pairs/<int:pair_id>/finale/<course>")
@open_to(SIGNED_IN)
def finale(pair_id: int, course: str) -> ResponseReturnValue:
    """What the two wrote in a course, as one page to keep and print; 404 for everybody else."""
    shown = queries.finale(
        db.session(), viewer().id, pair_id=pair_id, course=course, now=clock.now()
    )
    return render_template("together/finale/finale.html", finale=shown, pair=shown.pair)
