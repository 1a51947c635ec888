"""What becomes of Aiken as Moodle takes it, and of what other programs put into it?"""

from __future__ import annotations

import pytest

from tandem.content.formats.aiken import text_of
from tandem.content.formats.to_lesson import MOST, MOST_QUESTIONS
from tandem.content.lesson import QuestionKind
from tests.content.formats.reading import only, questions, said, take

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


def test_an_explanation_may_go_to_the_very_end_of_a_file() -> None:
    text = "X?\nA. a\nB. b\nANSWER: B\nFEEDBACK: The rep\nhas the ear."

    assert only(text, name=NAME).explanation == "The rep has the ear."


def test_what_explains_a_lost_question_explains_no_other() -> None:
    text = "X?\nA. a\nB. b\nANSWER: B\n\nY?\nA. c\nB. d\nANSWER: E\nFEEDBACK: Of Y.\n"

    assert only(text, name=NAME).explanation == ""


@pytest.mark.parametrize(
    "answer", ["B, D", "B and D", "b; d.", "(B) & (D)", "BD", "B D", "B und D"]
)
def test_several_letters_are_several_right_options(answer: str) -> None:
    question = only(f"Which?\nA. a\nB. b\nC. c\nD. d\nANSWER: {answer}\n", name=NAME)

    assert question.kind is QuestionKind.MULTIPLE
    assert [option.right for option in question.options] == [False, True, False, True]


@pytest.mark.parametrize(
    ("answer", "right"),
    [("No", "No"), ("c", "A"), ("C. A", "A"), ("B No.", "No"), ("A", "Yes"), ("7", "7")],
)
def test_the_text_of_an_option_names_it_like_its_letter(answer: str, right: str) -> None:
    text = f"Which?\nA. Yes\nB. No\nC. A\nD. 7\nANSWER: {answer}\n"

    assert rights(text) == [("Which?", [right])]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("A or B", "ANSWER: A or B isn’t clearly one of the options, so its question isn’t"),
        ("A mixture", "ANSWER: A mixture isn’t clearly one of the options, so its question isn’t"),
        ("2", "ANSWER: 2 isn’t clearly one of the options, so its question isn’t"),
        ("", "this ANSWER: names no letter, and its question isn’t"),
        ("E", "ANSWER: E names no option of its question, which isn’t"),
        ("A, E", "ANSWER: A, E names no option of its question, which isn’t"),
    ],
)
def test_an_answer_that_names_no_option_is_never_guessed(answer: str, reason: str) -> None:
    text = f"Which?\nA. 3\nB. 2\nC. 1\nANSWER: {answer}\n"

    assert questions(f"{text}\nSo?\nA. Yes\nB. No\nANSWER: A\n", name=NAME)[0].title == "So?"
    assert f"quiz.txt:5: warning: {reason} carried over" in said(text, name=NAME)


def test_words_behind_the_letter_explain() -> None:
    question = only("Which?\nA. Go\nB. Stay\nANSWER: B – see page 4\n", name=NAME)

    assert [option.right for option in question.options] == [False, True]
    assert question.explanation == "see page 4"


@pytest.mark.parametrize("word", ["Correct answer", "ANTWORT", "Richtige Antwort"])
def test_the_answer_may_be_called_otherwise(word: str) -> None:
    text = f"Which?\nA. Go\nB. Stay\n{word}: B\n"

    assert rights(text) == [("Which?", ["Stay"])]
    assert (take(text, name=NAME).answers, take(text, name=NAME).kept) == (2, 2)


@pytest.mark.parametrize("sign", ["{} ", "{}: ", "{}, ", "{} - ", "{}– ", "Option {}: "])
def test_options_without_a_dot_are_told_by_their_run_of_letters(sign: str) -> None:
    go, stay, run = (sign.format(letter) for letter in "ABC")
    text = f"Which?\nA good one:\n{go}Go\n{stay}Stay\n{run}Run\nANSWER: B\n"

    taken = take(text, name=NAME)

    assert rights(text) == [("Which? A good one:", ["Stay"])]
    assert (taken.answers, taken.kept, taken.problems) == (3, 3, ())


def test_lines_that_are_no_run_of_letters_are_no_options() -> None:
    text = "Which?\nA man\nand B went.\nANSWER: A\n"

    assert said(text, name=NAME)[1] == (
        "quiz.txt:4: warning: no options like A. and B. above this ANSWER:,"
        " so its question isn’t carried over"
    )


def test_a_letter_that_was_mistyped_costs_no_option() -> None:
    text = "Which?\nA. Volt\nD. Ohm\nC. Ampere\nD. Newton\nANSWER: {}\n"

    assert rights(text.format("C")) == [("Which?", ["Ampere"])]
    assert [option.text for option in only(text.format("C"), name=NAME).options] == [
        "Volt",
        "Ohm",
        "Ampere",
        "Newton",
    ]
    assert said(text.format("C"), name=NAME) == [
        "quiz.txt:6: warning: two options above have the same letter: check which of them is right"
    ]
    assert any(
        "the same letter: this question isn’t" in line for line in said(text.format("D"), name=NAME)
    )


