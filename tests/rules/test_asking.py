"""What is asked in one attempt, and what is shown of it afterwards?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Module, Option, Question, QuestionKind, Section, SectionKind
from tandem.rules import asking
from tandem.rules.asking import Fault, Paper, Reveal, Tried
from tandem.terms import Role, Show


def question(name: str, *, several: bool = False) -> Question:
    options = tuple(
        Option(f"{name}{n}", f"Text {n}", right=n == 1, feedback=f"Secret {n}", pin=n == 4)
        for n in range(1, 5)
    )
    kind = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    return Question(id=name, kind=kind, title=name, options=options, explanation="Secret why")


QUESTIONS = tuple(question(name, several=name == "e") for name in "abcdefgh")


def paper(number: int = 1, *, pick: int | None = None, **fields: Any) -> Paper:
    last, person_id = fields.pop("last", None), fields.pop("person_id", 7)
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=QUESTIONS, pick=pick)
    return asking.paper(
        Module(id="m", title="M", sections=(quiz,), **fields), quiz,
        person_id=person_id, revision_id=3, role=Role.REP, number=number, last=last,
    )  # fmt: skip


def tried(marks: dict[str, bool], **fields: Any) -> Tried:
    given = {"number": 1, "revision_id": 3, "edition": 1, "role": Role.REP, "passed": False}
    return Tried(**{**given, "answers": {}, "marks": marks, **fields})


@given(person_id=st.integers(1, 10_000), number=st.integers(1, 9), pick=st.integers(1, 10))
def test_an_attempt_always_asks_the_same(person_id: int, number: int, pick: int) -> None:
    first = paper(number, pick=pick, person_id=person_id)

    assert first == paper(number, pick=pick, person_id=person_id)
    assert len(first.questions) == min(pick, len(QUESTIONS))


@given(person_id=st.integers(1, 10_000), number=st.integers(1, 9))
def test_a_pinned_option_stays_last(person_id: int, number: int) -> None:
    for asked in paper(number, person_id=person_id).questions:
        assert asked.options[-1].key == f"{asked.id}4"


def test_attempts_are_shuffled_and_a_lesson_may_say_no() -> None:
    orders = [list(paper(number).order) for number in range(1, 6)]

    assert len({tuple(order) for order in orders}) > 1
    assert list(paper(shuffle=False).order) == list("abcdefgh")


def test_what_is_asked_holds_no_key_and_no_feedback() -> None:
    assert "Secret" not in repr(paper())
    assert "right" not in repr(paper())


def test_a_retry_asks_only_what_went_wrong() -> None:
    last = tried({"a": True, "b": False, "c": True, "d": False})

    again = paper(2, pick=4, last=last)

    assert set(again.order) == {"b", "d"}
    assert again.carried == ("a", "c")
    assert again.total == 4


@pytest.mark.parametrize("changed", [{"revision_id": 2}, {"role": Role.SUPPORT}, {"passed": True}])
def test_a_retry_of_something_else_asks_everything(changed: dict[str, Any]) -> None:
    again = paper(2, last=tried({"a": True, "b": False}, **changed))

    assert again.total == len(again.questions) == 8


def test_a_quiz_that_shows_only_the_score_asks_everything_again() -> None:
    assert not paper(2, show=Show.NEVER, last=tried({"a": True, "b": False})).carried


def test_faults_name_what_cannot_be_marked() -> None:
    answers = {name: [f"{name}1"] for name in "abcdefgh"} | {
        "a": [], "b": ["nonsense"], "c": ["c1", "c2"], "e": ["e1", "e2"],
    }  # fmt: skip

    found = asking.faults(paper(), answers)

    assert found == {"a": Fault.MISSING, "b": Fault.UNKNOWN, "c": Fault.TOO_MANY}
    assert set(asking.still_valid(paper(), answers)) == set("defgh")


def test_a_new_edition_opens_the_attempts_again() -> None:
    used = [tried({}), tried({}, number=2)]

    assert asking.attempts_left(Module(id="m", title="M"), used) is None
    assert asking.attempts_left(Module(id="m", title="M", attempts=2), used) == 0
    assert asking.attempts_left(Module(id="m", title="M", attempts=2, edition=2), used) == 2


@pytest.mark.parametrize(
    ("show", "passed", "left", "due"),
    [
        (Show.END, False, None, Reveal.OWN), (Show.END, False, 1, Reveal.OWN),
        (Show.END, False, 0, Reveal.ALL), (Show.END, True, 3, Reveal.ALL),
        (Show.EACH, False, None, Reveal.OWN), (Show.NEVER, True, 0, Reveal.SCORE),
    ],
)  # fmt: skip
def test_right_answers_are_due_after_passing(
    show: Show, passed: bool, left: int | None, due: Reveal
) -> None:
    assert asking.reveal(show, passed=passed, left=left) is due


def test_before_passing_only_the_feedback_of_the_own_answer_is_shown() -> None:
    marked = asking.marked_question(QUESTIONS[0], ["a2"], due=Reveal.OWN)

    assert marked.right is False
    assert [option.feedback for option in marked.options] == ["", "Secret 2", "", ""]
    assert {option.right for option in marked.options} == {None}
    assert not marked.explanation


def test_with_the_score_alone_nothing_is_shown() -> None:
    marked = asking.marked_question(QUESTIONS[0], ["a2"], due=Reveal.SCORE)

    assert marked.right is None
    assert "Secret" not in repr(marked)


def test_after_passing_everything_is_shown_in_the_order_it_stood() -> None:
    keys = ["a3", "a1", "a2", "a4"]

    marked = asking.marked_question(QUESTIONS[0], ["a1"], due=Reveal.ALL, keys=keys)

    assert [option.feedback for option in marked.options][:2] == ["Secret 3", "Secret 1"]
    assert [option.right for option in marked.options] == [False, True, False, False]
    assert marked.explanation == "Secret why"
