"""How is this pair doing, and who waits for whom?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Pair
from tandem.models.locking import hold
from tandem.people.pairs.queries import pairs_of_person
from tandem.progress.more_attempts.queries import quizzes_used_up, told_used_up, waiting_quizzes
from tandem.progress.next_thing import NextThing, ahead_of, next_things
from tandem.progress.nudges import actions as nudges
from tandem.terms import PairState
from tandem.together.pair_page import queries
from tandem.together.pair_page.queries import PairPage
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.viewer import viewer

# The name of its addresses, which others link to.
blueprint = Blueprint("pair_page", __name__)


@blueprint.get("/pairs/")
@open_to(SIGNED_IN)
def pairs() -> ResponseReturnValue:
    """The page of the two, where there is one pair; else which there are, ended ones last."""
    own = pairs_of_person(db.session(), viewer().id)
    living = [pair for pair in own if pair.state is not PairState.ENDED]
    if len(living or own) == 1:
        return redirect(url_for(".pair", pair_id=(living or own)[0].id))
    ended = [pair for pair in own if pair.state is PairState.ENDED]
    return render_template("together/pair_page/pairs.html", pairs=[*living, *ended])


@blueprint.get("/pairs/<int:pair_id>/")
@open_to(SIGNED_IN)
def pair(pair_id: int) -> ResponseReturnValue:
    """The pair's own page: both halves of every module. For the two and who leads their team."""
    page = page_of(pair_id)
    first, in_pair = next_on(page)
    return render_template(
        "together/pair_page/pair_page.html",
        page_of_pair=page,
        next=first,
        next_in_pair=in_pair,
        is_partner=page.is_partner,
        leads_team=page.seen.leads_team,
        now=clock.now(),
        today=clock.local_day(clock.now()),
    )


@blueprint.post("/pairs/<int:pair_id>/nudge")
@open_to(SIGNED_IN)
def nudge(pair_id: int) -> ResponseReturnValue:
    """Ask the partner, in fixed words, to go on. Pressed twice is once."""
    back = redirect(url_for(".pair", pair_id=pair_id), 303)
    course_id = request.form.get("course", type=int) or 0
    with db.writing() as session:
        hold(session, Pair.id == pair_id)
        turn = page_of(pair_id).turn_in(course_id)
        if turn is None or turn.nudge_fault is not None:
            flash(_("No nudge was sent: it isn’t due, or one is on its way already."))
            return back
        nudges.nudge(
            session,
            pair_id=pair_id,
            module_id=turn.module.module.id,
            from_id=viewer().id,
            to_id=turn.partner.id,
            now=clock.now(),
        )
    flash(_("Your nudge is on its way to %(name)s.", name=turn.partner.name), "success")
    return back


def next_on(page: PairPage) -> tuple[NextThing | None, NextThing | None]:
    """What is next for one of the two: of all they have, and in this pair where that is another."""
    if not page.is_partner or not page.is_living:
        return None, None
    session, who = db.session(), viewer()
    ahead = ahead_of(session, who.id, roles=who.roles, now=clock.now())
    things = next_things(ahead)
    here = next_things(course for course in ahead if course.pair_id == page.pair.id)
    used_up = quizzes_used_up(session, who.id, waiting_quizzes([*things, *here]))
    first, *_others = told_used_up(things, used_up) or (None,)
    own, *_others = told_used_up(here, used_up) or (None,)
    is_another = first is not None and own is not None and not own.is_same_as(first)
    return first, own if is_another else None


def page_of(pair_id: int) -> PairPage:
    """The page for this viewer; 404 for whoever may not see the pair."""
    return queries.pair_page(db.session(), viewer().id, pair_id=pair_id, now=clock.now())
