"""What becomes of a GIFT file?"""

from __future__ import annotations

import pytest

from tandem.content.formats.gift import blocks, title_of
from tandem.content.lesson import Accepted, Question, QuestionKind
from tests.content.formats.reading import modules, only, questions, said, take

NAME = "quiz.gift"


def asked(text: str) -> Question:
    """The one question of a GIFT text."""
    return only(text, name=NAME)


def test_a_choice_keeps_its_name_feedback_and_explanation() -> None:
    found = asked("::Late::What helps?{~Wait#It grows. =Say what fits#Good.####Both gain.}")

    assert (found.id, found.title, found.explanation) == ("late", "What helps?", "Both gain.")
    assert [(one.text, one.right, one.feedback) for one in found.options] == [
        ("Wait", False, "It grows."),
        ("Say what fits", True, "Good."),
    ]


def test_escaped_signs_are_words() -> None:
    found = asked(r"Is 2 \= 2 \{really\}\: \#1 \~ \\?{~No \= no =Yes \#1}")

    assert found.title == r"Is 2 = 2 {really}: #1 ~ \\?"
    assert [one.text for one in found.options] == ["No = no", "Yes #1"]


def test_a_statement_becomes_true_or_false_with_its_feedback() -> None:
    found = asked("Support leads.{FALSE#Look again.#Neither leads.}")

    assert found.kind is QuestionKind.TRUE_FALSE
    assert [(one.text, one.right, one.feedback) for one in found.options] == [
        ("True", False, "Look again."),
        ("False", True, "Neither leads."),
    ]


def test_an_answer_inside_a_sentence_becomes_a_gap() -> None:
    found = asked("Two plus two equals {=four =4}.")

    assert (found.kind, found.body) == (QuestionKind.FILL, "Two plus two equals \ufffc.")
    assert found.gaps == ((Accepted(text="four"), Accepted(text="4")),)


def test_a_short_answer_that_is_a_number_stays_a_text() -> None:
    found = asked("Which year?{=007}")

    assert (found.title, found.kind) == ("Which year?", QuestionKind.FILL)
    assert found.gaps == ((Accepted(text="007"),),)


def test_numbers_keep_their_margins_and_ranges() -> None:
    found = asked("How many?{# =5:1 =10..12 =-3}")

    assert found.accepted == (
        Accepted(low=4, high=6),
        Accepted(low=10, high=12),
        Accepted(low=-3, high=-3),
    )


def test_matches_keep_their_spare_sides() -> None:
    found = asked("Match.{=rep -> drive =support -> frame = -> brake}")

    assert [(one.left, one.right) for one in found.matches] == [
        ("rep", "drive"),
        ("support", "frame"),
        ("", "brake"),
    ]


def test_several_right_answers_share_the_weight() -> None:
    found = asked("Which two?{~%50%Drive ~%-100%Noise ~%50%Frame}")

    assert found.kind is QuestionKind.MULTIPLE
    assert [one.right for one in found.options] == [True, False, True]


def test_each_category_becomes_a_module() -> None:
    text = "$CATEGORY: $course$/top/First//half\n\nA?{T}\n\n$CATEGORY: Second\nB?{F}\n"

    found = modules(take(text, name=NAME))

    assert [one.title for one in found] == ["First/half", "Second"]


def test_a_description_becomes_a_text_and_html_becomes_markdown() -> None:
    text = "Read this first.\n\n[html]<p>What is <b>this</b>?</p><p>Well.</p>{=a sign =b sign}\n"

    (found,) = modules(take(text, name=NAME))

    assert found.sections[0].text == "Read this first."
    question = found.sections[1].questions[0]
    assert (question.title, question.body) == ("What is **this**?", "Well.")


def test_what_has_no_place_is_said_with_its_line() -> None:
    text = "// note\nWrite it all down. {}\n\nHow?{~a ~%50%b =c}\n\nWhen?{# =%50%5 =6#Yes}\n\nOh {"

    assert said(text, name=NAME) == [
        "quiz.gift:2: warning: an essay isn’t carried over: {write} needs criteria and "
        "a model beside it. Write them, or ask it as a step under {together}",
        "quiz.gift:4: warning: an answer that was worth a part counts as wrong here: b",
        "quiz.gift:6: warning: an answer that was worth a part counts as wrong here: 5",
        "quiz.gift:6: warning: feedback on a typed answer isn’t carried over: Yes",
        "quiz.gift:8: warning: this question couldn’t be carried over: its braces don’t match",
    ]


def test_a_text_behind_a_question_is_moved_and_said() -> None:
    found = said("Q?{T}\n\nRead this.\n", name=NAME)

    assert found == [
        "quiz.gift:1: warning: the questions between the texts are at the end of the module "
        "now, as one quiz"
    ]


