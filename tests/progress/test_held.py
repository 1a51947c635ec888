"""For whom does somebody wait who does the same at the same time? Asked of whole requests.

A star stands behind rows that hold up what points to them, too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Module
from tests.cast import House
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import HALF, send, two_questions
from tests.lessons import assign, finish, form_id_in, lesson, serve
from tests.locks import rows_held

Act = Callable[[Session, House, Browser], object]


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """Sam and Sue have a quiz that allows one attempt, and Lee has read a course alone."""
    served = serve(session, two_questions(attempts=1))
    assign(session, cast.pair, served)
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    serve(session, lesson(name="position"), course_slug="leading")
    finish(session, cast.lee, "position")
    return served


def ask_for_two(session: Session, cast: House, browser_of: Browser) -> None:
    """Two who are through with a course ask for a certificate."""
    for who in (cast.sam, cast.sue):
        finish(session, who)
    browser_of(cast.sam).post(f"/certificates/pairs/{cast.pair.id}/teaming")


def ask_alone(session: Session, cast: House, browser_of: Browser) -> None:
    """Who has read a course alone asks for a certificate."""
    browser_of(cast.lee).post("/certificates/alone/leading")


def close_and_open(session: Session, cast: House, browser_of: Browser) -> None:
    """First steps are put away and brought back."""
    for act in ("close", "back"):
        browser_of(cast.sam).post(f"/first-steps/learner/{act}")


def set_complete(session: Session, cast: House, browser_of: Browser) -> None:
    """A leader sets a half complete."""
    lee, address = browser_of(cast.lee), f"/lead/pairs/{cast.pair.id}/complete"
    module_id = session.scalars(select(Module.id).where(Module.slug == "engine")).one()
    half = {"half": f"{module_id}-{cast.sam.id}", "reason": "Learned it last year."}
    lee.post(address, data={"form_id": form_id_in(lee.get(address)), **half})


def grant(session: Session, cast: House, browser_of: Browser) -> None:
    """A leader gives one more attempt to who has sent the only one."""
    send(browser_of(cast.sam), HALF)
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/attempts"
    lee.post(address, data={"form_id": form_id_in(lee.get(address))})


WAITS: dict[Act, list[tuple[str, str]]] = {
    ask_for_two: [("person", "sam"), ("pair", "pair")],
    ask_alone: [("person", "lee")],
    close_and_open: [("person*", "sam"), ("person*", "sam")],
    set_complete: [("pair*", "pair")],
    grant: [("person", "sam"), ("person", "sam")],
}


@pytest.mark.parametrize("act", WAITS, ids=lambda act: act.__name__)
def test_whoever_does_the_same_at_once_waits_for_these_and_for_no_others(
    session: Session, cast: House, course: Course, browser_of: Browser, act: Act
) -> None:
    with rows_held() as noted:
        act(session, cast, browser_of)

    assert noted == [(table, [getattr(cast, name).id]) for table, name in WAITS[act]]
