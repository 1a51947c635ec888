"""What becomes of answers that come from two tabs at once, when their course is taken back?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person, QuizDraft
from tests.at_once import at_once
from tests.conftest import Browser
from tests.learning.lessons.test_begin_alone import MODULE, course, ned, quiz_form, take_back, wide

__all__ = ["course", "ned", "wide"]


def test_answers_of_two_tabs_are_kept_in_one_place(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    browser = browser_of(ned)
    tabs = [quiz_form(browser), quiz_form(browser)]
    take_back(session)

    answers = at_once(*(partial(browser.post, f"{MODULE}quiz", data=tab) for tab in tabs))

    assert ["Your answers are kept" in answer.text for answer in answers] == [True, True]
    assert "q1-good" in session.scalars(select(QuizDraft.answers)).one()