def test_a_question_that_cannot_be_asked_is_left_out_and_said() -> None:
    text = "One?{=a ~b}\n\nNobody is right?{~a ~b}\n"

    assert [one.title for one in questions(text, name=NAME)] == ["One?"]
    assert (
        "quiz.gift:3: warning: this question couldn’t be carried over: no answer"
        in said(text, name=NAME)[0]
    )


def test_a_star_for_anything_is_said_and_never_typed() -> None:
    text = r"Which town?{=New*York =*bern* =%0%*#No. =Star\\*}"

    assert [one.text for one in asked(text).accepted] == ["bern", "Star*"]
    assert [one.partition(": warning: ")[2] for one in said(text, name=NAME)] == [
        "* stands for anything in *bern*, and here for nothing",
        "* stands for anything in New*York, and here for nothing",
        "feedback on a typed answer isn’t carried over: No.",
    ]


def test_words_that_know_no_markdown_keep_their_signs() -> None:
    found = asked("What is 2*3*4 in __init__?{=`24` ~[a](b.md)}")

    assert found.title == r"What is 2\*3\*4 in \_\_init\_\_?"
    assert [one.text for one in found.options] == [r"\`24\`", r"[a]\(b.md)"]
    assert said("What is 2*3*4?{=24 ~9}", name=NAME) == []


def test_markdown_stays_markdown_where_a_text_says_so() -> None:
    assert asked("[markdown]What is *new*?{=It ~All}").title == "What is *new*?"


def test_html_becomes_markdown_and_what_has_no_place_is_said() -> None:
    text = (
        '[html]<p>See <img src="can.png" alt="a can"> and <a href="note.pdf">it</a>.</p>'
        "<pre>one\\n  two*</pre><table><tr><td>1</td></tr></table>{=<b>Yes</b> ~H<sub>2</sub>}"
    )

    found = asked(text)

    assert found.title == "See a can and it."
    assert found.body.startswith("```\none\n  two*\n```")
    assert [one.text for one in found.options] == ["**Yes**", "H<sub>2</sub>"]
    assert [one.partition(": warning: ")[2] for one in said(text, name=NAME)] == [
        "<table> isn’t carried over, at most its words",
        "the file can.png couldn’t be carried over. Put it into the course",
        "the file note.pdf couldn’t be carried over. Put it into the course",
    ]


def test_a_second_answer_in_one_text_is_said() -> None:
    assert said("Two {=a} and {=b} more.", name=NAME) == [
        "quiz.gift:1: warning: only the first answer in braces is read: "
        "the second one is in the text now"
    ]


def test_a_name_behind_an_answer_begins_the_next_question() -> None:
    first, second = questions("::A::One?{\n=a\n~b\n}\n::B::Two?{TRUE}\n", name=NAME)

    assert [(first.id, first.title), (second.id, second.title)] == [("a", "One?"), ("b", "Two?")]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a", "a"),
        ("a/b", "b"),
        ("$course$/top/a", "a"),
        ("a//b/c", "c"),
        ("a/$x$", "a"),
        (" a / b ", "b"),
        ("$x$", ""),
        ("", ""),
        ("/", ""),
        ("a/b//c", "b/c"),
        ("a/b/", "b"),
    ],
)
def test_a_category_is_called_by_the_last_step_of_its_path(path: str, title: str) -> None:
    assert title_of(path) == title


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a\n\nb", [(1, "a"), (3, "b")]),
        ("a\nb", [(1, "a\nb")]),
        ("//c\na", [(2, "a")]),
        ("a\n//c\nb", [(1, "a\nb")]),
        ("a {=b}\n::c::", [(1, "a {=b}"), (2, "::c::")]),
        ("a\n::c::", [(1, "a\n::c::")]),
        ("$CATEGORY: a\nb", [(1, "$CATEGORY: a"), (2, "b")]),
        ("b\n$CATEGORY: a", [(1, "b"), (2, "$CATEGORY: a")]),
        ("\n\n a", [(3, " a")]),
        ("a }\n :: b", [(1, "a }"), (2, " :: b")]),
    ],
)
def test_blank_lines_categories_and_names_behind_an_answer_part_the_questions(
    text: str, parts: list[tuple[int, str]]
) -> None:
    assert [*blocks(text)] == parts


def test_an_arrow_without_a_sign_in_front_is_a_text_to_type() -> None:
    found = only("Which way?{left -> right}", name=NAME)

    assert (found.kind, found.accepted[0].text) == ("short", "left -> right")


def test_a_right_answer_with_a_weight_is_not_said_to_count_as_wrong() -> None:
    notes = said("Which?{=%100%Sam =%50%Sue ~%25%Lee ~Ada}", name=NAME)

    assert [note for note in notes if "counts as wrong here: Lee" in note] != []
    assert [note for note in notes if "counts as wrong here: Sue" in note] == []
