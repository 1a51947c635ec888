"""What happens when two tabs send the same quiz with different answers at the same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Course, QuizDraft, StepDone
from tandem.terms import Step
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, QUIZ, numbers, send
from tests.lessons import form_id_in


def test_of_two_tabs_one_attempt_counts_and_both_are_told_of_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    tabs = [form_id_in(browser_of(cast.sam).get(QUIZ)) for _ in range(2)]

    answers = at_once(
        *(
            partial(send, browser_of(cast.sam), given, tab)
            for given, tab in zip((GOOD, HALF), tabs, strict=True)
        )
    )

    assert {answer.location for answer in answers} == {f"{QUIZ}/attempts/1#result"}
    assert numbers(session) == [1]
    passed = session.scalars(select(Attempt.passed)).one()
    assert session.scalars(select(StepDone.step)).all() == ([Step.QUIZ] if passed else [])


def test_two_corrections_of_a_page_that_was_sent_are_kept_for_one_new_attempt(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(QUIZ))
    send(sam, HALF, form_id)

    answers = at_once(*(partial(send, sam, GOOD, form_id) for _ in range(2)))

    assert [answer.location for answer in answers] == [QUIZ, QUIZ]
    assert "q2-good" in session.scalars(select(QuizDraft.answers)).one()
