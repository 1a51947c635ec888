"""What would be a right answer?"""

from __future__ import annotations

import pytest

from tandem.commands.sample.right_answers import right_answer
from tandem.content.lesson import Accepted, Match, Option, Question, QuestionKind
from tandem.learning.quizzes.marking import mark
from tests.learning.test_scenario import LATE

KINDS = {
    QuestionKind.SINGLE: {"options": (Option("a", "A", right=False), Option("b", "B", right=True))},
    QuestionKind.MULTIPLE: {"options": tuple(Option(k, k, right=k != "c") for k in "abc")},
    QuestionKind.ORDER: {"options": tuple(Option(k, k, right=True) for k in "cab")},
    QuestionKind.MATCH: {"matches": (Match("l", "L", "R"), Match("", "", "S"))},
    QuestionKind.FILL: {"gaps": ((Accepted("x"), Accepted("y")), (Accepted("z"),))},
    QuestionKind.SHORT: {"accepted": (Accepted("yes"),)},
    QuestionKind.NUMERIC: {"accepted": (Accepted(low=-1.5, high=2.0),)},
    QuestionKind.SCENARIO: {"scenes": LATE.scenes},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_is_right(kind: QuestionKind) -> None:
    question = Question(id="q", kind=kind, title="?", **KINDS[kind])  # type: ignore[arg-type]

    assert mark(question, right_answer(question)).right
