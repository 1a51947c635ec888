"""Which plans does somebody find, in which order, and what is told of those of a team?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.figures.groups import Share
from tandem.learning.plans.queries import plan_of, plans_of, shares_of_module, team_shares
from tandem.models import Course, Module, Pair, Person, PlanAnswer, RecordedAnswer
from tandem.terms import FeedbackPromise, PlanCheck, PlanSaid
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import lesson, serve
from tests.together.steps.rows import answer_row

MINUTE = timedelta(minutes=1)


@pytest.fixture
def module(session: Session, cast: House, course: Course) -> Module:
    """A module with a plan, and another course beside it."""
    serve(session, lesson(), course_slug="other")
    return session.scalars(select(Module).where(Module.course_id == course.id)).one()


def plan(
    session: Session, pair: Pair, who: Person, module: Module, step: str, at: datetime = NOW
) -> RecordedAnswer:
    """Somebody has made a plan."""
    return answer_row(session, pair, who, module, step, step=step, kind=StepKind.PLAN, at=at)


def say(
    session: Session, who: Person, module: Module, *, team_id: int, of: int | None = None,
    asked: PlanCheck = PlanCheck.AFTER_TWO, said: PlanSaid = PlanSaid.DID_IT,
) -> None:  # fmt: skip
    """Somebody says whether they did what they planned."""
    session.add(
        PlanAnswer(
            person_id=who.id, step_answer_id=of, team_id=team_id, module_id=module.id,
            step="plan", asked=asked, said=said, promise=FeedbackPromise.FIGURES_OF_FIVE, at=NOW,
        )
    )  # fmt: skip
    session.flush()


def test_plans_stand_from_the_newest_on_with_their_place_and_all_that_was_said(
    session: Session, cast: House, module: Module
) -> None:
    first = plan(session, cast.pair, cast.sam, module, "first")
    plan(session, cast.pair, cast.sue, module, "of-sue", NOW + MINUTE)
    plan(session, cast.other_pair, cast.otto, module, "of-otto", NOW + MINUTE)
    plan(session, cast.second_pair, cast.sam, module, "second")
    plan(session, cast.second_pair, cast.sam, module, "earlier", NOW - MINUTE)
    for asked, said in zip(PlanCheck, (PlanSaid.NOT_YET, PlanSaid.DID_IT), strict=True):
        team_id = cast.north.id
        say(session, cast.sam, module, team_id=team_id, of=first.id, asked=asked, said=said)

    sam = plans_of(session, [cast.sam.id], now=NOW)
    both = plans_of(session, [cast.sam.id, cast.sue.id], now=NOW)

    assert [made.step for made in sam] == ["second", "first", "earlier"]
    assert [made.step for made in both] == ["of-sue", "second", "first", "earlier"]
    of_first = sam[1]
    assert (of_first.course, of_first.module, of_first.team_id) == (
        "teaming", module.slug, cast.north.id,
    )  # fmt: skip
    assert of_first.said == dict(zip(PlanCheck, (PlanSaid.NOT_YET, PlanSaid.DID_IT), strict=True))
    assert [made.said for made in (sam[0], sam[2])] == [{}, {}]


def test_a_plan_is_shown_for_ninety_days_and_found_by_its_author_after_them(
    session: Session, cast: House, module: Module
) -> None:
    made = plan(session, cast.pair, cast.sam, module, "plan")
    ends = NOW + timedelta(days=90)

    assert plans_of(session, [cast.sam.id], now=ends) == ()
    assert [own.id for own in plans_of(session, [cast.sam.id], now=ends - MINUTE)] == [made.id]
    assert plan_of(session, made.id, person_id=cast.sam.id).text == "plan"


def test_a_plan_of_a_lesson_that_is_gone_is_called_by_its_address(
    session: Session, cast: House, module: Module
) -> None:
    plan(session, cast.pair, cast.sam, module, "plan")
    module.withdrawn_at = NOW
    session.flush()

    (own,) = plans_of(session, [cast.sam.id], now=NOW)

    assert (own.title, own.language, own.text) == (module.slug, "", "plan")


def test_what_is_told_of_a_team_or_of_a_module_are_its_own_full_groups(
    session: Session, cast: House, module: Module
) -> None:
    other = session.scalars(select(Module).where(Module.id != module.id)).one()
    west = stage.team(session, "West", cast.lee)
    people = (cast.sam, cast.sue, cast.abe, cast.lia, cast.rex)
    for who, said in zip(people, [PlanSaid.DID_IT] * 3 + [PlanSaid.NOT_YET] * 2, strict=True):
        say(session, who, module, team_id=cast.north.id, said=said)
        say(session, who, other, team_id=west.id)
    say(session, cast.otto, module, team_id=cast.south.id)

    of_teams = [
        team_shares(session, team.id, reader_id=0) for team in (cast.north, west, cast.south)
    ]
    of_modules = [shares_of_module(session, each.id, reader_id=0) for each in (module, other)]

    north, all_of_them = ({PlanCheck.AFTER_TWO: Share(did_it, 5)} for did_it in (3, 5))
    assert of_teams == [north, all_of_them, {}]
    assert of_modules == [north, all_of_them]
