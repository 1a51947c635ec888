"""What came of an attempt, as far as it may be shown? Plain values, as the rows hold them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.learning.quizzes.feedback import MarkedQuestion, Reveal
from tandem.learning.quizzes.lesson_places import LessonPlace
from tandem.learning.quizzes.paper import Tried
from tandem.learning.quizzes.results import (
    PartResult,
    Result,
    due_in,
    in_pairs,
    marked_questions,
    numbered,
)
from tandem.models import Attempt
from tandem.terms import PairState, Role, Show
from tests.cast import NOW
from tests.lessons import question
from tests.plain_courses import COURSE, DONE, OPEN, shared

QUIZ = Section(SectionKind.QUIZ, "Quiz", 2, questions=tuple(map(question, "abc")))


def attempt(number: int = 1, **fields: Any) -> Attempt:
    """An attempt that asked b and a, and carried c."""
    facts = {
        "answers": json.dumps({name: [f"{name}-good"] for name in "abc"}),
        "marks": json.dumps({"a": True, "b": False, "c": True}),
        "order": json.dumps({"b": ["b-worse", "b-good"], "a": []}),
        "carried": json.dumps(["c"]), "revision_id": 3, **fields,
    }  # fmt: skip
    return Attempt(number=number, **facts)


def test_questions_stand_as_they_stood_then_those_that_were_carried() -> None:
    found = marked_questions(attempt(), QUIZ, due=Reveal.ALL)

    assert [(one.id, one.right, one.carried) for one in found] == [
        ("b", False, False), ("a", True, False), ("c", True, True),
    ]  # fmt: skip
    assert [option.text for option in found[0].options] == ["A worse one", "A good one"]
    assert marked_questions(attempt(), QUIZ, due=Reveal.SCORE) == ()


def test_an_attempt_is_found_by_its_number() -> None:
    rows = [(attempt(1), 1), (attempt(2), 1)]

    assert numbered(rows, 2) is rows[1][0]
    with pytest.raises(NoResultFound):
        numbered(rows, 3)


def tried(*, passed: bool, revision_id: int = 3) -> Tried:
    """An attempt that counts."""
    return Tried(1, revision_id, 1, Role.REP, {}, {}, passed, counts=True)


@pytest.mark.parametrize(
    ("others", "left", "due"),
    [
        ([tried(passed=False)], 1, Reveal.OWN),
        ([tried(passed=False)], 0, Reveal.ALL),
        ([tried(passed=False), tried(passed=True)], None, Reveal.ALL),
        ([tried(passed=True, revision_id=4)], None, Reveal.OWN),
    ],
)
def test_everything_is_due_once_this_text_was_passed_or_nothing_is_left(
    others: list[Tried], left: int | None, due: Reveal
) -> None:
    assert due_in(Lesson("m", "M"), attempt(), others, left=left) is due
    never = Lesson("m", "M", show=Show.NEVER)
    assert due_in(never, attempt(), others, left=left) is Reveal.SCORE


def result(*rights: bool | None, places: dict[str, LessonPlace]) -> Result:
    """An attempt with questions that were right or not."""
    questions = tuple(
        MarkedQuestion(f"q{number}", "", "", right, "", (), (), (), carried=False, is_typed=False)
        for number, right in enumerate(rights, start=1)
    )
    return Result(
        "teaming", "engine", 1, "Engine", "en", "en", None, 1, 1, 1, 1, 80, True, NOW, Reveal.ALL,
        questions, is_older_text=False, has_passed=True, is_latest=True, left=None, past=(),
        places=places,
    )  # fmt: skip


FIRST, LAST = LessonPlace(0, "First", "first"), LessonPlace(4, "Last", "last")


def test_each_part_of_the_lesson_says_how_much_of_it_was_right_in_the_lessons_order() -> None:
    found = result(
        True, False, True, None, places={"q1": LAST, "q2": FIRST, "q3": LAST, "q4": LAST}
    )

    assert found.by_part == (PartResult(FIRST, 0, 1), PartResult(LAST, 2, 3))
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4]


def test_where_one_question_has_no_place_no_part_is_told() -> None:
    assert result(True, True, places={"q1": FIRST}).by_part == ()


def test_a_result_tells_of_each_living_pair_in_which_its_author_has_the_course_in_this_role() -> (
    None
):
    taken = replace(result(True, places={}), as_role=Role.REP, module_id=0)
    halves = (DONE, OPEN)
    pairs = [
        shared(1, halves), shared(2, halves, state=PairState.ENDED),
        shared(3, halves, state=PairState.PAUSED), shared(4, halves, role=Role.SUPPORT),
        shared(5, halves, course=replace(COURSE, slug="other")),
    ]  # fmt: skip

    found = in_pairs(taken, pairs)

    assert [(seat.pair_id, module.mine) for seat, module in found] == [(1, DONE), (3, DONE)]
