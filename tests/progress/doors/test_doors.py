"""Which doors are closed where a leader wants an order or a hard date, and what opens them?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.models import (
    Assignment,
    Attempt,
    Completion,
    Course,
    PairStepDone,
    Practice,
    StepDone,
    TeamMember,
)
from tandem.terms import PairState, Step
from tests import cast as stage
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.practice_helpers import SCENES
from tests.lessons import assign, do, form_id_in, question, serve
from tests.moments import SetClock
from tests.together.scene_for_two.scene_helpers import HARBOUR
from tests.together.steps.step_helpers import THOUGHT, for_two

FIRST, SECOND = "/learn/teaming/engine/", "/learn/teaming/second/"
DUE = date(2027, 3, 9)


def second() -> Lesson:
    """A module with everything that can be done in one."""
    module = for_two(THOUGHT, HARBOUR, asked=(question("q2"),), name="second", title="Second")
    scene = Section(SectionKind.PRACTICE, "A call", 2, anchor="call", scenes=SCENES)
    return Lesson(**{**vars(module), "sections": (*module.sections, scene)})


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules, with a quiz and steps for two in each."""
    served = serve(session, for_two(THOUGHT, asked=(question("q1"),)), second())
    assign(session, cast.pair, served, due_on=DUE)
    return served


def switch(session: Session, **on: bool) -> None:
    """The leader's switches."""
    row = session.scalars(select(Assignment)).one()
    for name, value in on.items():
        setattr(row, name, value)
    session.commit()


def doors_of(cast: Cast, lesson: str) -> list[str]:
    """Every page of a module on which somebody learns."""
    steps = f"{lesson}together/{cast.pair.id}"
    pages = [lesson, f"{lesson}quiz", steps, f"{steps}/talk"]
    more = [f"{lesson}practice", f"{steps}/harbour/scene"] if lesson == SECOND else []
    return [*pages, *more]


def finish_half(session: Session, cast: Cast) -> None:
    """Sam has done all that the first module asks of him."""
    do(session, cast.sam, Step.READ)
    do(session, cast.sam, Step.QUIZ)
    module_id = session.scalars(select(StepDone.module_id)).first()
    session.add(
        PairStepDone(
            pair_id=cast.pair.id, person_id=cast.sam.id, module_id=module_id, step=THOUGHT.id,
            revision_id=session.scalars(select(StepDone.revision_id)).first(), at=stage.NOW,
        )
    )  # fmt: skip
    session.commit()


