"""What came of an attempt?"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tandem.learning.feedback.forms import FeedbackForm
from tandem.learning.feedback.queries import asking
from tandem.learning.quizzes import results
from tandem.library.served import library
from tandem.progress.more_attempts.queries import with_used_up
from tandem.progress.next_thing import next_for
from tandem.progress.seat_courses import open_seats
from tandem.progress.seat_places import seat_places
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("quiz_results", __name__)


@blueprint.get("/learn/<course>/<module>/quiz/attempts/<int:number>")
@open_to(SIGNED_IN)
def attempt(course: str, module: str, number: int) -> ResponseReturnValue:
    """The result of one of the viewer's own attempts."""
    session, who, now = db.session(), viewer().id, clock.now()
    result = results.result(session, who, course=course, module=module, number=number, now=now)
    served = library(session)
    opened = open_seats(session, served, who, now=now)
    shared = seat_places(session, served, opened, person_id=who, module_id=result.module_id)
    asked = asking(session, who, module_id=result.module_id, now=now)
    ahead = next_for(session, who, roles=viewer().roles, in_pairs=shared, now=now)
    return render_template(
        "learning/quizzes/attempt.html",
        result=result,
        pairs=results.in_pairs(result, shared),
        next=with_used_up(session, who, ahead),
        feedback=FeedbackForm.for_page(asked, back=request.script_root + request.path),
    )
