"""How much of an attempt may be shown, and what does it say?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, Match, Option, Question, QuestionKind
from tandem.content.parsing.choices import key_of
from tandem.learning.quizzes import feedback
from tandem.learning.quizzes.feedback import Reveal
from tandem.terms import Show

QUESTION = Question(
    id="a",
    kind=QuestionKind.SINGLE,
    title="a",
    explanation="Secret why",
    options=tuple(
        Option(f"a{n}", f"Text {n}", right=n == 1, feedback=f"Secret {n}") for n in range(1, 5)
    ),
)


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
    assert feedback.reveal(show, passed=passed, left=left) is due


def test_before_passing_only_the_feedback_of_the_own_answer_is_shown() -> None:
    marked = feedback.marked_question(QUESTION, ["a2"], due=Reveal.OWN)

    assert marked.right is False
    assert [option.feedback for option in marked.options] == ["", "Secret 2", "", ""]
    assert {option.right for option in marked.options} == {None}
    assert not marked.explanation


def test_with_the_score_alone_nothing_is_shown() -> None:
    marked = feedback.marked_question(QUESTION, ["a2"], due=Reveal.SCORE)

    assert marked.right is None
    assert "Secret" not in repr(marked)


def test_after_passing_everything_is_shown_in_the_order_it_stood() -> None:
    keys = ["a3", "a1", "a2", "a4"]

    marked = feedback.marked_question(QUESTION, ["a1"], due=Reveal.ALL, keys=keys)

    assert [option.feedback for option in marked.options][:2] == ["Secret 3", "Secret 1"]
    assert [option.right for option in marked.options] == [False, True, False, False]
    assert marked.explanation == "Secret why"


ORDER = Question(
    id="o",
    kind=QuestionKind.ORDER,
    title="o",
    options=(Option("a", "First", right=True), Option("b", "Second", right=True)),
)
MATCH = Question(
    id="m",
    kind=QuestionKind.MATCH,
    title="m",
    matches=(Match("l1", "L1", "R1"), Match("l2", "L2", "R2")),
)
SHORT = Question(
    id="s", kind=QuestionKind.SHORT, title="s", accepted=(Accepted("yes"), Accepted("<b>"))
)
NUMBER = Question(
    id="n",
    kind=QuestionKind.NUMERIC,
    title="n",
    accepted=(Accepted(low=4, high=6), Accepted(low=9, high=9)),
)


@pytest.mark.parametrize(
    ("question", "given", "shown", "expected"),
    [
        (ORDER, ["b", "a"], ("Second", "First"), ("First", "Second")),
        (MATCH, [f"l1:{key_of('R2')}"], ("L1 → R2",), ("L1 → R1", "L2 → R2")),
        (SHORT, ["<i>no</i>"], ("&lt;i&gt;no&lt;/i&gt;",), ("yes", "&lt;b&gt;")),
        (NUMBER, ["7"], ("7",), ("4 – 6", "9")),
    ],
)
def test_an_answer_is_shown_piece_by_piece_and_what_is_right_when_it_is_due(
    question: Question, given: list[str], shown: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    own = feedback.marked_question(question, given, due=Reveal.OWN)
    everything = feedback.marked_question(question, given, due=Reveal.ALL)

    assert (own.given, own.expected, own.options) == (shown, (), ())
    assert (everything.given, everything.expected) == (shown, expected)
