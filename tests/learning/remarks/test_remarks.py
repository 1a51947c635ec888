"""Who says that a question is wrong, who reads it, and how does the answer come back?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Section, SectionKind
from tandem.models import Pair, Revision
from tandem.terms import PairState, RemarkPromise, Role
from tests import cast as stage
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, QUIZ, is_chosen, send, two_questions
from tests.learning.remarks.remark_helpers import TEXT, remark, remarks
from tests.lessons import assign, form_id_in, lesson, question, serve


def test_who_will_read_it_is_said_before_writing_and_stored_with_it(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get(address).text

    remark(browser_of(cast.sam), address)

    assert "Trainers and administrators read this, without your name." in page
    assert "Your leader and your partner do not." in page
    assert [r.promise for r in remarks(session)] == [RemarkPromise.TRAINERS_WITHOUT_NAME]


def test_the_way_from_the_quiz_keeps_the_answers(
    cast: Cast, address: str, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form = {"form_id": form_id_in(browser.get(QUIZ)), "answer-q2": "q2-bad", "remark": "q1"}

    moved = browser.post(f"{QUIZ}/remark", data=form)
    remark(browser, moved.location)

    assert moved.location == address
    assert is_chosen(browser.get(QUIZ), "q2-bad")


@pytest.mark.parametrize(("signs", "kept"), [(1000, 1), (1001, 0)])
def test_a_remark_is_at_most_a_thousand_signs_long(
    session: Session, cast: Cast, address: str, browser_of: Browser, signs: int, kept: int
) -> None:
    remark(browser_of(cast.sam), address, "x" * signs)

    assert len(remarks(session)) == kept


def test_a_remark_about_a_question_that_is_not_asked_leads_nowhere(
    cast: Cast, address: str, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form = {"form_id": form_id_in(browser.get(QUIZ)), "remark": "nothing"}

    assert browser.post(f"{QUIZ}/remark", data=form).status_code == 404


def test_from_a_result_sam_comes_back_to_the_result(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    result = browser.get(send(browser, GOOD).location).text
    data = {"form_id": form_id_in(browser.get(f"{address}?attempt=1")), "text": TEXT}

    answer = browser.post(address, data=data)

    assert f'href="{address}?attempt=1"' in result
    assert answer.location == f"{QUIZ}/attempts/1"


def test_a_remark_sent_twice_counts_once(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(address))

    for _ in range(2):
        remark(browser, address, form_id=form_id)
    remark(browser, address, text=f"  {TEXT.upper()} ")

    assert [row.text for row in remarks(session)] == [TEXT]


def test_another_remark_about_the_same_question_is_another(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    for text in (TEXT, "And a word is missing."):
        remark(browser_of(cast.sam), address, text=text)

    assert len(remarks(session)) == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_an_empty_or_endless_remark_is_not_sent_and_not_lost(
    session: Session, cast: Cast, address: str, browser_of: Browser, text: str
) -> None:
    browser = browser_of(cast.sam)
    data = {"form_id": form_id_in(browser.get(address)), "text": text}

    answer = browser.post(address, data=data)

    assert answer.status_code == 400
    assert text.strip() in answer.text
    assert remarks(session) == []


@pytest.mark.parametrize("who", ["otto", "lee", "tess", "ada"])
def test_only_who_takes_the_quiz_can_remark(
    cast: Cast, address: str, browser_of: Browser, who: str
) -> None:
    assert browser_of(getattr(cast, who)).get(address).status_code == 404


def test_somebody_whose_pair_has_ended_can_still_remark(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    send(browser_of(cast.sam), GOOD)
    session.rollback()
    session.get_one(Pair, cast.pair.id).state = PairState.ENDED
    session.commit()

    assert browser_of(cast.sam).get(address).status_code == 200


@pytest.mark.parametrize("name", ["nothing", "q3"])
def test_a_remark_needs_a_question_that_is_asked(
    session: Session, cast: Cast, address: str, browser_of: Browser, name: str
) -> None:
    assert browser_of(cast.sam).get(address.replace("q1", name)).status_code == 404


def test_a_revision_of_another_module_is_not_there(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    serve(session, two_questions(), lesson(question("q1"), name="second"))
    other = session.scalars(select(Revision.id).order_by(Revision.id.desc())).first()

    page = "{}/remarks/{}/q1"
    sam, others_quiz = browser_of(cast.sam), QUIZ.replace("engine", "second")
    assert sam.get(page.format(QUIZ, other)).status_code == 404
    assert sam.get(page.format(others_quiz, other)).status_code == 200


def test_the_same_words_of_another_person_or_about_another_thing_are_another_remark(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    about_q2 = address.replace("q1", "q2")
    serve(session, two_questions(title="The same, mended"))
    newer = session.scalars(select(Revision.id).order_by(Revision.id.desc())).first()

    for browser, page in ((sam, address), (sue, address), (sam, about_q2)):
        remark(browser, page)
    remark(sam, f"{QUIZ}/remarks/{newer}/q1")

    assert len({(row.person_id, row.revision_id, row.question) for row in remarks(session)}) == 4


def test_a_remark_is_about_the_question_it_was_written_under(
    cast: Cast, address: str, browser_of: Browser
) -> None:
    remark(browser_of(cast.sam), address.replace("q1", "q2"))

    text = browser_of(cast.sam).get("/remarks/").text

    assert "What about q2?" in text
    assert "What about q1?" not in text


def test_a_seat_in_another_course_opens_no_question_of_the_other_half(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    for_support = Section(
        SectionKind.QUIZ, "Check", 2, questions=(question("q3"),), roles=frozenset({Role.SUPPORT})
    )
    both = two_questions()
    serve(session, replace(both, sections=(*both.sections, for_support)))
    newest = session.scalars(select(Revision.id).order_by(Revision.id.desc())).first()
    as_support = stage.pair(session, cast.north, cast.otto, cast.sam)
    assign(session, as_support, serve(session, lesson(name="own"), course_slug="other"))

    page = f"{QUIZ}/remarks/{newest}/q3"
    assert browser_of(cast.sam).get(page).status_code == 404
    assert browser_of(cast.sue).get(page).status_code == 200
