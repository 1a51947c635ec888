"""Is a typed answer taken as people type it: with quotes, points, groups and units?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Accepted, Question, QuestionKind
from tandem.learning.quizzes import marking
from tandem.models import Attempt, Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.learning.quizzes.quiz_helpers import QUIZ, send
from tests.lessons import assign

LESSON = """---
title: Engine
---

## Check {quiz pass=100%}

### What is said first? {#first}

= thank you

### How long? {#long}

= 5 +- 1 min | minutes

### How much? {#much}

= 2 kg
= 2000 g
"""
RIGHT = {"answer-first": "Thank you!", "answer-long": "5 minutes", "answer-much": "2,000 g"}


@pytest.fixture
def sam(session: Session, cast: Cast, tmp_path: Path, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course whose answers are typed."""
    folder = tmp_path / "courses" / "teaming"
    folder.mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Teaming\n---\n")
    (folder / "01-engine.md").write_text(LESSON)
    assert publish(session, folder.parent).errors == []
    assign(session, cast.pair, session.scalars(select(Course)).one())
    return browser_of(cast.sam)


def test_what_people_type_is_right(session: Session, sam: FlaskClient) -> None:
    send(sam, RIGHT)

    assert session.scalars(select(Attempt)).one().right == 3


def test_the_unit_stands_behind_the_field(sam: FlaskClient) -> None:
    page = sam.get(QUIZ).text

    assert '<span class="typed__unit">min</span>' in page
    assert '<span class="typed__unit">kg / g</span>' in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"answer-long": "5 h"}, "Question 2 asks for a number in min, as 5 or 0.5."),
        ({"answer-much": "2"}, "takes more than one unit. Please write yours behind the number"),
    ],
)
def test_another_unit_or_an_open_one_is_asked_about_and_nothing_is_sent(
    session: Session, sam: FlaskClient, answers: dict[str, str], said: str
) -> None:
    number = sam.get(QUIZ).text.partition(f'id="question-{next(iter(answers))[7:]}"')[2]
    place = number.partition('<span class="quiet">')[2].partition(".")[0]

    answer = send(sam, {**RIGHT, **answers})

    assert answer.status_code == 400
    assert said.replace("Question 2", f"Question {place}") in answer.text
    assert session.scalars(select(Attempt)).all() == []


def numeric(*accepted: Accepted) -> Question:
    return Question(id="q", kind=QuestionKind.NUMERIC, title="?", accepted=accepted)


def test_of_a_comma_with_three_figures_both_readings_count() -> None:
    for value in (1234.0, 1.234):
        question = numeric(Accepted(low=value, high=value))
        assert marking.mark(question, ["1,234"]).right
        assert marking.mark(question, ["1.234"]).right


def test_a_gap_for_a_number_takes_it_in_each_way() -> None:
    gaps = ((Accepted(text="1000"),), (Accepted(text="0.5"),))
    question = Question(id="q", kind=QuestionKind.FILL, title="?", gaps=gaps)

    assert marking.mark(question, ["1'000", ".5"]).right
    assert not marking.mark(question, ["100", ".5"]).right


NUMBERS = st.integers(-(10**9), 10**9)
UNIT = st.sampled_from(["min", "%", "km/h", "€", "boxes"])
WRITTEN = st.sampled_from(["{n} {u}", "{n}{u}", "{n}", "“{n} {u}”", "{n} {u}!", "{u} {n}"])


@given(NUMBERS, NUMBERS, UNIT, WRITTEN)
def test_a_typed_number_is_right_exactly_where_it_is_the_number(
    right: int, typed: int, unit: str, written: str
) -> None:
    question = numeric(Accepted(low=right, high=right, units=(unit,)))
    text = written.format(n=typed, u=unit)

    assert marking.mark(question, [text]).right is (right == typed)


@given(NUMBERS, UNIT, UNIT)
def test_another_unit_is_never_right(number: int, unit: str, other: str) -> None:
    question = numeric(Accepted(low=number, high=number, units=(unit,)))

    assert marking.mark(question, [f"{number} {other}"]).right is (unit == other)
