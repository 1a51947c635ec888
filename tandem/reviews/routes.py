"""What came of an attempt?"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tandem.opinions.forms import OpinionForm
from tandem.opinions.queries import asking
from tandem.reviews import queries
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/learn/<course>/<module>/quiz/attempts/<int:number>")
@open_to(SIGNED_IN)
def attempt(course: str, module: str, number: int) -> ResponseReturnValue:
    """One of my own attempts."""
    session, who, now = db.session(), viewer().id, clock.now()
    result = queries.result(session, who, course=course, module=module, number=number, now=now)
    opinion = asking(session, who, module_id=result.module_id, now=now)
    return render_template(
        "reviews/attempt.html",
        result=result,
        opinion=OpinionForm.for_page(opinion, back=request.path),
    )
