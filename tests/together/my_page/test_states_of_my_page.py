"""What does my page say where something waits, is over, or is done alone?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    Course,
    Module,
    ModuleClosed,
    Pair,
    Person,
    SoloAssignment,
    TeamMember,
)
from tandem.terms import PairState, Role, Step
from tests.cast import NOW, Cast, change, let_in, pair, person
from tests.conftest import Browser
from tests.lessons import assign, do, finish, lesson, question, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import SEALED, for_two
from tests.written import AsBefore

MODULES = (
    lesson(question("q1"), language="de"),
    lesson(question("q2"), name="second", title="Two"),
)


@pytest.fixture
def course(session: Session, clock: SetClock) -> Course:
    """A course of two modules, the first of them German."""
    clock.now = NOW
    return serve(session, *MODULES)


def partner(session: Session, cast: Cast, given: str = "Ben") -> Pair:
    """Sam works with another one, too."""
    ben = person(session, given, "Okoye", Role.SUPPORT)
    session.flush()
    return pair(session, cast.north, cast.sam, ben)


def newcomer(session: Session, *roles: Role) -> Person:
    """Somebody without a partner."""
    ned = person(session, "Ned", "Okoye", *roles)
    session.flush()
    let_in(session, ned)
    session.commit()
    return ned


def join(session: Session, cast: Cast, who: Person) -> None:
    """They come into Lee's team."""
    session.add(TeamMember(team_id=cast.north.id, person_id=who.id))
    session.commit()


def test_who_has_other_things_to_do_as_well_reads_which(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    other = serve(session, lesson(name="calm", title="Calm"), course_slug="calm")
    assign(session, cast.pair, course)
    assign(session, cast.pair, other)

    page_as_before(browser_of(cast.sam).get("/").text)


def test_who_has_done_all_reads_for_whom_it_waits(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, course)
    for module in ("engine", "second"):
        finish(session, cast.sam, module)

    page_as_before(browser_of(cast.sam).get("/").text)


def test_of_several_partners_each_is_named_where_they_stand(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    other = partner(session, cast)
    assign(session, cast.pair, course)
    assign(session, other, course)
    for who, module in ((cast.sam, "engine"), (cast.sue, "engine"), (cast.sue, "second")):
        finish(session, who, module)
    do(session, cast.sam, Step.QUIZ, "second")
    do(session, session.get_one(Person, other.support_id), Step.READ, "second")

    page_as_before(browser_of(cast.sam).get("/").text)


def test_a_course_in_a_row_that_closes_and_begins_anew_says_so(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, course, due_on=NOW.date() + timedelta(days=9))
    session.execute(update(Assignment).values(in_order=True, closes=True, renew_months=12))
    finish(session, cast.sue)
    finish(session, cast.sue, "second")
    do(session, cast.sam, Step.QUIZ)
    do(session, cast.sam, Step.QUIZ, "second")

    page_as_before(browser_of(cast.sam).get("/").text)


def test_modules_that_a_partner_closed_are_told_until_they_are_put_away(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, course)
    for who in (cast.sam, cast.sue):
        for name in ("engine", "second"):
            finish(session, who, name)
    for module in session.query(Module).order_by(Module.id):
        session.add(
            ModuleClosed(
                pair_id=cast.pair.id, module_id=module.id, number=1, by_id=cast.sam.id, at=NOW
            )
        )
    session.commit()

    page_as_before(browser_of(cast.sue).get("/").text)


def test_a_nudge_says_from_whom_it_is_and_leads_to_the_pair(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, course)
    finish(session, cast.sam)
    browser_of(cast.sam).post(f"/pairs/{cast.pair.id}/nudge", data={"course": course.id})

    page_as_before(browser_of(cast.sue).get("/").text)


@pytest.mark.parametrize("roles", [(), (Role.REP,), (Role.SUPPORT,), (Role.LEADER,)])
def test_who_has_nothing_to_learn_yet_reads_what_comes(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    roles: tuple[Role, ...],
) -> None:  # fmt: skip
    page_as_before(browser_of(newcomer(session, *roles)).get("/").text)


@pytest.mark.parametrize("role", [Role.REP, Role.SUPPORT])
@pytest.mark.parametrize("steps", [(), (Step.QUIZ,), (Step.READ, Step.QUIZ)])
def test_who_begins_alone_reads_that_the_partner_is_still_missing(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, page_as_before: AsBefore,
    role: Role, steps: tuple[Step, ...],
) -> None:  # fmt: skip
    clock.now = NOW
    first = for_two(SEALED, asked=(question("q1"),))
    served = serve(session, first, for_two(SEALED, name="second", title="Two"))
    session.add(Assignment(course_id=served.id, team_id=cast.north.id, time_zone="UTC", at=NOW))
    ned = newcomer(session, role)
    ned.time_zone = "UTC"
    join(session, cast, ned)
    for step in steps:
        do(session, ned, step)

    page_as_before(browser_of(ned).get("/").text)


@pytest.mark.parametrize("done", [(), ("engine",), ("engine", "second")])
def test_a_course_for_one_says_who_gave_it_its_date_and_its_round(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, page_as_before: AsBefore,
    done: tuple[str, ...],
) -> None:  # fmt: skip
    clock.now = NOW
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    served = serve(session, *MODULES, course_slug="leading")
    session.add(
        SoloAssignment(
            course_id=served.id, team_id=cast.north.id, role=Role.LEADER, time_zone="UTC",
            due_on=NOW.date() + timedelta(days=9), renew_months=12, at=NOW,
        )
    )  # fmt: skip
    session.commit()
    for module in done:
        finish(session, cast.lee, module)
    if not done:
        do(session, cast.lee, Step.QUIZ, "second")

    page_as_before(browser_of(cast.lee).get("/").text)


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_a_pair_that_rests_or_has_ended_is_still_to_be_found(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    state: PairState,
) -> None:  # fmt: skip
    assign(session, cast.pair, course)
    finish(session, cast.sue)
    change(session, cast.pair, state)
    session.commit()

    page_as_before(browser_of(cast.sue).get("/").text)


@pytest.mark.parametrize("is_mine_done", [False, True])
def test_a_course_that_closed_with_its_date_is_named_with_the_partner_and_who_can_open_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, is_mine_done: bool
) -> None:
    assign(session, cast.pair, course, due_on=NOW.date() - timedelta(days=1))
    session.execute(update(Assignment).values(closes=True))
    if is_mine_done:
        finish(session, cast.sam)
        finish(session, cast.sam, "second")
    session.commit()

    page = browser_of(cast.sam).get("/").text

    assert "A course of yours has closed" in page
    assert f"“{course.title}” with Sue Zhang closed at the end of 1 Mar 2026" in page
    assert "Whoever leads the team of the two of you can open it again" in page
    for words in ("Nothing to learn yet", "Say how you like to work", "Your half is done"):
        assert words not in page
