"""What becomes of Aiken as Moodle takes it, and of what other programs put into it?"""

from __future__ import annotations

import pytest

from tests.content.formats.reading import only, questions, said

NAME = "quiz.txt"


def rights(text: str) -> list[tuple[str, list[str]]]:
    """Each question with its right options."""
    return [
        (question.title, [option.text for option in question.options if option.right])
        for question in questions(text, name=NAME)
    ]


@pytest.mark.parametrize(
    "options", ["A)Yes\nB)No", "A.Yes\nB.No", "(A)Yes\n(b) No", "a) Yes\nb) No"]
)
@pytest.mark.parametrize("answer", ["ANSWER: A", "Answer: (a)", "answer : a) Yes", "ANSWER:A."])
def test_options_and_answers_are_taken_however_they_are_written(options: str, answer: str) -> None:
    assert rights(f"Who leads?\n{options}\n{answer}\n") == [("Who leads?", ["Yes"])]


def test_numbers_that_count_the_questions_are_no_part_of_them() -> None:
    text = "1. Who?\nA. I\nB. We\nANSWER: B\n\nQuestion 2: Why?\nA. So\nB. Yes\nANSWER: A\n"

    assert rights(text) == [("Who?", ["We"]), ("Why?", ["So"])]


def test_statements_and_names_stay_in_the_question() -> None:
    text = """\
        Which is true?
        I. The rep brings it.
        II. Support carries it.
        C. Smith said so.
        A. Only I
        B. Both
        ANSWER: B
        """

    question = only(text, name=NAME)

    assert question.title == "Which is true?"
    assert "I. The rep brings it." in question.body
    assert [option.text for option in question.options] == ["Only I", "Both"]


def test_a_line_below_the_answer_explains_or_is_said_to_be_lost() -> None:
    text = """\
        Who opens the call?
        A. Nobody
        B. The rep
        ANSWER: B
        FEEDBACK: The rep has the ear,
        and the time.
        TAGS: teaming

        Who signs?
        A. Both
        B. One
        ANSWER: A
        Who pays?
        A. All
        B. None
        ANSWER: A
        """

    first, second, third = questions(text, name=NAME)

    assert first.explanation == "The rep has the ear, and the time."
    assert (second.title, second.explanation) == ("Who signs?", "")
    assert third.title == "Who pays?"
    assert said(text, name=NAME) == ["quiz.txt:7: warning: TAGS isn’t carried over"]


def test_what_explains_a_lost_question_explains_no_other() -> None:
    text = "X?\nA. a\nB. b\nANSWER: B\n\nY?\nA. c\nB. d\nANSWER: E\nFEEDBACK: Of Y.\n"

    assert only(text, name=NAME).explanation == ""
