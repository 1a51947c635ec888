"""What does a trainer learn from the answers, and what never?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models import Course, Module
from tests.authoring.insights.answer_helpers import PAGE, answer, cells, lines, people
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, lesson, question, serve
from tests.written import AsBefore

RIGHT, WRONG = {"q1": ["q1-good"], "q2": ["q2-good"]}, {"q1": ["q1-bad"], "q2": ["q2-good"]}
FEW = "fewer than five"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course with a quiz of two questions, of which the first has a hint."""
    served = serve(session, lesson(question("q1", hint="<p>Think.</p>"), question("q2")))
    assign(session, cast.pair, served)
    return served


def test_below_five_people_no_number_is_told(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 4), WRONG)

    page = browser_of(cast.tess).get(PAGE)

    assert cells(page, "q1") == [
        ["Answered right", FEW, "", ""],
        ["Opened the hint", FEW, "", ""],
    ]
    assert cells(page, "q2") == [["Answered right", FEW, "", ""]]


def test_a_module_of_the_same_name_in_another_course_is_another_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, lesson(question("other")), course_slug="second")
    tess = browser_of(cast.tess)

    page, other = tess.get(PAGE), tess.get(PAGE.replace("/teaming/", "/second/"))

    assert "What about q1?" in page.text
    assert "What about other?" not in page.text
    assert "What about other?" in other.text


@pytest.mark.parametrize(("number", "folded"), [(4, True), (10, False)])
def test_tables_without_a_figure_are_folded_behind_one_sentence(
    session: Session, cast: Cast, course: Course, browser_of: Browser, number: int, folded: bool
) -> None:
    answer(session, people(session, number), WRONG)

    page = browser_of(cast.tess).get(PAGE).text

    (part,) = re.findall(r'<section class="insight" id="question-q1".*?</section>', page, re.DOTALL)
    assert ("Fewer than five people so far" in part) is folded
    assert ("<details" in part) is folded


def test_shares_come_with_an_interval(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), WRONG)
    answer(session, people(session, 15), RIGHT)

    found = cells(browser_of(cast.tess).get(PAGE), "q1")

    assert found[:3] == [
        ["Answered right", "15 of 20", "75 %", "53 to 89 %"],
        ["Chose, and it is right: A good one", "15 of 20", "75 %", "53 to 89 %"],
        ["Rarer answers together: A bad one / A worse one", "5 of 20", "25 %", "11 to 47 %"],
    ]


def test_the_newest_wait_until_their_group_is_full(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), RIGHT)
    answer(session, people(session, 4), WRONG)
    browser = browser_of(cast.tess)
    before = cells(browser.get(PAGE), "q1")[0]

    session.rollback()
    answer(session, people(session, 1), WRONG)

    assert before[:2] == ["Answered right", "5 of 5"]
    assert cells(browser.get(PAGE), "q1")[0][:2] == ["Answered right", "5 of 10"]


def test_only_the_first_attempt_counts(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    who = people(session, 5)
    answer(session, who, WRONG)
    answer(session, who, RIGHT, number=2, hint="q1")

    found = cells(browser_of(cast.tess).get(PAGE), "q1")

    assert found[0][1] == "0 of 5"
    assert ["Opened the hint", FEW, "", ""] in found


def test_people_of_the_sample_do_not_fill_a_group(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sample, others = people(session, 9), people(session, 1)
    for person in sample:
        person.is_sample = True
    answer(session, sample, RIGHT)
    browser = browser_of(cast.tess)
    alone = cells(browser.get(PAGE), "q1")[0]

    session.rollback()
    answer(session, others, WRONG)

    assert alone[1] == "5 of 5"
    assert cells(browser.get(PAGE), "q1")[0][1] == FEW


def test_hints_are_counted_with_the_answers(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 6), RIGHT, hint="q1")
    answer(session, people(session, 4), RIGHT)

    found = cells(browser_of(cast.tess).get(PAGE), "q1")

    assert ["Opened the hint", "6 of 10", "60 %", "31 to 83 %"] in found


def test_a_question_asked_of_some_counts_those_it_was_asked_of(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 10), {"q1": ["q1-good"]})
    answer(session, people(session, 5), {"q2": ["q2-bad"]})

    page = browser_of(cast.tess).get(PAGE)

    assert cells(page, "q1")[0][1] == "10 of 10"
    assert cells(page, "q2")[0][1] == "0 of 5"