def recorded(session: Session) -> int:
    """How much is recorded of what anybody did."""
    session.rollback()
    tables = (StepDone, Attempt, PairStepDone, Practice, Completion)
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_without_a_switch_every_door_is_open(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    for page in doors_of(cast, SECOND):
        assert browser_of(cast.sam).get(page).status_code == 200


def test_in_order_every_door_of_the_next_module_is_closed_until_the_one_before_is_done(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    switch(session, in_order=True)
    sam = browser_of(cast.sam)
    for page in doors_of(cast, SECOND):
        answer = sam.get(page)
        assert answer.status_code == 403, page
        assert "opens when you are done with the one before" in answer.text
        assert "Everybody reads this" not in answer.text

    finish_half(session, cast)

    for page in doors_of(cast, SECOND):
        assert sam.get(page).status_code == 200, page
    assert browser_of(cast.sue).get(SECOND).status_code == 403, "her half is her own"


def test_nothing_can_be_sent_to_a_module_that_is_not_open(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    read, quiz = form_id_in(sam.get(SECOND)), form_id_in(sam.get(f"{SECOND}quiz"))
    steps = f"{SECOND}together/{cast.pair.id}"
    step = form_id_in(sam.get(steps))
    scene = form_id_in(sam.get(f"{steps}/harbour/scene"))
    call = form_id_in(sam.get(f"{SECOND}practice"))
    switch(session, in_order=True)

    answers = [
        sam.post(f"{SECOND}read", data={"form_id": read}),
        sam.post(f"{SECOND}quiz", data={"form_id": quiz, "answer-q2": "q2-good"}),
        sam.post(f"{SECOND}quiz/check", data={"form_id": quiz, "answer-q2": "q2-good"}),
        sam.post(f"{steps}/{THOUGHT.id}", data={"form_id": step, "text": "Too early."}),
        sam.post(f"{steps}/harbour/scene", data={"form_id": scene, "move": "0:0"}),
        sam.post(f"{SECOND}practice", data={"form_id": call, "move": "0:0"}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert recorded(session) == 0


def test_what_was_begun_before_the_order_stays_open(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    do(session, cast.sam, Step.READ, "second")

    switch(session, in_order=True)

    assert browser_of(cast.sam).get(f"{SECOND}quiz").status_code == 200


def test_another_pair_without_an_order_keeps_the_lesson_open_and_its_own_steps_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    switch(session, in_order=True)
    other = stage.pair(session, cast.south, cast.sam, cast.ona)
    assign(session, other, course)
    sam = browser_of(cast.sam)

    assert sam.get(SECOND).status_code == 200
    assert sam.get(f"{SECOND}together/{other.id}").status_code == 200
    assert sam.get(f"{SECOND}together/{cast.pair.id}").status_code == 403


def over(clock: SetClock) -> None:
    """It is the day after the date."""
    clock.set_to(clock.now.replace(year=2027, month=3, day=9) + timedelta(days=2))


def test_after_a_hard_date_what_was_begun_is_readable_and_nothing_is_added(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    do(session, cast.sam, Step.READ)
    switch(session, closes=True)
    sam = browser_of(cast.sam)
    form_id, before = form_id_in(sam.get(f"{FIRST}quiz")), recorded(session)
    over(clock)

    lesson, steps = sam.get(FIRST), sam.get(f"{FIRST}together/{cast.pair.id}")
    sent = sam.post(f"{FIRST}quiz", data={"form_id": form_id, "answer-q1": "q1-good"})

    assert (lesson.status_code, steps.status_code) == (200, 200)
    assert "nothing more can be added" in lesson.text
    assert "Go to the quiz" not in lesson.text
    assert (sent.status_code, recorded(session)) == (403, before)
    for page in doors_of(cast, SECOND):
        assert sam.get(page).status_code == 403


def test_a_closed_course_is_no_next_thing(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    switch(session, closes=True)
    before = browser_of(cast.sam).get("/").text
    over(clock)

    tops = [
        page.partition("my-page__roads")[0] for page in (before, browser_of(cast.sam).get("/").text)
    ]
    assert ['href="/learn/teaming/engine/"' in top for top in tops] == [True, False]


def test_one_extension_opens_it_again(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    switch(session, closes=True)
    over(clock)
    lee, address = browser_of(cast.lee), f"/lead/acts?act=course&pair={cast.pair.id}&course=teaming"
    assert browser_of(cast.sam).get(FIRST).status_code == 403

    form_id = form_id_in(lee.get(address))
    lee.post(address, data={"form_id": form_id, "course": "teaming", "due_on": "2027-06-01"})

    session.expire_all()
    assert session.scalars(select(Assignment.closes)).all() == [True], "the switch stays"
    assert browser_of(cast.sam).get(FIRST).status_code == 200


def test_a_pair_that_rests_has_no_hard_date(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    switch(session, closes=True)
    stage.change(session, cast.pair, PairState.PAUSED)
    session.commit()
    over(clock)

    assert browser_of(cast.sam).get(FIRST).status_code == 200


@pytest.mark.parametrize("page", [FIRST, "/learn/teaming/", "/pairs/{}/", "/"])
def test_the_rule_stands_on_the_page(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    switch(session, in_order=True, closes=True)

    words = " ".join(browser_of(cast.sam).get(page.format(cast.pair.id)).text.split())

    assert "In order: a module opens when you are done with the one before." in words
    assert "After the date nothing more can be added." in words


def test_a_leader_sets_both_switches_and_they_are_off_by_default(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/assign"

    def give(**more: str) -> int:
        sent = {"form_id": form_id_in(lee.get(address)), "course": "teaming", "whom": "all"}
        return lee.post(address, data={**sent, **more}).status_code

    assert give() == 303
    assert give(closes="y") == 400
    assert give(closes="y", in_order="y", due_on="2027-06-01") == 303
    row = session.scalars(select(Assignment).where(Assignment.pair_id.is_(None))).one()
    assert (row.in_order, row.closes) == (True, True)
    assert "closes after the date · modules in order" in " ".join(lee.get(address).text.split())


def test_whoever_begins_alone_keeps_to_the_order_and_the_date_of_the_team(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    row = session.scalars(select(Assignment)).one()
    row.pair_id, row.in_order, row.closes = None, True, True
    stage.change(session, cast.pair, PairState.ENDED)
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.ona.id))
    session.commit()
    ona = browser_of(cast.ona)

    assert ona.get(FIRST).status_code == 200
    for page in (SECOND, f"{SECOND}quiz", f"{SECOND}practice"):
        assert ona.get(page).status_code == 403, page
    over(clock)
    assert ona.get(FIRST).status_code == 403
    row.in_order = False
    session.commit()
    assert ona.get(FIRST).status_code == 403
