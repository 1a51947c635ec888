"""What is missing in what was given?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Item, PairStep, SeatPart, StepKind
from tandem.terms import Role
from tandem.together.steps import answers
from tandem.together.steps.answers import AnswerFault, StepAnswer
from tests.together.steps.step_helpers import CHOICE, HANDOVER

TODAY = date(2026, 3, 2)
SCALE = PairStep("s", StepKind.SCALE, "S", low=1, high=5)
AGREED = PairStep("a", StepKind.AGREEMENT, "A")


@pytest.mark.parametrize(
    ("step", "said", "fault"),
    [
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(), AnswerFault.MISSING),
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(text="x" * 2001), AnswerFault.TOO_LONG),
        (PairStep("t", StepKind.THANKS, "T"), StepAnswer(text="x" * 2000), None),
        (PairStep("t", StepKind.TALKED, "T"), StepAnswer(), None),
        (SCALE, StepAnswer(), AnswerFault.MISSING),
        (SCALE, StepAnswer(values={answers.WHOLE: 6}), AnswerFault.UNKNOWN),
        (SCALE, StepAnswer(values={"else": 3}), AnswerFault.UNKNOWN),
        (SCALE, StepAnswer(values={answers.WHOLE: 5}), None),
        (AGREED, StepAnswer(look_again_on=date(2026, 4, 1)), AnswerFault.MISSING),
        (AGREED, StepAnswer(lines=("x" * 301,)), AnswerFault.TOO_LONG),
        (AGREED, StepAnswer(lines=("One",)), AnswerFault.NO_DATE),
        (AGREED, StepAnswer(lines=("One",), look_again_on=TODAY), AnswerFault.NO_DATE),
        (AGREED, StepAnswer(lines=("One",), look_again_on=date(2026, 3, 3)), None),
    ],
)
def test_what_is_missing_is_named(
    step: PairStep, said: StepAnswer, fault: AnswerFault | None
) -> None:
    assert answers.fault(step, said, today=TODAY) is fault


@given(
    st.builds(
        StepAnswer,
        text=st.text(),
        values=st.dictionaries(st.text(), st.integers(-9, 9)),
        lines=st.lists(st.text(min_size=1), max_size=3).map(tuple),
        look_again_on=st.none() | st.dates(),
    )
)
def test_what_was_given_comes_back_as_it_went_in(said: StepAnswer) -> None:
    assert answers.given_in(answers.content_of(said)) == said


@given(st.lists(st.text()))
def test_an_agreement_has_three_lines_at_most_and_no_empty_one(lines: list[str]) -> None:
    tidy = answers.tidy_lines(lines)

    assert len(tidy) <= 3
    assert all(line.strip() for line in tidy)


PLAN = PairStep("p", StepKind.PLAN, "P", sentence=("When", ", then I", "."))
ITEMS = replace(SCALE, items=(Item("ask", "Ask"), Item("no", "No")))
LONG, LONGEST = "x" * 301, "x" * 300


@pytest.mark.parametrize(
    ("step", "said", "fault"),
    [
        (SCALE, StepAnswer(values={answers.WHOLE: 0}), AnswerFault.UNKNOWN),
        (SCALE, StepAnswer(values={answers.WHOLE: 1}), None),
        (ITEMS, StepAnswer(values={"ask": 3}), AnswerFault.UNFINISHED),
        (ITEMS, StepAnswer(values={"ask": 3, "no": 6}), AnswerFault.UNKNOWN),
        (ITEMS, StepAnswer(values={answers.WHOLE: 3}), AnswerFault.UNKNOWN),
        (ITEMS, StepAnswer(values={"ask": 1, "no": 5}), None),
        (PairStep("h", StepKind.SCENE, "H"), StepAnswer(text="x"), AnswerFault.UNKNOWN),
        (AGREED, StepAnswer(lines=(LONGEST,), look_again_on=date(2026, 3, 3)), None),
        (AGREED, StepAnswer(lines=("a", LONG), look_again_on=date(2026, 3, 3)),
         AnswerFault.TOO_LONG),
        (PLAN, StepAnswer(lines=("", "")), AnswerFault.MISSING),
        (PLAN, StepAnswer(lines=("I wait", "")), AnswerFault.ONE_GAP),
        (PLAN, StepAnswer(lines=("I wait",)), AnswerFault.ONE_GAP),
        (PLAN, StepAnswer(lines=("I", "wait", "long")), AnswerFault.ONE_GAP),
        (PLAN, StepAnswer(lines=("I wait", LONG)), AnswerFault.TOO_LONG),
        (PLAN, StepAnswer(lines=(LONGEST, LONGEST)), None),
    ],
)  # fmt: skip
def test_what_is_incomplete_too_long_or_of_another_step_is_named(
    step: PairStep, said: StepAnswer, fault: AnswerFault | None
) -> None:
    assert answers.fault(step, said, today=TODAY) is fault


MINE = replace(CHOICE, seats=CHOICE.seats[:1])


@pytest.mark.parametrize(
    ("choice", "fault"),
    [("", AnswerFault.NO_CHOICE), ("r2", None), ("s1", AnswerFault.UNKNOWN)],
)
def test_only_what_the_own_seat_may_choose_can_be_chosen(
    choice: str, fault: AnswerFault | None
) -> None:
    assert answers.fault(MINE, StepAnswer(choice=choice), today=TODAY) is fault


LINES_ASKED = replace(HANDOVER, seats=(SeatPart(Role.REP, "Case"),))
ASKED = replace(HANDOVER, seats=(SeatPart(Role.REP, "", items=(Item("a", "A?"), Item("b", "B?"))),))


@pytest.mark.parametrize(
    ("step", "said", "fault"),
    [
        (LINES_ASKED, StepAnswer(), AnswerFault.MISSING),
        (LINES_ASKED, StepAnswer(lines=("One",)), None),
        (LINES_ASKED, StepAnswer(lines=("One", LONG)), AnswerFault.TOO_LONG),
        (ASKED, StepAnswer(), AnswerFault.MISSING),
        (ASKED, StepAnswer(answers={"a": ""}), AnswerFault.MISSING),
        (ASKED, StepAnswer(answers={"a": "Yes"}), AnswerFault.UNANSWERED),
        (ASKED, StepAnswer(answers={"a": "Yes", "b": ""}, unsaid=("b",)), None),
        (ASKED, StepAnswer(unsaid=("a", "b")), None),
        (ASKED, StepAnswer(answers={"a": LONGEST, "b": "No"}), None),
        (ASKED, StepAnswer(answers={"a": LONG, "b": "No"}), AnswerFault.TOO_LONG),
        (ASKED, StepAnswer(answers={"a": "Yes", "b": "No", "c": "?"}), AnswerFault.UNKNOWN),
        (ASKED, StepAnswer(answers={"a": "Yes"}, unsaid=("c",)), AnswerFault.UNKNOWN),
    ],
)
def test_each_question_about_handed_lines_has_an_answer_or_was_left_open(
    step: PairStep, said: StepAnswer, fault: AnswerFault | None
) -> None:
    assert answers.fault(step, said, today=TODAY) is fault


@pytest.mark.parametrize(
    ("step", "said", "kept"),
    [
        (MINE, StepAnswer("x", choice="r1"), StepAnswer("SEAT-REPONE", choice="r1")),
        (MINE, StepAnswer("x", choice="s1"), StepAnswer("", choice="s1")),
        (
            ASKED,
            StepAnswer("x", answers={"a": "Yes", "b": ""}, unsaid=("b",), choice="r1"),
            StepAnswer("A?\nYes\n\nB?\n–", answers={"a": "Yes", "b": ""}, unsaid=("b",)),
        ),
        (ASKED, StepAnswer(unsaid=("a",)), StepAnswer("A?\n–\n\nB?\n–", unsaid=("a",))),
        (ASKED, StepAnswer(answers={"a": ""}), StepAnswer("", answers={"a": ""})),
        (LINES_ASKED, StepAnswer(lines=("a", "b", "c")), StepAnswer("a\nb", lines=("a", "b"))),
        (PLAN, StepAnswer(lines=("it rings", " I wait")),
         StepAnswer("Whenit rings, then I I wait.", lines=("it rings", " I wait"))),
        (PLAN, StepAnswer("x", lines=("", "go")), StepAnswer("When____, then Igo.",
                                                             lines=("", "go"))),
        (PLAN, StepAnswer("x", lines=("", "")), StepAnswer()),
        (PLAN, StepAnswer("x", lines=("go",)), StepAnswer()),
        (SCALE, StepAnswer("x", {"all": 3}, choice="r1", answers={"a": "b"}, unsaid=("c",)),
         StepAnswer("x", {"all": 3})),
    ],
)  # fmt: skip
def test_an_answer_is_kept_in_words_that_can_be_read_by_themselves(
    step: PairStep, said: StepAnswer, kept: StepAnswer
) -> None:
    assert answers.in_words(step, said) == kept


def test_the_words_of_an_option_are_plain_text() -> None:
    part = SeatPart(Role.REP, "", items=(Item("a", "<em>Ask</em> R&amp;D"),))

    assert answers.options_of(replace(CHOICE, seats=(part,))) == {"a": "Ask R&D"}


@pytest.mark.parametrize(
    ("said", "is_empty"),
    [
        (StepAnswer(), True),
        (StepAnswer(lines=("", ""), answers={"a": ""}), True),
        (StepAnswer(text="x"), False),
        (StepAnswer(values={"a": 1}), False),
        (StepAnswer(lines=("", "x")), False),
        (StepAnswer(look_again_on=TODAY), False),
        (StepAnswer(choice="a"), False),
        (StepAnswer(answers={"a": "", "b": "x"}), False),
        (StepAnswer(unsaid=("a",)), False),
    ],
)
def test_an_answer_is_empty_where_nothing_was_said_in_it(said: StepAnswer, is_empty: bool) -> None:
    assert said.is_empty is is_empty


def test_an_answer_with_all_its_parts_comes_back_as_it_went_in() -> None:
    said = StepAnswer("x", {"a": 1}, ("l",), TODAY, "c", {"q": "ä"}, ("u",))

    assert answers.given_in(answers.content_of(said)) == said
    assert answers.content_of(StepAnswer(text="ä")) == '{"text": "ä"}'


def test_a_mark_tells_an_answer_from_every_other_and_holds_no_word_of_it() -> None:
    marks = [answers.mark_of(StepAnswer(text=text)) for text in ("one", "two", "one")]

    assert (marks[0] == marks[2], marks[0] == marks[1], len(marks[0])) == (True, False, 16)


def test_the_first_three_lines_that_say_something_stand_trimmed() -> None:
    assert answers.tidy_lines(["", " a ", "  ", "b", "c", "d"]) == ("a", "b", "c")


def test_answers_stand_with_their_questions_where_nothing_was_left_open() -> None:
    said = StepAnswer(answers={"a": "Yes", "b": "No"})

    assert answers.in_words(ASKED, said).text == "A?\nYes\n\nB?\nNo"