def test_answers_follow_a_renamed_question_and_stand_before_and_since(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 10), WRONG)
    better = question("q1", hint="<p>Think twice.</p>")
    serve(session, lesson(replace(better, id="better", was="q1"), question("q2")))
    answer(session, people(session, 5), {"better": ["q1-good"], "q2": ["q2-good"]})

    page = browser_of(cast.tess).get(PAGE)
    found = cells(page, "better")

    assert found[0][1] == "5 of 5"
    assert found[-2][:2] == ["Answered right before revision 2", "0 of 10"]
    assert found[-1][:2] == ["Answered right since revision 2", "5 of 5"]
    assert "Answers are counted since revision 2" in page.text
    assert cells(page, "q2")[0][1] == "15 of 15"


def test_tess_chooses_the_change_to_look_around(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), WRONG)
    for title in ("Second", "Third"):
        serve(session, lesson(question("q1"), question("q2"), title=title))
        answer(session, people(session, 5), RIGHT)

    found = cells(browser_of(cast.tess).get(f"{PAGE}?since=2"), "q2")

    assert [row[:2] for row in found[-2:]] == [
        ["Answered right before revision 2", "5 of 5"],
        ["Answered right since revision 2", "10 of 10"],
    ]


@pytest.mark.parametrize("since", ["", "?since=2", "?since=99", "?since=x"])
def test_the_file_says_what_the_screen_says_cell_by_cell(
    session: Session, cast: Cast, course: Course, browser_of: Browser, since: str
) -> None:
    answer(session, people(session, 12), WRONG, hint="q1")
    serve(session, lesson(question("q1", hint="<p>Think.</p>"), question("q2"), title="New"))
    answer(session, people(session, 7), RIGHT)
    browser = browser_of(cast.tess)

    page = browser.get(PAGE + since)
    file = lines(browser.get(f"{PAGE}.csv{since}"))

    screen = [["Steps", *row] for row in cells(page, "steps")]
    screen += [["Said after finishing", *row] for row in cells(page, "said")]
    screen += [["First attempts without reading", *row] for row in cells(page, "unread")]
    for name in ("q1", "q2"):
        screen += [[f"What about {name}?", *row] for row in cells(page, name)]
    assert file == screen
    assert len(file) > 15


def test_nobodys_name_is_on_the_page_or_in_the_file(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, [cast.sam, cast.sue, cast.otto, cast.ona, cast.lee], WRONG)
    browser = browser_of(cast.tess)

    page = browser.get(PAGE)
    told = page.text + browser.get(f"{PAGE}.csv").text

    assert cells(page, "q1")[0][1] == "0 of 5"
    assert [name for name in ("Adeyemi", "Zhang", "Berg", "sam@", "sue@") if name in told] == []


@pytest.mark.parametrize("who", ["sam", "sue", "lee", "olga"])
@pytest.mark.parametrize("page", [PAGE, f"{PAGE}.csv"])
def test_only_trainers_and_administrators_look(
    cast: Cast, course: Course, browser_of: Browser, who: str, page: str
) -> None:
    assert browser_of(getattr(cast, who)).get(page).status_code == 403


def test_a_module_that_is_not_there_has_no_insights(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    answered = browser_of(cast.tess).get(PAGE.replace("engine", "nothing"))

    assert answered.status_code == 404


def test_a_module_that_was_withdrawn_keeps_its_insights(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), RIGHT)
    session.get_one(Course, course.id).withdrawn_at = NOW + timedelta(days=1)
    session.commit()

    assert cells(browser_of(cast.tess).get(PAGE), "q1")[0][1] == "5 of 5"


def test_a_module_without_a_quiz_says_how_to_ask(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson())

    assert "No quiz here" in browser_of(cast.tess).get(PAGE).text


def test_the_page_makes_the_same_queries_however_many_answer(
    session: Session, engine: Engine, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    with counted_queries(engine) as few:
        browser.get(PAGE)
    session.rollback()
    answer(session, people(session, 40), WRONG, hint="q1")
    serve(session, lesson(question("q1"), question("q2"), question("q3")))

    with counted_queries(engine) as many:
        browser.get(PAGE)

    assert len(many) == len(few) <= 10


def test_a_module_that_was_never_published_has_no_insights(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(Module(course_id=course.id, slug="late", file="02-late.md", position=2))
    session.commit()

    assert browser_of(cast.tess).get(PAGE.replace("engine", "late")).status_code == 404


def test_before_and_since_an_edit_are_told_beside_each_question(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    answer(session, people(session, 5), WRONG)
    serve(session, lesson(question("q1"), question("q2"), title="Second"))
    answer(session, people(session, 5), RIGHT)
    serve(session, lesson(question("q1"), question("q2"), title="Third"))
    read_german(session, cast.tess)

    page_as_before(browser_of(cast.tess).get(f"{PAGE}?since=2").text)
