"""What does somebody see after answering a refresher?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, Question, QuestionKind
from tandem.learning.refreshers.result import answer_texts, marked, right_texts
from tests.lessons import question

ONE = question("q")
SHORT = Question("s", QuestionKind.SHORT, "S", accepted=(Accepted("lid"), Accepted("<b>")))


@pytest.mark.parametrize(("recorded", "right"), [(None, True), (True, True), (False, False)])
def test_everything_is_shown_at_once_with_the_mark_that_was_recorded(
    recorded: bool | None, right: bool
) -> None:
    shown = marked(ONE, ["q-good"], right=recorded)

    assert (shown.right, shown.explanation) == (right, "<p>EXPLANATION-q</p>")
    assert [option.right for option in shown.options] == [False, True, False]
    assert [option.chosen for option in shown.options] == [False, True, False]


def test_a_choice_is_said_in_the_words_of_its_options() -> None:
    assert answer_texts(ONE, ["q-worse", "q-bad", "gone"]) == ("A bad one", "A worse one")
    assert right_texts(ONE) == ("A good one",)


def test_what_was_typed_is_said_as_text() -> None:
    assert answer_texts(SHORT, ["<i>"]) == ("&lt;i&gt;",)
    assert right_texts(SHORT) == ("lid", "&lt;b&gt;")
