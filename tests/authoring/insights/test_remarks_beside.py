"""Where does a trainer find remarks and insights?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Course, Revision
from tests.authoring.insights.answer_helpers import PAGE, answer, people
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.remarks import remark_helpers
from tests.learning.remarks.remark_helpers import TEXT, remark, remarks
from tests.lessons import assign, counted_queries, lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a quiz of two questions, and Sam has remarked upon the first."""
    served = serve(session, lesson(question("q1"), question("q2")))
    assign(session, cast.pair, served)
    return served


@pytest.fixture
def remark_id(session: Session, cast: Cast, course: Course, browser_of: Browser) -> int:
    """Sam has said that the first question is wrong."""
    revision = session.scalars(select(Revision.id)).one()
    remark(browser_of(cast.sam), f"/learn/teaming/engine/quiz/remarks/{revision}/q1", TEXT)
    return remarks(session)[0].id


def test_a_remark_stands_beside_its_question_without_a_name(
    cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    text = browser_of(cast.tess).get(PAGE).text

    first, second = text.index('id="question-q1"'), text.index('id="question-q2"')
    assert first < text.index(TEXT) < second
    assert f"/author/teaming/engine/remarks/{remark_id}" in text
    assert "Adeyemi" not in text


def test_an_answered_remark_says_so(cast: Cast, remark_id: int, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    remark_helpers.answer(tess, remark_id, "Mended.")

    text = tess.get(PAGE).text

    assert "dealt with on" in text
    assert "Mended." in text


def test_a_remark_about_a_question_that_is_gone_is_still_there(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    serve(session, lesson(question("q2")))

    text = browser_of(cast.tess).get(PAGE).text

    assert text.index("About questions that are asked no more") < text.index(TEXT)


def test_the_list_of_lessons_says_what_waits_and_leads_there(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    answer(session, people(session, 7), {"q1": ["q1-good"]})

    text = browser_of(cast.tess).get("/author/").text

    assert f'href="{PAGE}"' in text
    assert "5 people or a few more took the quiz" in text
    assert "1 remark waits" in text


def test_the_list_of_lessons_makes_the_same_queries_however_many(
    session: Session, engine: Engine, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    with counted_queries(engine) as few:
        browser.get("/author/")
    session.rollback()
    serve(session, *(lesson(question("q1"), name=f"module{number}") for number in range(6)))

    with counted_queries(engine) as many:
        browser.get("/author/")

    assert len(many) == len(few) <= 10
