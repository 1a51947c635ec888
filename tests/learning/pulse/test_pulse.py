"""Who is asked what, who reads an answer, and what does a leader see?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.content import serialized
from tandem.content.lesson import Item, Pulse
from tandem.learning.pulse.queries import placed_in_team, pulse_of_course
from tandem.models import Course, CourseTranslation, PulseAnswer
from tandem.terms import FeedbackPromise, PairState, PulseTime, Role
from tests import cast as stage
from tests.at_once import at_once
from tests.browser import BrowserClient
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import assign, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock
from tests.written import AsBefore

PULSE = Pulse(
    "How is it now?",
    "Think of last week.",
    low=1,
    high=5,
    labels=("never", "always"),
    items=(Item("ask", "We ask early"), Item("no", "We say no")),
)


@pytest.fixture
def cast(cast_in: Callable[[str], Cast], clock: SetClock) -> Cast:
    """Everybody, on the cast's own Monday."""
    clock.set_to(NOW)
    return cast_in("UTC")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of one module that asks two things."""
    served = serve(session, lesson(question("q1")))
    served.pulse = serialized.pulse_to_json(PULSE)
    assign(session, cast.pair, served)
    return served


def tap(browser: BrowserClient, place: str, *, asked: str = "start") -> TestResponse:
    """Tap a number."""
    data = {"form_id": form_id_in(browser.get("/")), "place": place, "asked": asked}
    return browser.post("/learn/teaming/pulse", data=data)


def placed(session: Session) -> list[tuple[int, PulseTime, str, int]]:
    """What was placed."""
    session.rollback()
    return [
        (row.person_id, row.asked, row.item, row.value)
        for row in session.scalars(select(PulseAnswer).order_by(PulseAnswer.id))
    ]


def items_asked(browser: BrowserClient) -> list[str]:
    """The items that one's own page asks."""
    found = re.findall(r'name="place" value="(\w+):1"', browser.get("/").text)
    return [str(key) for key in found]


def test_each_item_is_one_tap_and_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    assert items_asked(sam) == ["ask", "no"]

    tap(sam, "ask:2")
    assert items_asked(sam) == ["no"]
    tap(sam, "ask:5")
    tap(sam, "no:4")

    assert placed(session) == [
        (cast.sam.id, PulseTime.START, "ask", 2),
        (cast.sam.id, PulseTime.START, "no", 4),
    ]
    assert items_asked(sam) == []
    row = session.scalars(select(PulseAnswer)).first()
    assert row
    assert (row.promise, row.team_id) == (FeedbackPromise.FIGURES_OF_FIVE, cast.north.id)


def test_thanks_are_said_once_after_the_last_item(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    thanked = [
        "Thank you." in sam.get(tap(sam, place).location or "").text for place in ("ask:2", "no:4")
    ]

    assert thanked == [False, True]


def test_one_form_sends_each_item_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get("/"))

    for place in ("ask:2", "no:3", "ask:4"):
        data = {"form_id": form_id, "place": place, "asked": "start"}
        sam.post("/learn/teaming/pulse", data=data)

    assert [row[2:] for row in placed(session)] == [("ask", 2), ("no", 3)]


