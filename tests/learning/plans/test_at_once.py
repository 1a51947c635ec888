"""What happens to plans when two tabs, or both of the two, act at the same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, PlanAnswer, RecordedAnswer
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.learning.plans.plan_helpers import make_plan
from tests.learning.plans.test_plans import WEDNESDAY
from tests.moments import SetClock
from tests.together.steps.step_helpers import give, opened


def test_both_make_their_plans_and_each_keeps_their_own(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    people = {cast.sam.id: browser_of(cast.sam), cast.sue.id: browser_of(cast.sue)}
    tabs = {who: opened(browser, cast, "plan") for who, browser in people.items()}

    at_once(
        *(
            partial(give, browser, cast, "plan", tab=tabs[who], gap=[f"it is {who}", "I ask"])
            for who, browser in people.items()
        )
    )

    session.rollback()
    rows = session.scalars(select(RecordedAnswer)).all()
    assert {row.person_id for row in rows} == set(people)
    assert all(f"it is {row.person_id}" in row.content for row in rows)


def test_of_two_tabs_that_tap_differently_one_tap_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser, monday: SetClock
) -> None:
    sam = browser_of(cast.sam)
    make_plan(sam, cast)
    monday.set_to(WEDNESDAY)
    tabs = []
    for said in ("did_it", "not_yet"):
        forms = forms_in(sam.get("/").text, "/")
        (form,) = [form for form in forms if "/plans/" in form.action]
        data = {"form_id": form.value("form_id"), "said": said}
        tabs.append(partial(browser_of(cast.sam).post, form.action, data=data))

    at_once(*tabs)

    session.rollback()
    assert len(session.scalars(select(PlanAnswer)).all()) == 1
