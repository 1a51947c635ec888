"""What do the values of a lesson say of themselves?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Lesson, ModuleFile, Problem, Question, QuestionKind
from tandem.content.messages import say
from tandem.terms import Severity

LESSON = Lesson(id="a", title="A")


@pytest.mark.parametrize(
    ("lesson", "said", "is_sound"),
    [
        (LESSON, [], True),
        (LESSON, [Severity.WARNING], True),
        (LESSON, [Severity.WARNING, Severity.ERROR], False),
        (None, [], False),
    ],
)
def test_a_file_may_be_published_that_was_read_and_has_no_error(
    lesson: Lesson | None, said: list[Severity], is_sound: bool
) -> None:
    problems = tuple(Problem("f.md", 1, severity, say("so")) for severity in said)

    assert ModuleFile("01-a.md", 1, "a", "", "", lesson, problems).is_sound is is_sound


@pytest.mark.parametrize(("sibling", "family"), [("", "a"), ("b", "b")])
def test_a_question_without_siblings_is_a_family_of_its_own(sibling: str, family: str) -> None:
    assert Question("a", QuestionKind.SHORT, "Why?", sibling=sibling).family == family
