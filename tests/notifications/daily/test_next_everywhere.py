"""Do all pages and the letter name the same next thing, in the same words, with the same link?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Pair
from tandem.terms import PairState, Role, Step
from tests.cast import NOW, Cast, change, pair, person
from tests.conftest import Browser
from tests.lessons import assign, do, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock
from tests.notifications.conftest import DUE, mail_today
from tests.postbox import Postbox, text_of
from tests.together.steps.step_helpers import SHARED, THANKS, for_two, give

SITE = "https://tandem.example.com"
Act = Callable[[Session, Cast, Course, FlaskClient], None]


@pytest.fixture
def teaming(session: Session, cast: Cast, clock: SetClock) -> Course:
    """Sam and Sue have three modules, the second one with steps for two, to be done in a week."""
    clock.set_to(NOW)
    first = lesson(question("q1"), name="first", title="The first", attempts=1)
    third = lesson(question("q3"), name="third", title="The third")
    course = serve(session, first, for_two(SHARED, THANKS), third)
    assign(session, cast.pair, course, due_on=DUE)
    return course


def nothing(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """Only the quiz of the third module is passed."""


def first_is_read(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The quiz of the first module is left."""
    do(session, cast.sam, Step.READ, "first")


def first_is_used_up(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The one attempt at the first quiz is used, so only a leader can help."""
    first_is_read(session, cast, course, sam)
    form_id = form_id_in(sam.get("/learn/teaming/first/quiz"))
    sam.post("/learn/teaming/first/quiz", data={"form_id": form_id, "answer-q1": "q1-bad"})


def first_is_done(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The second module is open."""
    finish(session, cast.sam, "first")


def second_is_read(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The steps for two of the second module are left."""
    finish(session, cast.sam, "first")
    read(sam, "engine")


def one_step_is_given(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """One of two steps is left."""
    second_is_read(session, cast, course, sam)
    give(sam, cast, "told", text="This")


def second_is_done(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The reading of the third module is left, its quiz was passed long ago."""
    one_step_is_given(session, cast, course, sam)
    give(sam, cast, "thanks", text="Thank you")


def another_pair_is_due_first(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    """Sam has another course with another partner, and a nearer date."""
    ben = person(session, "Ben", "Okoye", Role.SUPPORT)
    session.flush()
    other = serve(session, lesson(question("q9"), name="ninth"), course_slug="other")
    assign(session, pair(session, cast.north, cast.sam, ben), other, due_on=date(2026, 3, 3))


def another_pair_rests(session: Session, cast: Cast, course: Course, sam: FlaskClient) -> None:
    """The nearer date belongs to a pair that is paused."""
    another_pair_is_due_first(session, cast, course, sam)
    newest = session.scalars(select(Pair).order_by(Pair.id.desc()).limit(1)).one()
    change(session, newest, PairState.PAUSED)
    session.commit()


STATES: tuple[Act, ...] = (
    nothing,
    first_is_read,
    first_is_done,
    second_is_read,
    one_step_is_given,
    second_is_done,
    another_pair_is_due_first,
    another_pair_rests,
)


def read(browser: FlaskClient, module: str) -> None:
    """Press the button below a lesson."""
    form_id = form_id_in(browser.get(f"/learn/teaming/{module}/"))
    browser.post(f"/learn/teaming/{module}/read", data={"form_id": form_id})


def pass_third(browser: FlaskClient) -> None:
    """Pass the quiz of the third module before anything else."""
    form_id = form_id_in(browser.get("/learn/teaming/third/quiz"))
    browser.post("/learn/teaming/third/quiz", data={"form_id": form_id, "answer-q3": "q3-good"})


def words_of(part: str) -> list[str]:
    """The words of a part of a page, without its date, and the address of its button."""
    address = re.findall(r'class="button[^"]*" href="([^"]+)"', part)
    lines = (" ".join(line.split()) for line in re.sub(r"<[^>]+>", "\n", part).split("\n"))
    return [line for line in lines if line and not line.startswith("by the end")] + address


def next_on(page: str) -> list[str]:
    """What a page names as the next thing."""
    (part,) = re.findall(r'<section class="next".*?</section>', page, re.DOTALL)
    return words_of(part)


def next_in(letter: str) -> list[str]:
    """What a letter names as the next thing."""
    (part,) = re.findall(r'<p class="quiet next-place".*?class="button".*?</a>', letter, re.DOTALL)
    styled = re.sub(r' style="[^"]*"', "", part).replace(f'href="{SITE}', 'href="')
    return words_of(styled)


@pytest.mark.parametrize("state", STATES)
def test_my_page_result_steps_pair_page_and_letter_name_the_same_next_thing(
    session: Session, cast: Cast, teaming: Course, app: Flask, mailing: Flask,
    browser_of: Browser, postbox: Postbox, state: Act,
) -> None:  # fmt: skip
    sam = browser_of(cast.sam)
    pass_third(sam)
    state(session, cast, teaming, sam)
    mail_today(mailing)
    (letter,) = postbox.to("sam@example.com")

    mine = next_on(sam.get("/").text)

    assert len(mine) == 5
    for page in (
        "/learn/teaming/third/quiz/attempts/1",
        f"/learn/teaming/engine/together/{cast.pair.id}",
        f"/pairs/{cast.pair.id}/",
    ):
        assert next_on(sam.get(page).text) == mine, page
    assert next_in(text_of(letter, "html")) == mine
    assert all(line in text_of(letter, "plain") for line in mine)


def test_where_no_attempt_is_left_the_letter_says_what_my_page_says(
    session: Session, cast: Cast, teaming: Course, app: Flask, mailing: Flask,
    browser_of: Browser, postbox: Postbox,
) -> None:  # fmt: skip
    sam = browser_of(cast.sam)
    first_is_used_up(session, cast, teaming, sam)
    mail_today(mailing)
    (letter,) = postbox.to("sam@example.com")

    mine = next_on(sam.get("/").text)

    assert "Back to the lesson" in mine
    assert next_in(text_of(letter, "html")) == mine
    assert all(line in text_of(letter, "plain") for line in mine)
    assert "the quiz." not in text_of(letter, "plain").replace("opens the quiz again.", "")
