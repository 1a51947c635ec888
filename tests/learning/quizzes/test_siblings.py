"""Of siblings one is asked, on a retry another, and some questions keep their place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.paper import Paper, Tried
from tandem.models import Attempt, Course
from tandem.terms import Role, Show
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import QUIZ, is_chosen, keep, send
from tests.lessons import assign, lesson, question, serve

ALONE = question("alone")
FAMILY = (question("a"), question("b", sibling="a"), question("c", sibling="a"))
QUESTIONS = (ALONE, *FAMILY)
NAMES = {"a", "b", "c"}


def paper(number: int = 1, *earlier: Tried, pick: int | None = None, **fields: Any) -> Paper:
    """The paper of an attempt that follows these."""
    person_id, questions = fields.pop("person_id", 7), fields.pop("questions", QUESTIONS)
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=questions, pick=pick)
    return papers.paper(
        Lesson(id="m", title="M", sections=(quiz,), **fields),
        quiz,
        person_id=person_id,
        revision_id=3,
        role=Role.REP,
        number=number,
        last=papers.last_before(earlier, number),
        earlier=earlier,
    )


def tried(number: int, marks: dict[str, bool], **fields: Any) -> Tried:
    facts = {"revision_id": 3, "edition": 1, "role": Role.REP, "passed": False, "answers": {}}
    return Tried(**{**facts, "number": number, "marks": marks, "counts": True, **fields})


@given(st.integers(1, 10_000))
def test_one_of_a_family_is_asked_and_counts_once(person_id: int) -> None:
    first = paper(person_id=person_id)

    assert first.total == 2
    assert len(set(first.order) & NAMES) == 1
    assert first == paper(person_id=person_id)


def test_each_sibling_is_asked_of_somebody() -> None:
    asked = {name for person in range(40) for name in paper(person_id=person).order}

    assert asked == {"alone", *NAMES}


@given(st.integers(1, 10_000))
def test_each_retry_asks_another_until_all_were_asked(person_id: int) -> None:
    earlier: list[Tried] = []
    for number in (1, 2, 3):
        (name,) = set(paper(number, *earlier, person_id=person_id).order) - {"alone"}
        earlier.append(tried(number, {"alone": True, name: False}))

    asked = [next(iter(set(attempt.marks) - {"alone"})) for attempt in earlier]
    assert set(asked) == NAMES
    fourth = paper(4, *earlier, person_id=person_id)
    assert set(fourth.order) == {asked[0]}
    assert fourth.carried == ("alone",)


def test_who_had_one_right_is_asked_none_of_its_siblings() -> None:
    again = paper(2, tried(1, {"alone": False, "b": True}))

    assert set(again.order) == {"alone"}
    assert again.carried == ("b",)


@pytest.mark.parametrize(
    "changed", [{"revision_id": 2}, {"passed": True}, {"role": Role.SUPPORT}, {"counts": False}]
)
def test_a_new_text_a_new_round_or_a_retake_asks_another_too(changed: dict[str, Any]) -> None:
    again = paper(2, tried(1, {"alone": True, "b": True}, **changed))

    assert again.total == 2
    assert set(again.order) & NAMES < {"a", "c"}


def test_where_only_the_score_is_told_another_is_asked() -> None:
    again = paper(2, tried(1, {"alone": True, "c": False}), show=Show.NEVER)

    assert set(again.order) & NAMES < {"a", "b"}


def test_a_renamed_sibling_is_known_by_its_old_name() -> None:
    renamed = (*QUESTIONS[:3], question("new", sibling="a", was="c"))
    earlier = tried(1, {"a": False}), tried(2, {"c": False}), tried(3, {"b": False})

    assert set(paper(4, *earlier, questions=renamed).order) == {"a"}


@given(st.integers(1, 10_000), st.integers(1, 4))
def test_pick_draws_families(person_id: int, pick: int) -> None:
    other = (question("x"), question("y", sibling="x"))

    drawn = paper(pick=pick, person_id=person_id, questions=(*QUESTIONS, *other))

    assert drawn.total == min(pick, 3)
    assert len(set(drawn.order) & {"x", "y"}) <= 1


@given(st.integers(1, 10_000), st.booleans())
def test_first_and_last_keep_their_place(person_id: int, shuffle: bool) -> None:
    asked = (
        question("end", last=True),
        *(question(name) for name in "defg"),
        question("start", first=True),
        question("next", first=True),
    )

    order = list(paper(person_id=person_id, questions=asked, shuffle=shuffle).order)

    assert (order[:2], order[-1]) == (["start", "next"], "end")


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course whose quiz has a family."""
    assign(session, cast.pair, serve(session, lesson(*QUESTIONS)))
    return browser_of(cast.sam)


def asked_on(sam: FlaskClient) -> str:
    """Which of the family the page asks."""
    page = sam.get(QUIZ).text
    (name,) = NAMES & set(re.findall(r'id="question-(\w+)"', page))
    return name


def test_a_retry_in_the_browser_asks_another_and_tells_nothing_of_it(
    session: Session, sam: FlaskClient
) -> None:
    first = asked_on(sam)
    send(sam, {"answer-alone": "alone-good", f"answer-{first}": f"{first}-bad"})

    page = sam.get(QUIZ).text
    second = asked_on(sam)
    send(sam, {f"answer-{second}": f"{second}-good"})

    assert second != first
    assert f"FEEDBACK-{second}" not in page
    rows = session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [(row.right, row.total, row.passed) for row in rows] == [(1, 2, False), (2, 2, True)]
    assert set(json.loads(rows[1].marks)) == {"alone", second}


def test_a_draft_of_a_sibling_is_kept_and_another_one_is_not_taken(
    session: Session, sam: FlaskClient
) -> None:
    name = asked_on(sam)
    other = min(NAMES - {name})

    keep(sam, {f"answer-{name}": f"{name}-worse", f"answer-{other}": f"{other}-good"})

    page = sam.get(QUIZ)
    assert is_chosen(page, f"{name}-worse")
    assert other not in re.findall(r'id="question-(\w+)"', page.text)
    again = send(sam, {"answer-alone": "alone-good", f"answer-{other}": f"{other}-good"})
    assert again.status_code == 400
    assert session.scalars(select(Attempt)).all() == []


def test_a_family_that_is_new_in_the_text_is_one_question(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    name = asked_on(sam)
    keep(sam, {f"answer-{name}": f"{name}-good"})
    more = replace(question("d"), sibling="a")
    course = serve(session, lesson(*QUESTIONS, more))

    assert session.get(Course, course.id)
    assert len(re.findall(r'<fieldset class="question"', sam.get(QUIZ).text)) == 2
