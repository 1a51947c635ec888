"""Who reads a plan, when is it asked about, and what becomes of a tap?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.learning.plans import links
from tandem.learning.plans.links import PlanLink
from tandem.learning.plans.queries import plan_of, plans_of, shares_of_module, team_shares
from tandem.models import Course, PairStepDone, Person, PlanAnswer, RecordedAnswer
from tandem.terms import FeedbackPromise, PairState, PlanCheck, PlanSaid, Promise
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.learning.plans.plan_helpers import PLAN, SENTENCE, make_plan
from tests.lessons import assign, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import THOUGHT, for_two, give, page_of, section_of
from tests.written import AsBefore

WEDNESDAY, TENTH = NOW + timedelta(days=2), NOW + timedelta(days=14)


@pytest.fixture
def planned(cast: Cast, course: Course, browser_of: Browser) -> BrowserClient:
    """Sam's browser; Sam has made a plan on Monday."""
    sam = browser_of(cast.sam)
    make_plan(sam, cast)
    return sam


def answers(session: Session) -> list[PlanAnswer]:
    """What was said."""
    session.rollback()
    return list(session.scalars(select(PlanAnswer).order_by(PlanAnswer.id)))


def tap(browser: BrowserClient, said: str) -> TestResponse:
    """Tap an answer on one's own page, twice."""
    page = browser.get("/")
    (form,) = [form for form in forms_in(page.text, "/") if "/plans/" in form.action]
    data = {"form_id": form.value("form_id"), "said": said}
    browser.post(form.action, data=data)
    return browser.post(form.action, data=data)


def asks(browser: BrowserClient) -> bool:
    """Does one's own page ask about a plan?"""
    return 'name="said"' in browser.get("/").text


def test_a_plan_is_one_sentence_and_its_authors_alone(
    session: Session, cast: Cast, planned: BrowserClient, browser_of: Browser
) -> None:
    row = session.scalars(select(RecordedAnswer)).one()
    sue = browser_of(cast.sue)

    assert row.promise is Promise.OWN
    assert SENTENCE in planned.get("/").text
    for page in (sue.get("/"), sue.get(page_of(cast)), sue.get(f"{page_of(cast)}/talk")):
        assert "the phone rings" not in page.text
    assert "the phone rings" not in browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text
    assert session.scalars(select(PairStepDone.step)).all() == ["plan"]


