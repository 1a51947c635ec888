"""What does somebody see first after signing in?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tandem.learning.plans.forms import plan_cards
from tandem.learning.plans.queries import plans_of
from tandem.learning.pulse.queries import asked_pulses
from tandem.learning.refreshers.forms import RefresherForm
from tandem.learning.refreshers.pages import refreshers_page
from tandem.learning.refreshers.queries import learned_courses
from tandem.learning.remarks import queries as remarks
from tandem.learning.written import queries as written
from tandem.people.accounts.acts import notices_for
from tandem.people.fit.queries import pairs_to_ask
from tandem.people.invitations.queries import requests_to
from tandem.people.matching.queries import is_to_be_asked
from tandem.people.pairs.queries import proposed_to
from tandem.progress.first_steps.queries import first_steps
from tandem.progress.nudges.queries import nudges_for
from tandem.progress.rules.rounds import Round
from tandem.terms import SEATS, Beginner, PairState
from tandem.together.goals.sparks import goal_sparks
from tandem.together.my_page import queries
from tandem.together.my_page.rare import rare_for
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("my_page", __name__)


@blueprint.get("/")
@open_to(SIGNED_IN)
def my_page() -> ResponseReturnValue:
    """What waits for me, what waits for my partners, what is done."""
    mine = queries.my_page(db.session(), viewer().id, roles=viewer().roles, now=clock.now())
    learned = learned_courses(mine.living, mine.alone)
    coming_back = refreshers_page(db.session(), viewer().id, learned, now=clock.now())
    return render_template(
        "together/my_page/my_page.html",
        mine=mine,
        first_steps=first_steps(db.session(), viewer().id, Beginner.LEARNER, roles=viewer().roles),
        suits=pairs_to_ask(db.session(), viewer().id, both_done_at=done_together(mine)),
        proposed=proposed_to(db.session(), viewer().id, mine.pairs),
        asks_style=asks_style(mine),
        pulses=asked_pulses(db.session(), viewer().id, mine.living, now=clock.now()),
        coming_back=coming_back,
        refresher_form=RefresherForm.for_page(coming_back.shown),
        form=RecordingForm(formdata=None),
        **rarer_things(mine),
    )


def rarer_things(mine: queries.MyPage) -> dict[str, Any]:
    """What most people have none of most of the time. One query, and one for each that is there."""
    session, me, now = db.session(), viewer().id, clock.now()
    pairs = {course.seat.pair_id for course in mine.living}
    rare = rare_for(session, me, pairs, now=now)
    plans = plans_of(session, [me], now=now) if rare.plans else ()
    return {
        "requests": requests_to(session, me, now=now) if rare.requests else (),
        "notices": notices_for(session, me) if rare.notices else (),
        "nudges": nudges_for(session, me, titles=open_modules(mine)) if rare.nudges else (),
        "remarks": remarks.answers_not_put_away(session, me) if rare.remarks else (),
        "goals": goal_sparks(session, pairs) if rare.goals else (),
        "plans": plan_cards(plans, today=clock.local_day(now)) if plans else (),
        "waiting_texts": written.waiting_texts(session, me, now=now) if rare.waiting_texts else (),
        "replies": written.new_replies(session, me) if rare.replies else (),
    }


def asks_style(mine: queries.MyPage) -> bool:
    """Is it time to ask how the viewer likes to work? Not where they have a partner."""
    if not viewer().holds(*SEATS) or any(pair.state is not PairState.ENDED for pair in mine.pairs):
        return False
    return is_to_be_asked(db.session(), viewer().id)


def open_modules(mine: queries.MyPage) -> dict[tuple[int, int], tuple[str, Round]]:
    """What the viewer has not finished in an active pair, and its round, by pair and module."""
    return {
        (course.seat.pair_id, shared.module.id): (shared.module.title, course.seat.round)
        for course in mine.living
        for shared in course.modules
        if not shared.mine.is_done and course.seat.pair_state is PairState.ACTIVE
    }


def done_together(mine: queries.MyPage) -> dict[int, list[datetime]]:
    """When both had done each module, by pair, in the pairs that work together now."""
    moments_by_pair: dict[int, list[datetime]] = {}
    for course in mine.living:
        if course.seat.pair_state is PairState.ACTIVE:
            moments = [at for module in course.modules if (at := module.learned_at)]
            moments_by_pair.setdefault(course.seat.pair_id, []).extend(moments)
    return moments_by_pair
