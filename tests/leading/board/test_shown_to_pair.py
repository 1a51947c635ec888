"""Do the two see what their leader sees of them, word for word, and nobody else?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve

MAIN = '<main id="main" tabindex="-1">'


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam is through with one of two modules."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served)
    finish(session, cast.sam)
    return served


def main_of(page: str) -> bytes:
    """All that stands inside `main`."""
    assert page.count(MAIN) == 1
    return page.partition(MAIN)[2].partition("</main>")[0].encode()


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_both_see_the_very_words_of_their_leaders_page(
    session: Session, cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    person = getattr(cast, who)
    person.time_zone, person.language = cast.lee.time_zone, cast.lee.language
    session.commit()

    leaders = browser_of(cast.lee).get(f"/lead/pairs/{cast.pair.id}/courses/teaming").text
    own = browser_of(person).get(f"/pairs/{cast.pair.id}/leader/teaming").text

    assert main_of(own) == main_of(leaders)
    assert b"Sam Adeyemi" in main_of(own)
    assert b"Gasoline and engine" in main_of(own)


def test_the_pairs_page_leads_there(cast: Cast, course: Course, browser_of: Browser) -> None:
    address = f"/pairs/{cast.pair.id}/leader/teaming"

    assert f'href="{address}"' in browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text
    assert f'href="{address}"' not in browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text


@pytest.mark.parametrize("who", ["otto", "lee", "olga", "tess", "ada"])
def test_nobody_else_looks_with_a_leaders_eyes(
    cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))

    assert browser.get(f"/pairs/{cast.pair.id}/leader/teaming").status_code == 404
