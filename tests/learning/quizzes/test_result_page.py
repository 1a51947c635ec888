"""How does the result of a quiz lead back into the lesson, and what does it keep to itself?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.models import Course
from tandem.terms import Show
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, send
from tests.lessons import assign, lesson, question, serve


def in_parts(**fields: object) -> Lesson:
    """Two questions, each about another part of the lesson."""
    about = {"q1": ("The first part", "ferry"), "q2": ("The second part", "nurse")}
    asked = [question(name, body=f"<p>The {word}.</p>") for name, (_, word) in about.items()]
    made = lesson(*asked, **fields)
    parts = tuple(
        Section(SectionKind.READING, title, 2, text=f"<p>All about a {word}.</p>", anchor=name)
        for name, (title, word) in about.items()
    )
    return replace(made, sections=(*parts, *made.sections[-1:]))


@pytest.fixture
def parted(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with such a lesson."""
    served = serve(session, in_parts())
    assign(session, cast.pair, served)
    return served


def test_each_wrong_answer_leads_to_its_place_in_the_lesson(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, HALF).location).text
    (wrong,) = re.findall(r'<article class="question">.*?</article>', page, re.DOTALL)

    (place,) = re.findall(r'In the lesson: <a href="([^"]+)"', wrong)
    assert place.endswith("/learn/teaming/engine/?as=rep#q2")
    assert 'id="q2"' in browser.get(place).text


def test_what_was_right_is_folded_and_what_was_wrong_open(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, HALF).location).text
    (folded,) = re.findall(r'<details class="question.*?</details>', page, re.DOTALL)

    assert "What about q1?" in folded
    assert "In the lesson" not in folded
    assert page.index("What about q2?") < page.index("What about q1?")


def test_the_result_is_told_by_part_of_the_lesson(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, HALF).location).text
    parts = re.findall(r'<li class="parts__part">(.*?)</li>', page, re.DOTALL)
    told = [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]

    assert told == ["The first part ✓ 1 of 1 right", "The second part 0 of 1 right"]


def test_a_lesson_that_shows_nothing_leads_nowhere_either(
    session: Session, cast: Cast, parted: Course, browser_of: Browser
) -> None:
    serve(session, in_parts(show=Show.NEVER))
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, HALF).location).text

    assert "1 of 2 right" in page
    for word in ("In the lesson", "part of the lesson", "The second part", "What about q"):
        assert word not in page


def test_before_passing_the_places_give_no_key_away(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, HALF).location).text

    assert "In the lesson" in page
    for key in ("EXPLANATION", "right answer<", "FEEDBACK-q2-good"):
        assert key not in page


def test_who_got_everything_right_finds_nothing_to_look_at_again(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    page = browser.get(send(browser, GOOD).location).text

    assert "To look at again" not in page
    assert page.count('<details class="question question--right">') == 2


def test_the_result_begins_with_the_halves_as_they_are_filled_now(
    cast: Cast, parted: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    failed = browser.get(send(browser, HALF).location).text
    passed = browser.get(send(browser, GOOD).location).text

    empty, filled = (
        page.partition('class="result__halves"')[2].partition('id="result"')[0]
        for page in (failed, passed)
    )
    assert "<svg" in empty
    assert "halves__rep--done" not in empty
    assert "halves__rep--done" in filled
    assert "halves__support--done" not in filled
