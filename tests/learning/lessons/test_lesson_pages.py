"""What do the pages of a lesson say, in another language and to who sits in two roles, too?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.models import Course
from tests.cast import Cast, pair, read_german
from tests.conftest import Browser
from tests.learning.lessons.test_changes import new_text
from tests.learning.lessons.test_lesson_page import MODULE, with_plan
from tests.learning.plans.plan_helpers import PLAN, make_plan
from tests.lessons import assign, finish, lesson, question, serve
from tests.written import AsBefore

pytestmark = pytest.mark.usefixtures("clock")
COURSE = "/learn/teaming/"


def with_summary(made: Lesson) -> Lesson:
    """A lesson that says in a sentence what it is about."""
    return replace(made, summary="What drives, and what frames.")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules, whose first ends with a card and a plan."""
    second = with_summary(lesson(name="second", title="The second"))
    served = serve(session, with_summary(with_plan(PLAN)), second)
    served.summary, served.cover = "For two.", "<p>Welcome.</p>"
    assign(session, cast.pair, served)
    return served


@pytest.mark.parametrize("address", [COURSE, MODULE, "/learn/"])
def test_what_is_in_another_language_than_the_page_is_marked_with_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    read_german(session, cast.sam)

    page_as_before(browser_of(cast.sam).get(address).text)


def test_the_next_module_is_named_in_its_own_language(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    served = serve(session, lesson(question("q1")), lesson(name="second", title="The second"))
    assign(session, cast.pair, served)
    finish(session, cast.sam)
    read_german(session, cast.sam)

    page_as_before(browser_of(cast.sam).get(MODULE).text)


def test_a_course_to_try_out_is_named_in_its_own_language(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    read_german(session, cast.tess)

    page_as_before(browser_of(cast.tess).get("/learn/").text)


@pytest.mark.parametrize("is_made", [False, True])
def test_under_the_card_stands_the_plan_or_where_it_is_made(
    cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore, is_made: bool
) -> None:
    if is_made:
        make_plan(browser_of(cast.sam), cast)

    page_as_before(browser_of(cast.sam).get(MODULE).text)


@pytest.mark.parametrize("role", ["rep", "support"])
def test_who_sits_in_both_roles_is_told_in_which_they_read(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    role: str,
) -> None:  # fmt: skip
    assign(session, pair(session, cast.north, cast.sue, cast.sam), course)

    page_as_before(browser_of(cast.sam).get(f"{MODULE}?as={role}").text)


@pytest.mark.parametrize("address", [MODULE, "/", f"{MODULE}changes"])
def test_a_new_edition_is_told_in_each_place_with_what_changed(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore, address: str
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    new_text(session, edition=2)
    read_german(session, cast.sam)

    page_as_before(browser_of(cast.sam).get(address).text)


def test_a_new_edition_without_a_new_word_says_so(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    serve(session, lesson(question("q1"), question("q2"), edition=2))

    page_as_before(browser_of(cast.sam).get(f"{MODULE}changes").text)
