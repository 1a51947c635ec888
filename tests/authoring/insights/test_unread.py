"""How far do people come who have not pressed “I have read this”? In fives, never by question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.terms import Step
from tests.authoring.insights.answer_helpers import PAGE, answer, cells, lines, people
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, lesson, question, serve

RIGHT = {"q1": ["q1-good"], "q2": ["q2-good"]}
HALF = {"q1": ["q1-bad"], "q2": ["q2-good"]}
FEW = ["Passed at the first attempt", "fewer than five", "", ""]


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course with a quiz of two questions."""
    served = serve(session, lesson(question("q1"), question("q2")))
    assign(session, cast.pair, served)
    return served


def test_who_passes_without_reading_is_counted_in_fives(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 4), RIGHT, passed=True)
    answer(session, people(session, 5), HALF)

    page = browser_of(cast.tess).get(PAGE)

    assert cells(page, "unread") == [
        ["Passed at the first attempt", "4 of 5", "80 %", "38 to 96 %"],
        ["Answers that were right", "5 people", "90 %", ""],
    ]


def test_who_had_read_is_not_among_them(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    readers = people(session, 3)
    for person in readers:
        do(session, person, Step.READ)
    answer(session, readers, RIGHT, passed=True)
    answer(session, people(session, 4), HALF)

    assert cells(browser_of(cast.tess).get(PAGE), "unread") == [FEW]


def test_who_reads_after_the_attempt_had_not_read_before(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    late = people(session, 5)
    answer(session, late, HALF)
    for person in late:
        do(session, person, Step.READ, now=NOW + timedelta(minutes=1))
    session.commit()

    assert cells(browser_of(cast.tess).get(PAGE), "unread")[0][:2] == [
        "Passed at the first attempt",
        "0 of 5",
    ]


def test_a_second_attempt_counts_nowhere(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    who = people(session, 5)
    answer(session, who, HALF)
    answer(session, who, RIGHT, number=2, passed=True)

    assert cells(browser_of(cast.tess).get(PAGE), "unread")[0][1] == "0 of 5"


def test_an_edit_parts_before_and_since(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), RIGHT, passed=True)
    serve(session, lesson(question("q1"), question("q2"), question("q3")))
    answer(session, people(session, 5), HALF)

    page = browser_of(cast.tess).get(PAGE)

    assert cells(page, "unread")[2:] == [
        ["Passed before revision 2", "5 of 5", "100 %", "57 to 100 %"],
        ["Passed since revision 2", "0 of 5", "0 %", "0 to 43 %"],
    ]


def test_the_file_says_what_the_page_says(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 10), HALF)
    browser = browser_of(cast.tess)

    page, file = browser.get(PAGE), browser.get(f"{PAGE}.csv")

    of_file = [line[1:] for line in lines(file) if line[0] == "First attempts without reading"]
    assert of_file == cells(page, "unread")
    assert len(of_file) == 2


def test_without_a_quiz_nothing_is_said(session: Session, cast: Cast, browser_of: Browser) -> None:
    serve(session, lesson())

    page = browser_of(cast.tess).get(PAGE)
    assert cells(page, "steps") != []
    assert cells(page, "unread") == []
