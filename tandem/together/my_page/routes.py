"""What does somebody see first after signing in?"""

from __future__ import annotations

from datetime import datetime

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
    plans = plans_of(db.session(), [viewer().id], now=clock.now())
    return render_template(
        "together/my_page/my_page.html",
        mine=mine,
        first_steps=first_steps(db.session(), viewer().id, Beginner.LEARNER, roles=viewer().roles),
        requests=requests_to(db.session(), viewer().id, now=clock.now()),
        notices=notices_for(db.session(), viewer().id),
        nudges=nudges_for(db.session(), viewer().id, titles=open_modules(mine)),
        suits=pairs_to_ask(db.session(), viewer().id, both_done_at=done_together(mine)),
        proposed=proposed_to(db.session(), viewer().id),
        asks_style=viewer().holds(*SEATS) and is_to_be_asked(db.session(), viewer().id),
        remarks=remarks.answers_not_put_away(db.session(), viewer().id),
        pulses=asked_pulses(db.session(), viewer().id, mine.living, now=clock.now()),
        goals=goal_sparks(db.session(), {course.seat.pair_id for course in mine.living}),
        plans=plan_cards(plans, today=clock.local_day(clock.now())),
        waiting_texts=written.waiting_texts(db.session(), viewer().id, now=clock.now()),
        replies=written.new_replies(db.session(), viewer().id),
        coming_back=coming_back,
        refresher_form=RefresherForm.for_page(coming_back.shown),
        form=RecordingForm(formdata=None),
    )


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
