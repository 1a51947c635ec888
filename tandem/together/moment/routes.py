"""What does the answer show when somebody's step has closed a module of the two?"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tandem.people.pairs.queries import pairs_of_person
from tandem.progress import closings
from tandem.progress.more_attempts.queries import with_used_up
from tandem.progress.next_thing import next_for
from tandem.together.moment import queries
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.filters import number_in
from tandem.web.viewer import viewer

blueprint = Blueprint("moment", __name__)


@blueprint.get("/learn/<course>/<module>/both/<int:pair_id>")
@open_to(SIGNED_IN)
def moment(course: str, module: str, pair_id: int) -> ResponseReturnValue:
    """Both have done it: their names, the closed picture, what the partner wrote, one way on."""
    session, who, now = db.session(), viewer().id, clock.now()
    return render_template(
        "together/moment/moment.html",
        moment=queries.moment_of(
            session, who, course=course, module=module, pair_id=pair_id, now=now
        ),
        next=with_used_up(session, who, next_for(session, who, roles=viewer().roles, now=now)),
        attempt=request.args.get("attempt", type=int),
    )


@blueprint.post("/moments/seen")
@open_to(SIGNED_IN)
def seen() -> ResponseReturnValue:
    """Somebody has seen on their own page what a partner closed. Said twice is said once."""
    session, who = db.session(), viewer().id
    pairs = [pair.id for pair in pairs_of_person(session, who)]
    up_to = number_in(request.form.get("up_to")) or 0
    with db.writing() as session:
        closings.mark_seen(session, who, pairs, up_to=up_to, now=clock.now())
    return redirect(url_for("my_page.my_page"), 303)
