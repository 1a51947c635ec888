"""How is a remark dealt with, and how does the answer come back?"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.learning.remarks.actions import answer as reply
from tandem.learning.remarks.actions import put_away
from tandem.models import Remark
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import two_questions
from tests.learning.remarks.remark_helpers import TEXT, answer, remark, remarks
from tests.lessons import counted_queries, form_id_in, lesson, question, serve
from tests.written import AsBefore

MINE = "/remarks/"


@pytest.fixture
def remark_id(session: Session, cast: Cast, address: str, browser_of: Browser) -> int:
    """Sam has sent a remark."""
    remark(browser_of(cast.sam), address)
    return remarks(session)[0].id


def test_tess_reads_the_words_and_not_the_name(
    cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    text = browser_of(cast.tess).get(f"/author/teaming/engine/remarks/{remark_id}").text

    assert TEXT in text
    assert "What about q1?" in text
    assert "Adeyemi" not in text
    assert "sam@" not in text


@pytest.mark.parametrize("who", ["lee", "sue", "sam"])
def test_nobody_but_trainers_and_administrators_opens_a_remark(
    cast: Cast, remark_id: int, browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))

    assert browser.get(f"/author/teaming/engine/remarks/{remark_id}").status_code == 403


def test_a_remark_is_not_found_below_another_module(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    serve(session, two_questions(), lesson(question("q1"), name="other"))
    serve(session, two_questions(), course_slug="another")

    tess, page = browser_of(cast.tess), "/author/{}/{}/remarks/{}"
    assert tess.get(page.format("teaming", "other", remark_id)).status_code == 404
    assert tess.get(page.format("another", "engine", remark_id)).status_code == 404
    assert tess.get(page.format("teaming", "engine", remark_id)).status_code == 200


def test_tess_reads_the_question_that_a_remark_is_about(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    remark(browser_of(cast.sam), address.replace("q1", "q2"))
    (about,) = remarks(session)

    text = browser_of(cast.tess).get(f"/author/teaming/engine/remarks/{about.id}").text

    assert "What about q2?" in text
    assert "What about q1?" not in text


def test_the_answer_stands_on_sams_page_until_it_is_put_away(
    cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    waiting = sam.get(MINE).text
    answer(browser_of(cast.tess), remark_id)

    news = sam.get("/").text
    sam.post(f"{MINE}{remark_id}/read", data={"form_id": form_id_in(sam.get("/"))})

    assert "waits for a trainer" in waiting
    assert "Mended, thank you." in news
    assert "Tess Novak answers:" in news
    assert "Mended, thank you." not in sam.get("/").text
    assert "Mended, thank you." in sam.get(MINE).text


def test_nobody_puts_away_what_is_somebody_elses(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    answer(browser_of(cast.tess), remark_id)
    sue = browser_of(cast.sue)

    sent = {"form_id": form_id_in(sue.get("/account"))}
    answered = sue.post(f"{MINE}{remark_id}/read", data=sent)

    assert answered.status_code == 404
    assert remarks(session)[0].read_at is None
    assert TEXT in browser_of(cast.sam).get(MINE).text
    assert TEXT not in sue.get(MINE).text


def test_an_answer_is_news_to_nobody_but_whoever_wrote_the_remark(
    cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    answer(browser_of(cast.tess), remark_id)

    assert "Mended, thank you." in browser_of(cast.sam).get("/").text
    assert "Mended, thank you." not in browser_of(cast.sue).get("/").text


def test_an_answer_is_put_away_once_and_not_before_it_is_there(
    session: Session, cast: Cast, remark_id: int
) -> None:
    row = session.get_one(Remark, remark_id)
    read = partial(put_away, session, remark_id, person_id=cast.sam.id)

    read(now=NOW)
    assert row.read_at is None
    reply(session, remark_id, "Mended.", by_id=cast.tess.id, now=NOW)
    for hours in (1, 2):
        read(now=NOW + timedelta(hours=hours))

    assert row.read_at == NOW + timedelta(hours=1)


def test_the_first_of_two_answers_stays(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    address = f"/author/teaming/engine/remarks/{remark_id}"
    late = {"form_id": form_id_in(ada.get(address)), "text": "Second"}
    answer(tess, remark_id, "First")

    text = ada.post(address, data=late, follow_redirects=True).text

    assert "Somebody has answered meanwhile" in text
    assert remarks(session)[0].answer == "First"


def test_an_answer_needs_words(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    address = f"/author/teaming/engine/remarks/{remark_id}"

    answered = browser.post(address, data={"form_id": form_id_in(browser.get(address)), "text": ""})

    assert answered.status_code == 400
    assert remarks(session)[0].answered_at is None


def test_my_remarks_make_the_same_queries_however_many(
    engine: Engine, cast: Cast, address: str, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    remark(browser, address)
    with counted_queries(engine) as few:
        browser.get(MINE)
    for number in range(5):
        remark(browser, address, text=f"And then {number}")

    with counted_queries(engine) as many:
        browser.get(MINE)

    assert len(many) == len(few) <= 3


def test_markup_in_a_remark_is_text(cast: Cast, address: str, browser_of: Browser) -> None:
    remark(browser_of(cast.sam), address, text="<script>alert(1)</script>")

    text = browser_of(cast.sam).get(MINE).text
    assert "&lt;script&gt;alert" in text
    assert "<script>alert" not in text


AUTHORS = "/author/teaming/engine/remarks"


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("sam", "/"), ("sam", MINE), ("sam", f"{MINE}?search=nowhere"),
        ("tess", AUTHORS), ("tess", f"{AUTHORS}?search=nowhere"), ("tess", f"{AUTHORS}/1"),
    ],
)  # fmt: skip
def test_an_answered_remark_is_told_where_it_belongs(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser, page_as_before: AsBefore,
    who: str, place: str,
) -> None:  # fmt: skip
    read_german(session, cast.sam, cast.tess)
    answer(browser_of(cast.tess), remark_id)

    page_as_before(browser_of(getattr(cast, who)).get(place).text)