def test_that_one_is_asked_and_who_reads_it_stand_before_the_gaps(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    step = section_of(browser_of(cast.sam).get(page_of(cast)).text, "plan")

    first = step.index('name="gap"')
    assert step.index("Only you will read this.") < first
    assert step.index("You are asked twice whether you did it") < first


@pytest.mark.parametrize(
    "gaps", [["the phone rings", ""], ["", "write"], ["", ""], ["x" * 301, "y"]]
)
def test_a_plan_with_an_empty_gap_is_not_kept_and_what_was_written_stays(
    session: Session, cast: Cast, course: Course, browser_of: Browser, gaps: list[str]
) -> None:
    refused = give(browser_of(cast.sam), cast, "plan", gap=gaps)

    assert refused.status_code == 400
    assert all(f'value="{gap}"' in refused.text for gap in gaps)
    assert session.scalars(select(RecordedAnswer)).all() == []


def test_it_is_asked_on_the_second_working_day_and_the_tenth_and_a_tap_stands(
    session: Session, cast: Cast, planned: BrowserClient, monday: SetClock
) -> None:
    assert not asks(planned)
    monday.set_to(WEDNESDAY)
    tap(planned, "not_yet")
    assert not asks(planned)
    monday.set_to(TENTH)
    tap(planned, "did_it")

    first, second = answers(session)
    assert (first.asked, first.said) == (PlanCheck.AFTER_TWO, PlanSaid.NOT_YET)
    assert (second.asked, second.said) == (PlanCheck.AFTER_TEN, PlanSaid.DID_IT)
    assert {row.promise for row in (first, second)} == {FeedbackPromise.FIGURES_OF_FIVE}
    assert {row.team_id for row in (first, second)} == {cast.north.id}
    assert not asks(planned)
    assert SENTENCE in planned.get("/").text


def test_changed_it_leads_to_where_it_is_written(
    session: Session, cast: Cast, planned: BrowserClient, monday: SetClock
) -> None:
    monday.set_to(WEDNESDAY)

    assert tap(planned, "changed").headers["Location"] == f"{page_of(cast)}#step-plan"
    make_plan(planned, cast, "a mail comes", "answer at four")

    assert "When a mail comes, then I answer at four." in planned.get("/").text
    assert len(answers(session)) == 1


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_a_pair_that_rests_or_has_ended_asks_nothing_and_the_plan_stays(
    session: Session, cast: Cast, planned: BrowserClient, monday: SetClock, state: PairState
) -> None:
    session.merge(cast.pair).state = state
    session.commit()
    monday.set_to(WEDNESDAY)

    assert not asks(planned)
    assert SENTENCE in planned.get("/").text


def link(
    app: Flask, session: Session, cast: Cast, *,
    asked: PlanCheck = PlanCheck.AFTER_TWO, said: PlanSaid = PlanSaid.DID_IT,
) -> str:  # fmt: skip
    """Where a tap in Sam's mail leads, on “Did it” where nothing else is said."""
    plan_id = session.scalars(select(RecordedAnswer.id)).one()
    with app.test_request_context():
        address = links.address_of(PlanLink(plan_id, cast.sam.id, asked, said))
    return address.removeprefix("http://localhost")


def test_a_link_in_a_mail_records_nothing_until_its_button_is_pressed(
    app: Flask, session: Session, cast: Cast, planned: BrowserClient, monday: SetClock,
    browser_of: Browser,
) -> None:  # fmt: skip
    monday.set_to(WEDNESDAY)
    address, visitor = link(app, session, cast), browser_of(None)

    page = visitor.get(address)
    assert answers(session) == []
    assert "phone" not in page.text
    assert "nobody sees what you tap" in page.text.lower()
    for _ in range(2):
        assert "Thank you. Noted." in visitor.post(address).text

    assert [row.said for row in answers(session)] == [PlanSaid.DID_IT]
    assert not asks(planned)


@pytest.mark.parametrize("is_sam", [True, False])
@pytest.mark.parametrize("said", PlanSaid)
def test_the_page_of_a_link_shows_the_plan_to_its_author_alone(
    app: Flask, session: Session, cast: Cast, planned: BrowserClient, monday: SetClock,
    browser_of: Browser, page_as_before: AsBefore, said: PlanSaid, is_sam: bool,
) -> None:  # fmt: skip
    monday.set_to(WEDNESDAY)

    browser = planned if is_sam else browser_of(None)

    page_as_before(browser.get(link(app, session, cast, said=said)).text)


@pytest.mark.parametrize("said", [*PlanSaid, None])
def test_a_tap_in_a_mail_is_thanked_for_and_a_late_one_told(
    app: Flask, session: Session, cast: Cast, planned: BrowserClient, monday: SetClock,
    browser_of: Browser, page_as_before: AsBefore, said: PlanSaid | None,
) -> None:  # fmt: skip
    monday.set_to(WEDNESDAY if said else TENTH)
    address = link(app, session, cast, said=said or PlanSaid.CHANGED)

    page_as_before(browser_of(None).post(address).text)


def test_a_link_that_is_late_or_not_ours_records_nothing(
    app: Flask, session: Session, cast: Cast, planned: BrowserClient, monday: SetClock,
    browser_of: Browser,
) -> None:  # fmt: skip
    monday.set_to(TENTH)
    address, visitor = link(app, session, cast), browser_of(None)

    assert "no longer asked" in visitor.post(address).text
    assert visitor.post(f"{address}x").status_code == 404
    assert answers(session) == []


def test_nobody_answers_for_somebody_else(
    session: Session, cast: Cast, planned: BrowserClient, monday: SetClock, browser_of: Browser
) -> None:
    monday.set_to(WEDNESDAY)
    plan_id = session.scalars(select(RecordedAnswer.id)).one()

    for person in (cast.sue, cast.lee, cast.otto):
        answer = browser_of(person).post(f"/plans/{plan_id}", data={"said": "did_it"})
        assert answer.status_code == 404
    assert answers(session) == []
    tap(planned, "did_it")
    assert [row.person_id for row in answers(session)] == [cast.sam.id]


def say(session: Session, cast: Cast, person: Person, said: PlanSaid) -> None:
    """Somebody of the team has said what became of a plan like Sam's."""
    plan_id, module_id = session.execute(select(RecordedAnswer.id, RecordedAnswer.module_id)).one()
    session.add(
        PlanAnswer(
            person_id=person.id, step_answer_id=plan_id if person is cast.sam else None,
            team_id=cast.north.id, module_id=module_id, step="plan", asked=PlanCheck.AFTER_TWO,
            promise=FeedbackPromise.FIGURES_OF_FIVE, at=NOW, said=said,
        )
    )  # fmt: skip
    session.commit()


def test_a_team_is_told_of_five_people_and_never_of_four(
    session: Session, cast: Cast, planned: BrowserClient, browser_of: Browser, course: Course
) -> None:
    helped = f"/lead/teams/{cast.north.id}/helped"
    people = [cast.sam, cast.sue, cast.tess, cast.ada, cast.otto]
    for number, person in enumerate(people):
        if number == 4:
            assert "How many did what they had planned" not in browser_of(cast.lee).get(helped).text
        say(session, cast, person, PlanSaid.DID_IT if number < 3 else PlanSaid.NOT_YET)

    page = browser_of(cast.lee).get(helped).text

    assert "3 of 5 · 60 %" in page
    assert "the phone rings" not in page
    module_id = session.scalars(select(RecordedAnswer.module_id)).one()
    assert team_shares(session, cast.north.id, reader_id=cast.lee.id)
    assert team_shares(session, cast.north.id, reader_id=person.id) == {}
    assert (
        team_shares(session, cast.south.id, reader_id=cast.lee.id)
        == shares_of_module(session, module_id + 1, reader_id=cast.lee.id)
        == {}
    )


def test_what_became_of_plans_stands_in_a_table(
    session: Session, cast: Cast, planned: BrowserClient, browser_of: Browser,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    for person in (cast.sam, cast.sue, cast.tess, cast.ada, cast.otto):
        say(session, cast, person, PlanSaid.NOT_YET)

    page_as_before(browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text)


PLANS = [replace(PLAN, id=f"plan-{number}") for number in range(5)]


def test_further_plans_stand_behind_one_line_and_the_oldest_behind_another(
    session: Session, cast: Cast, monday: SetClock, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(*PLANS)))
    sam = browser_of(cast.sam)
    for number, plan in enumerate(PLANS):
        monday.set_to(NOW + timedelta(minutes=number))
        give(sam, cast, plan.id, gap=[f"it is {number}", "ask"])

    page = sam.get("/").text
    section = page.partition('aria-labelledby="plans"')[2].partition("</section>")[0]
    parts = re.split(r"<summary>(.*?)</summary>", section)

    assert [re.findall(r"it is (\d)", part) or part for part in parts] == [
        ["4"], "2 more plans", ["3", "2"], "Earlier plans", ["1", "0"],
    ]  # fmt: skip


def test_my_page_tells_each_plan_with_what_was_said_of_it(
    session: Session, cast: Cast, monday: SetClock, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, serve(session, for_two(*PLANS)))
    sam = browser_of(cast.sam)
    for number, plan in enumerate(PLANS):
        give(sam, cast, plan.id, gap=[f"it is {number}", "ask"])
        if plan == PLANS[0]:
            monday.set_to(WEDNESDAY)
            tap(sam, "not_yet")
        monday.go_on(timedelta(minutes=1))

    page_as_before(sam.get("/").text)


def test_each_plan_is_found_by_itself_and_nothing_else_that_was_written_is_one(
    session: Session, cast: Cast, monday: SetClock, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(THOUGHT, *PLANS[:2])))
    sam = browser_of(cast.sam)
    give(sam, cast, THOUGHT.id, text="A thought")
    for plan in PLANS[:2]:
        give(sam, cast, plan.id, gap=[f"it is {plan.id}", "ask"])
    ids = {row.step: row.id for row in session.scalars(select(RecordedAnswer))}

    for plan in PLANS[:2]:
        assert plan_of(session, ids[plan.id], person_id=cast.sam.id).step == plan.id
    with pytest.raises(NoResultFound):
        plan_of(session, ids[THOUGHT.id], person_id=cast.sam.id)
    own = plans_of(session, [cast.sam.id], now=NOW)
    assert {plan.step for plan in own} == {plan.id for plan in PLANS[:2]}


def test_somebody_whose_account_is_closed_is_asked_about_no_plan(
    session: Session, cast: Cast, planned: BrowserClient
) -> None:
    session.merge(cast.sam).is_active = False
    session.flush()

    assert [plan.is_asked for plan in plans_of(session, [cast.sam.id], now=NOW)] == [False]
    session.merge(cast.sam).is_active = True
    session.flush()
    assert [plan.is_asked for plan in plans_of(session, [cast.sam.id], now=NOW)] == [True]
