"""How does it look from the other seat?"""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tandem.together.scenes import queries
from tandem.together.steps.queries import StepsPlace, place
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("scenes", __name__)
PAGE = "/learn/<course>/<module>/together/<int:pair_id>"


@blueprint.get(f"{PAGE}/scenes")
@open_to(SIGNED_IN)
def scenes(course: str, module: str, pair_id: int) -> ResponseReturnValue:
    """The same scene from both seats, side by side when both have played it."""
    place = place_of(course, module, pair_id)
    shared = queries.scenes(db.session(), place)
    return render_template("together/scenes/scenes.html", place=place, scenes=shared)


@blueprint.get(f"{PAGE}/seat")
@open_to(SIGNED_IN)
def seat(course: str, module: str, pair_id: int) -> ResponseReturnValue:
    """The lesson as the partner reads it, when both have finished it."""
    place = place_of(course, module, pair_id)
    return render_template(
        "together/scenes/seat.html", place=place, seat=queries.seat(db.session(), place)
    )


def place_of(course: str, module: str, pair_id: int) -> StepsPlace:
    """The place of a pair for this person; 404 for everybody but the two."""
    session, who = db.session(), viewer().id
    return place(session, who, course=course, module=module, pair_id=pair_id, now=clock.now())