def test_what_stands_between_the_options_and_the_answer_is_no_part_of_an_option() -> None:
    text = "Which?\nA. Go\nB. Stay\nNUMBERING: abc\nExplanation: It is\nearly.\nANSWER: B\n"

    question = only(text, name=NAME)

    assert [option.text for option in question.options] == ["Go", "Stay"]
    assert question.explanation == "It is early."
    assert said(text, name=NAME) == ["quiz.txt:4: warning: NUMBERING isn’t carried over"]


def test_an_explanation_behind_a_blank_line_is_no_part_of_the_next_question() -> None:
    text = (
        "Which?\nA. Go\nB. Stay\nANSWER: B\n\nExplanation: Early.\n\nSo?\nA. I\nB. We\nANSWER: A\n"
    )

    first, second = questions(text, name=NAME)

    assert (first.explanation, second.title) == ("Early.", "So?")


def test_options_that_an_explanation_speaks_of_are_no_part_of_the_next_question() -> None:
    text = "Which?\nA. Go\nB. Stay\nANSWER: B\nFeedback:\nA. Too early.\nB. Right.\n\n{}"

    first, second = questions(text.format("So?\nA. I\nB. We\nANSWER: A\n"), name=NAME)

    assert (first.explanation, second.title) == ("A. Too early. B. Right.", "So?")


def test_questions_that_nobody_answered_are_named_one_by_one() -> None:
    text = "Which?\na. Go\nb. Stay\n\nSo?\na. I\nb. We\n"

    assert said(text, name=NAME) == [
        "quiz.txt:1: warning: no question here that could be carried over",
        "quiz.txt:1: warning: this question has no ANSWER: line and isn’t carried over",
        "quiz.txt:5: warning: this question has no ANSWER: line and isn’t carried over",
    ]


def test_texts_above_a_question_that_is_lost_are_named_too() -> None:
    text = "Write about the call.\n\nHow many?\nANSWER: four\n\nSo?\nA. I\nB. We\nANSWER: A\n"

    assert said(text, name=NAME) == [
        "quiz.txt:1: warning: this text belongs to a question that isn’t carried over",
        "quiz.txt:4: warning: no options like A. and B. above this ANSWER:,"
        " so its question isn’t carried over",
    ]


def test_a_long_file_becomes_several_modules_and_what_is_far_too_much_is_said_once() -> None:
    text = "".join(f"Q{n}?\nA. a\nB. b\nANSWER: A\n" for n in range(MOST_QUESTIONS + 2))

    taken = take(text, name="long.txt")

    assert [(module.title, module.questions) for module in taken.modules] == [
        (f"Long {number}", MOST) for number in (1, 2, 3)
    ]
    assert list(map(str, taken.problems)) == [
        f"long.txt:{4 * MOST_QUESTIONS + 1}: warning: "
        "more than 3000 questions: the rest is left out"
    ]
    assert (taken.answers, taken.kept) == (2 * MOST_QUESTIONS + 4, 2 * MOST_QUESTIONS)


def test_what_follows_an_explanation_without_a_gap_is_the_next_question() -> None:
    text = """\
        1. Which?
        A. Go
        B. Stay
        Answer: B. Stay
        Explanation: It is early,
        and dark.
        2. So, what
        now?
        A. I
        B. We
        Answer: A
        Explanation: You.
        """

    first, second = questions(text, name=NAME)

    assert (first.title, first.explanation) == ("Which?", "It is early, and dark.")
    assert (second.title, second.explanation) == ("So, what now?", "You.")
    assert said(text, name=NAME) == []


def test_without_numbers_no_line_of_the_next_question_is_lost_in_an_explanation() -> None:
    text = "X?\nA. a\nB. b\nANSWER: B\nFEEDBACK: So.\nNow,\nY?\nA c\nB d\nANSWER: A\n"

    first, second = questions(text, name=NAME)

    assert (first.explanation, second.title) == ("So.", "Now, Y?")
    assert [option.text for option in second.options] == ["c", "d"]


@pytest.mark.parametrize("sign", ["- {}. {}", "* {}) {}", "**{}. {}**", "- **{}.** {}", "{}.\n{}"])
def test_options_in_a_list_in_bold_or_below_their_letters_are_options(sign: str) -> None:
    options = [sign.format(letter, text) for letter, text in (("A", "Go"), ("B", "Stay"))]
    text = f"Which?\n{options[0]}\n{options[1]}\nANSWER: B\n"

    question = only(text, name=NAME)

    assert [(option.text, option.right) for option in question.options] == [
        ("Go", False),
        ("Stay", True),
    ]


