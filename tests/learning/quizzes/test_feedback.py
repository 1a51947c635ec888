"""How much of an attempt may be shown, and what does it say?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import (
    Accepted,
    Ending,
    Link,
    Match,
    Option,
    Question,
    QuestionKind,
    Scene,
)
from tandem.content.parsing.answers import GAP
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

SCENES = (
    Scene("start", "The phone", "It rings.", links=(Link("Answer", "good"),)),
    Scene("good", "It fits", "Well done.", end=Ending.GOOD),
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


def test_an_option_that_is_gone_is_left_out_and_without_any_all_stand_in_their_own_order() -> None:
    some = feedback.marked_question(QUESTION, ["a1"], due=Reveal.ALL, keys=["gone", "a3", "a1"])
    none = feedback.marked_question(QUESTION, ["a1"], due=Reveal.ALL, keys=["gone"])

    assert [option.text for option in some.options] == ["Text 3", "Text 1"]
    assert [option.text for option in none.options] == ["Text 1", "Text 2", "Text 3", "Text 4"]


def test_the_mark_that_was_recorded_stays_whatever_the_text_says_now() -> None:
    marks = {
        marked: feedback.marked_question(QUESTION, ["a1"], due=Reveal.OWN, marked=marked).right
        for marked in (True, False, None)
    }

    assert marks == {True: True, False: False, None: True}


@pytest.mark.parametrize("kind", QuestionKind)
def test_words_of_whoever_answers_are_those_typed_into_a_field(kind: QuestionKind) -> None:
    marked = feedback.marked_question(Question("q", kind, "q", scenes=SCENES), [], due=Reveal.SCORE)

    assert marked.is_typed == (
        kind in {QuestionKind.FILL, QuestionKind.SHORT, QuestionKind.NUMERIC}
    )


def test_a_gap_is_shown_as_a_line_and_its_first_accepted_text_is_what_is_expected() -> None:
    gaps = ((Accepted("cut-off"), Accepted("deadline")), (Accepted("16:30"),))
    asked = Question("f", QuestionKind.FILL, "f", body=f"The {GAP} is {GAP}.", gaps=gaps)

    marked = feedback.marked_question(asked, ["<i>", "9"], due=Reveal.ALL)

    assert marked.body == "The ____ is ____."
    assert (marked.given, marked.expected) == (("&lt;i&gt;", "9"), ("cut-off", "16:30"))


def test_the_way_through_a_scene_is_shown_with_the_title_where_it_ended() -> None:
    asked = Question("s", QuestionKind.SCENARIO, "s", scenes=SCENES)

    assert feedback.given_texts(asked, ["0"]) == ("Answer", "It fits")
    assert feedback.given_texts(asked, []) == ("The phone",)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (ORDER, ["gone", "b"]),
        (MATCH, ["l1", "", f"l2:{key_of('R1')}", f"gone:{key_of('R1')}"]),
        (MATCH, [f"l2:{key_of('R1')}", "l1:gone", "l1:a:b"]),
    ],
)
def test_of_an_answer_only_what_the_question_still_has_is_shown(
    asked: Question, given: list[str]
) -> None:
    shown = {"o": ("Second",), "m": ("L2 → R1",)}

    assert feedback.given_texts(asked, given) == shown[asked.id]


def test_a_right_side_without_a_left_one_is_neither_given_nor_expected() -> None:
    asked = Question("m", QuestionKind.MATCH, "m", matches=(*MATCH.matches, Match("", "", "Spare")))
    given = [f":{key_of('Spare')}", f"l1:{key_of('Spare')}"]

    assert feedback.given_texts(asked, given) == ("L1 → Spare",)
    assert feedback.expected_texts(asked) == ("L1 → R1", "L2 → R2")


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (Accepted("16:30"), "16:30"),
        (Accepted("R&D"), "R&amp;D"),
        (Accepted(low=4.5, high=6), "4.5 – 6"),
        (Accepted(low=9, high=9, units=("km",)), "9 km"),
        (Accepted(low=4, high=6, units=("m²", "sq m", "square meters")), "4 – 6 m²"),
        (Accepted(low=4, high=4, units=("<b>",)), "4 &lt;b&gt;"),
    ],
)
def test_an_accepted_answer_is_a_text_a_number_or_a_range_with_its_first_unit(
    accepted: Accepted, words: str
) -> None:
    assert feedback.in_words(accepted) == words
