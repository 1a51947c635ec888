"""What does a lesson say of its reader, of the way on, and of what is to be kept?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, PairStep, Section, SectionKind
from tandem.models import Course
from tests.cast import Cast, pair
from tests.conftest import Browser
from tests.learning.plans.plan_helpers import PLAN, SENTENCE, make_plan
from tests.lessons import assign, finish, form_id_in, lesson, question, serve

MODULE = "/learn/teaming/engine/"
QUOTE = "<blockquote>\n<p>If I wait, then I say until when.</p>\n</blockquote>"


def with_plan(*steps: PairStep) -> Lesson:
    """A lesson that ends with a card to keep, and with these steps for two."""
    story = Section(SectionKind.READING, "Now", 2, text="<p>A story.</p>", anchor="now")
    kept = Section(SectionKind.READING, "Tomorrow", 2, text=QUOTE, anchor="tomorrow")
    together = Section(SectionKind.TOGETHER, "The two of you", 2, steps=steps)
    made = lesson(question("q1"))
    return replace(made, sections=(*made.sections, story, kept, *([together] if steps else [])))


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with two modules; the first has a card, and a plan to write."""
    served = serve(session, with_plan(PLAN), lesson(name="second", title="The second"))
    assign(session, cast.pair, served)
    return served


def bar_of(page: str) -> str:
    """What stays in reach while somebody reads, without its marks."""
    (bar,) = re.findall(r'<div class="lesson-bar">.*?\n</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", bar).split())


def test_each_half_is_told_which_part_is_in_its_words(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    sams, sues = browser_of(cast.sam).get(MODULE).text, browser_of(cast.sue).get(MODULE).text

    assert "part--own part--rep" in sams
    assert "part--own part--support" in sues
    for page in (sams, sues):
        assert page.count("In your words") == 1
    assert "Sue reads other ones. When you are both done, you can read them." in sams


def test_the_words_of_the_partner_open_where_both_are_done(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    assert "reads other ones" in browser_of(cast.sam).get(MODULE).text
    finish(session, cast.sue)

    assert f"Read what {cast.sue.name} read" in browser_of(cast.sam).get(MODULE).text


@pytest.mark.parametrize(("role", "partner"), [("rep", "Sue"), ("support", "Otto")])
def test_who_sits_in_both_seats_reads_whose_words_differ_from_these_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser, role: str, partner: str
) -> None:
    assign(session, pair(session, cast.north, cast.otto, cast.sam), course)

    page = browser_of(cast.sam).get(f"{MODULE}?as={role}").text

    assert re.findall(r"(\w+) reads other ones", page) == [partner]


def test_the_contents_lead_to_each_part_and_to_the_steps(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get(MODULE).text
    contents = re.findall(r"<details.*?</details>", page, re.DOTALL)[-1]

    places = re.findall(r'href="#([^"]+)"', contents)

    assert places[-1] == "steps"
    assert "tomorrow" in places
    assert all(f'id="{place}"' in page for place in places)


def test_after_reading_the_same_place_leads_on(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    shown = browser.get(MODULE)
    assert "I have read this" in bar_of(shown.text)

    sent = browser.post(f"{MODULE}read", data={"form_id": form_id_in(shown)})

    assert sent.headers["Location"].endswith(f"{MODULE}#go-on")
    assert 'id="go-on"' in shown.text
    bar = bar_of(browser.get(MODULE).text)
    assert "✓ Read. Next: the quiz. About" in bar
    assert bar.endswith("Go to the quiz")


def test_who_is_done_with_a_module_is_led_to_the_next(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    read = lesson(name="second", title="The second")
    assign(session, cast.pair, serve(session, lesson(name="first"), read))
    browser = browser_of(cast.sam)
    first = "/learn/teaming/first/"

    browser.post(f"{first}read", data={"form_id": form_id_in(browser.get(first))})

    assert "Next for you: module 2 of 2: The second" in bar_of(browser.get(first).text)


def test_a_plan_can_be_made_ones_own_and_stands_beside_the_card(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    assert "Make it your own plan" in sam.get(MODULE).text

    make_plan(sam, cast)

    page = sam.get(MODULE).text
    assert SENTENCE in page
    assert "Change your plan" in page
    assert "the phone rings" not in browser_of(cast.sue).get(MODULE).text


def test_a_card_without_a_plan_can_only_be_printed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, with_plan()))

    page = browser_of(cast.sam).get(MODULE).text

    assert "Print this card" in page
    assert "own plan" not in page


def test_the_cover_names_the_same_next_thing_as_my_page(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    sam.post(f"{MODULE}read", data={"form_id": form_id_in(sam.get(MODULE))})

    for address in ("/", "/learn/teaming/"):
        page = sam.get(address).text
        assert "Next for you: module 1 of 2" in page
        assert "Left for you: the quiz, 1 step with Sue." in page


def test_a_plan_made_in_one_lesson_does_not_stand_in_another(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    first, second = with_plan(PLAN), replace(with_plan(PLAN), id="second")
    assign(session, cast.pair, serve(session, first, second))
    sam = browser_of(cast.sam)

    make_plan(sam, cast)

    assert SENTENCE in sam.get(MODULE).text
    assert SENTENCE not in sam.get("/learn/teaming/second/").text


def test_each_cover_names_the_next_thing_of_its_own_course(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    other = serve(session, lesson(name="other", title="Another"), course_slug="other")
    assign(session, cast.pair, other)
    sam = browser_of(cast.sam)

    covers = {name: sam.get(f"/learn/{name}/").text for name in ("teaming", "other")}

    assert "Next for you: module 1 of 2" in covers["teaming"]
    assert "Next for you: module 1 of 1" in covers["other"]
