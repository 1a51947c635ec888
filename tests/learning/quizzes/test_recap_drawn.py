"""Which questions of earlier modules are asked before a quiz? Plain values only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.content.lesson import Question, QuestionKind
from tandem.learning.quizzes import recap
from tandem.learning.quizzes.recap import EarlierQuestion
from tandem.learning.quizzes.shuffling import Lot
from tests.lessons import lesson, question

LOT = Lot("1")


def earlier(asked: Question, *, was_wrong: bool = False, shuffled: bool = True) -> EarlierQuestion:
    """A question of an earlier module."""
    return EarlierQuestion(4, "first", "The first", "de", asked, was_wrong, shuffled)


def test_a_question_is_known_by_its_name_and_the_one_before() -> None:
    assert recap.names_of(question("a")) == {"a"}
    assert recap.names_of(question("a", was="b")) == {"a", "b"}


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        (question("a"), True),
        (replace(question("a"), id="new", was="a"), True),
        (replace(question("a"), title="Other words"), False),
        (question("b"), False),
        (replace(question("a"), line=9, last=True), True),
    ],
)
def test_what_was_passed_in_the_same_words_may_be_asked(asked: Question, may: bool) -> None:
    texts = [{"x": question("x")}, {"a": question("a")}]

    assert recap.may_be_asked(asked, passed=texts) is may
    assert not recap.may_be_asked(asked, passed=[])


@pytest.mark.parametrize("kind", QuestionKind)
def test_what_takes_a_page_of_its_own_is_never_asked_before_a_quiz(kind: QuestionKind) -> None:
    asked = question("a", kind=kind)

    may = recap.may_be_asked(asked, passed=[{"a": asked}])

    assert may == (kind not in {QuestionKind.SCENARIO, QuestionKind.WRITE})


def test_what_was_wrong_is_drawn_before_the_rest() -> None:
    known = [earlier(question(name)) for name in "abc"]
    wrong = [earlier(question(name), was_wrong=True) for name in "de"]

    drawn = [each.question.id for each in recap.drawn([*known, *wrong], 3, LOT)]

    assert set(drawn[:2]) == {"d", "e"}
    assert drawn[2] in set("abc")


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 1), (3, 3), (4, 3)])
def test_so_many_are_drawn_as_there_are_at_most(count: int, drawn: int) -> None:
    assert len(recap.drawn([earlier(question(name)) for name in "abc"], count, LOT)) == drawn


def test_they_are_asked_in_order_under_names_that_no_quiz_has() -> None:
    asked = recap.as_asked([earlier(question("b")), earlier(question("a"))], LOT)

    assert [(each.asked.id, each.asked.number, each.question.id) for each in asked] == [
        ("_recap-4-b", 1, "_recap-4-b"), ("_recap-4-a", 2, "_recap-4-a"),
    ]  # fmt: skip
    assert {(each.module, each.title, each.language) for each in asked} == {
        ("first", "The first", "de")
    }


def test_options_are_mixed_only_where_their_lesson_mixes_them() -> None:
    orders = {
        shuffled: {
            tuple(option.key for option in each.asked.options)
            for number in range(20)
            for each in recap.as_asked(
                [earlier(question("a"), shuffled=shuffled)], Lot(f"{number}")
            )
        }
        for shuffled in (True, False)
    }

    assert orders[False] == {("a-bad", "a-good", "a-worse")}
    assert len(orders[True]) > 2


def test_every_question_of_a_lesson_has_its_name() -> None:
    asked = question("a"), question("b")

    assert recap.questions_of(lesson(*asked)) == {"a": asked[0], "b": asked[1]}