@pytest.mark.parametrize(
    "answer", ["**Answer:** B", "**Answer: B**", "✅ Answer: B", "> ANSWER : B"]
)
def test_signs_around_the_answer_are_no_part_of_it(answer: str) -> None:
    assert rights(f"Which?\nA. Go\nB. Stay\n{answer}\n") == [("Which?", ["Stay"])]


def test_the_right_option_once_more_below_the_answer_begins_no_question() -> None:
    text = "X?\nA.\na b\nB.\nc\nANSWER: A.\na b\nExplanation: So.\n\nY?\nA. d\nB. e\nANSWER: B\n"

    first, second = questions(text, name=NAME)

    assert (first.explanation, second.title) == ("So.", "Y?")


def test_code_between_fences_stays_code_in_a_question() -> None:
    text = """\
        1.What is printed?
        ```python
        if x:

            A. b = 1
        ```
        Choose.
        A. 1
        B. 2
        ANSWER: B
        """

    question = only(text, name=NAME)

    assert question.title == "What is printed?"
    assert question.body == "```python\nif x:\n\n    A. b = 1\n```\n\nChoose."
    assert len(question.options) == 2


def test_a_fence_that_is_never_closed_swallows_no_question() -> None:
    text = "X?\n```\nA. a\nB. b\nANSWER: B\nY?\nA. c\nB. d\nANSWER: A\n```\n"

    assert [len(question.options) for question in questions(text, name=NAME)] == [2, 2]


@pytest.mark.parametrize("between", ["\n\nSam\n", "\nSue\n"])
def test_a_question_may_ask_in_the_words_of_an_option_above(between: str) -> None:
    text = f"Who?\nA. Sam\nB. Sue\nANSWER: A{between}A. is\nB. has\nANSWER: B\n"

    assert rights(text) == [("Who?", ["Sam"]), (between.strip(), ["has"])]


def test_code_below_an_option_or_an_explanation_is_no_part_of_a_question() -> None:
    text = "Who?\nA. Sam\n```\ncode\n```\nB. Sue\nANSWER: B\nWhy: so\n```\nis\n```\n\nHow?\n"

    first, second = questions(f"{text}A. So\nB. No\nANSWER: A\n", name=NAME)

    assert (first.title, first.body, second.title) == ("Who?", "", "How?")
    assert "code" in first.options[0].text
    assert "is" in first.explanation


def test_a_letter_that_stands_twice_may_be_two_questions_in_one() -> None:
    assert rights("Who?\nA. Sam\nA. Sue\nC. Lee\nANSWER: C\n") == []


def test_code_ends_at_a_fence_that_stands_alone() -> None:
    code = "```\n``` a\nb\n```"

    assert text_of(["Which?", *code.split("\n"), "Say."]) == f"Which?\n\n{code}\n\nSay."


@pytest.mark.parametrize("sign", ["[A] x\n[B] y", "A] x\nB] y", "A/ x\nB/ y", "A| x\nB| y"])
@pytest.mark.parametrize("answer", ["ANSWER: [B]", 'Answer: "B"', "ANSWER：B", "Ans: <B>"])
def test_letters_stand_in_any_brackets(sign: str, answer: str) -> None:
    found = only(f"Who?\n{sign}\n{answer}\n", name=NAME)

    assert [(one.text, one.right) for one in found.options] == [("x", False), ("y", True)]


@pytest.mark.parametrize(
    "line",
    ["Feedback for B: It lasts.", "Explanation - It lasts.", "@ It lasts.", "**Why:** It lasts."],
)
def test_a_line_right_below_an_answer_that_may_explain_does_so_where_a_gap_follows(
    line: str,
) -> None:
    options = "A. x\nB. y\nANSWER: B\n"

    apart = questions(f"Who?\n{options}{line}\n\nWhat?\n{options}", name=NAME)
    close = questions(f"Who?\n{options}{line}\n{options}", name=NAME)

    assert [one.title for one in apart] == ["Who?", "What?"]
    assert apart[0].explanation.endswith("It lasts.")
    assert (close[0].explanation, close[1].title.endswith("It lasts.")) == ("", True)


def test_a_file_in_markdown_is_asked_without_its_signs() -> None:
    options = "A. x\nB. y\n\n**Answer: B**\n"
    text = f"# Calls\n\n## Who?\n\n{options}\n**2. What?**\n\n{options}\n## Q\n\nHow?\n\n{options}"

    found = questions(text, name="quiz.md")

    assert [(one.title, one.body) for one in found] == [
        ("Who?", ""),
        ("What?", ""),
        ("Q", "How?"),
    ]
    assert said(text, name="quiz.md") == ["quiz.md:1: warning: a heading isn’t carried over: Calls"]