def test_who_sees_it_is_said_before_the_tap(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get("/").text

    assert page.index("Nobody sees your answer") < page.index('name="place"')


def test_it_is_asked_again_at_the_end_and_later_days(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    sam = browser_of(cast.sam)
    tap(sam, "ask:2")
    finish(session, cast.sam)

    assert items_asked(sam) == ["ask", "no"]
    tap(sam, "ask:3", asked="end")
    clock.set_to(NOW + timedelta(days=60))
    assert items_asked(sam) == []
    clock.set_to(NOW + timedelta(days=91))
    tap(sam, "ask:4", asked="later")

    assert [(row[1], row[3]) for row in placed(session)] == [
        (PulseTime.START, 2),
        (PulseTime.END, 3),
        (PulseTime.LATER, 4),
    ]


@pytest.mark.parametrize(
    ("place", "asked"),
    [("ask:6", "start"), ("ask:0", "start"), ("ask:x", "start"), ("gone:3", "start"), ("", ""),
     ("ask:3", "end"), ("ask:3", "never")],
)  # fmt: skip
def test_what_was_not_asked_is_not_kept(
    session: Session, cast: Cast, course: Course, browser_of: Browser, place: str, asked: str
) -> None:
    refused = tap(browser_of(cast.sam), place, asked=asked)

    assert refused.status_code == 303
    assert placed(session) == []


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_a_pair_that_rests_or_has_ended_is_not_asked(
    session: Session, cast: Cast, course: Course, browser_of: Browser, state: PairState
) -> None:
    assert items_asked(browser_of(cast.sam)) == ["ask", "no"]
    session.merge(cast.pair).state = state
    session.commit()

    assert items_asked(browser_of(cast.sam)) == []


def test_nobody_without_the_course_is_asked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    otto = browser_of(cast.otto)
    assert items_asked(otto) == []

    for browser in (otto, browser_of(cast.sam)):
        form_id = form_id_in(browser.get("/account"))
        data = {"form_id": form_id, "place": "ask:3", "asked": "start"}
        browser.post("/learn/teaming/pulse", data=data)

    assert [person_id for person_id, *_ in placed(session)] == [cast.sam.id]


def test_in_another_language_the_same_items_are_asked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    german = Pulse("Wie ist es?", low=1, high=5, labels=("nie", "immer"),
                   items=(Item("x", "Wir fragen"), Item("y", "Wir sagen nein")))  # fmt: skip
    session.add(
        CourseTranslation(
            course_id=course.id, language="de", title="Miteinander",
            pulse=serialized.pulse_to_json(german),
        )
    )  # fmt: skip
    session.merge(cast.sam).language = "de"
    session.commit()
    sam = browser_of(cast.sam)

    assert items_asked(sam) == ["ask", "no"]
    assert "Wir fragen" in sam.get("/").text


def test_what_a_course_asks_is_in_its_own_language(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    read_german(session, cast.sam)

    page_as_before(browser_of(cast.sam).get("/").text)


def test_the_partner_and_the_leader_see_no_answer(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    tap(browser_of(cast.sam), "ask:2")
    assert placed(session) != []

    for person in (cast.sue, cast.lee):
        page = browser_of(person).get(f"/pairs/{cast.pair.id}/").text
        assert "Sam Adeyemi and Sue Zhang" in page
        assert "We ask early" not in page


def place_twice(session: Session, cast: Cast, course: Course, number: int) -> None:
    """Somebody more of the team has answered at the start and at the end."""
    person = stage.person(session, f"Nia{number}", "Quist", Role.REP)
    session.flush()
    for time, value in ((PulseTime.START, 2), (PulseTime.END, 3 + number % 2)):
        session.add(
            PulseAnswer(
                person_id=person.id, course_id=course.id, team_id=cast.north.id, round=1,
                asked=time, item="ask", value=value,
                promise=FeedbackPromise.FIGURES_OF_FIVE, at=NOW,
            )
        )  # fmt: skip
    session.commit()


def test_a_team_is_told_of_five_people_and_of_their_change(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    helped = f"/lead/teams/{cast.north.id}/helped"
    lee = browser_of(cast.lee)
    for number in range(5):
        if number == 4:
            assert "We ask early" not in lee.get(helped).text
        place_twice(session, cast, course, number)

    page = lee.get(helped).text

    assert "We ask early" in page
    assert "<td>2.0</td>" in page
    assert "<td>+1.4</td>" in page
    assert "We say no" not in page


def test_the_figures_of_a_pulse_stand_in_a_table(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    for number in range(5):
        place_twice(session, cast, course, number)

    page_as_before(browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text)


def test_both_of_a_pair_tap_and_both_stand(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)

    at_once(partial(tap, sam, "ask:2"), partial(tap, sue, "ask:4"))

    assert sorted(placed(session)) == [
        (cast.sam.id, PulseTime.START, "ask", 2),
        (cast.sue.id, PulseTime.START, "ask", 4),
    ]


def test_of_two_tabs_that_tap_differently_one_tap_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    tabs = [
        {"form_id": form_id_in(sam.get("/")), "place": place, "asked": "start"}
        for place in ("ask:2", "ask:4")
    ]

    at_once(*(partial(browser_of(cast.sam).post, "/learn/teaming/pulse", data=tab) for tab in tabs))

    (row,) = placed(session)
    assert row[3] in {2, 4}


def test_a_team_is_told_what_its_own_people_have_placed_in_order(
    session: Session, cast: Cast, course: Course
) -> None:
    for who, team, value in (
        (cast.sam, cast.north, 4), (cast.otto, cast.south, 1), (cast.sue, cast.north, 2),
    ):  # fmt: skip
        row = PulseAnswer(person_id=who.id, course_id=course.id, team_id=team.id, round=1)
        row.asked, row.item, row.value, row.at = PulseTime.START, "ask", value, NOW
        row.promise = FeedbackPromise.FIGURES_OF_FIVE
        session.add(row)
        session.flush()

    told = {
        id: placed_in_team(session, id, reader_id=cast.lee.id)
        for id in (cast.north.id, cast.south.id, 0)
    }

    values = [
        {key: [row.value for row in rows] for key, rows in of.items()} for of in told.values()
    ]
    assert values == [{course.id: [4, 2]}, {course.id: [1]}, {}]


def test_where_every_item_is_placed_nothing_is_asked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    for place in ("ask:2", "no:4"):
        tap(sam, place)
    session.rollback()

    assert pulse_of_course(session, cast.sam.id, "teaming", now=NOW) is None
    assert pulse_of_course(session, cast.sue.id, "teaming", now=NOW) is not None


def test_each_course_is_asked_about_by_itself(session: Session, cast: Cast, course: Course) -> None:
    other = serve(session, lesson(name="other"), course_slug="other")
    other.pulse = course.pulse
    assign(session, cast.pair, other)

    for slug in ("teaming", "other"):
        asked = pulse_of_course(session, cast.sam.id, slug, now=NOW)
        assert asked
        assert asked.course.slug == slug
