"""What does a lesson show to somebody who tries it out, and when?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.content.lesson import (
    Ending,
    Item,
    Lesson,
    Link,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    Section,
    SectionKind,
    StepKind,
)
from tandem.learning.scenario import Move
from tandem.terms import Role, Show
from tandem.together.tryout.view import Done, after_move, after_play, tryout

SCENES = (
    Scene("start", "At the dock", "It rains.", (Link("Wait", "poor"), Link("Ask", "good"))),
    Scene("poor", "Wet", "Nobody came.", end=Ending.POOR),
    Scene("good", "Dry", "They open.", end=Ending.GOOD),
)
CHOICE = Question(
    "late",
    QuestionKind.SINGLE,
    "An order is late",
    options=(Option("a", "Ask", True, "They tell you"), Option("b", "Wait", False, "It rains")),
    explanation="WHY-IT-IS-SO",
)
PLAYED = Question("dock", QuestionKind.SCENARIO, "The dock", scenes=SCENES)
WRITTEN = Question(
    "note", QuestionKind.WRITE, "Write a note", criteria=(Item("c", "A date"),), models=("A model",)
)
LESSON = Lesson(
    "m",
    "Late orders",
    shuffle=False,
    sections=(
        Section(SectionKind.READING, "Read", 2, "Text"),
        Section(SectionKind.PRACTICE, "Play", 2, "Opening", scenes=SCENES),
        Section(SectionKind.QUIZ, "Quiz", 2, questions=(CHOICE, PLAYED, WRITTEN)),
        Section(SectionKind.TOGETHER, "Two", 2, steps=(PairStep("s", StepKind.SEALED, "Sealed"),)),
    ),
)
ALL = {"late": ["a"], "dock": ["1"]}


def test_nothing_is_marked_before_it_is_asked_for() -> None:
    shown = tryout(LESSON, Role.REP, Done(ALL))

    assert shown.outcome is None
    assert [question.id for question in shown.questions] == ["late", "dock"]
    assert not any(hasattr(option, "right") for option in shown.questions[0].options)


def test_whole_answers_are_marked_and_passing_shows_everything() -> None:
    outcome = tryout(LESSON, Role.REP, Done(ALL, is_checked=True)).outcome

    assert outcome
    assert (outcome.right, outcome.total, outcome.has_passed) == (2, 2, True)
    assert outcome.questions[0].explanation == "WHY-IT-IS-SO"


def test_a_failure_shows_no_right_answer() -> None:
    outcome = tryout(
        LESSON, Role.REP, Done({"late": ["b"], "dock": ["1"]}, is_checked=True)
    ).outcome

    assert outcome
    assert not outcome.has_passed
    assert [option.right for option in outcome.questions[0].options] == [None, None]
    assert outcome.questions[0].explanation == ""


def test_a_lesson_that_shows_nothing_shows_the_score_alone() -> None:
    never = replace(LESSON, show=Show.NEVER)
    outcome = tryout(never, Role.REP, Done(ALL, is_checked=True)).outcome

    assert outcome
    assert (outcome.right, outcome.questions) == (2, ())


@pytest.mark.parametrize("answers", [{}, {"late": ["a"]}, {"late": ["x"], "dock": ["1"]}])
def test_what_is_not_whole_is_named_and_not_marked(answers: dict[str, list[str]]) -> None:
    shown = tryout(LESSON, Role.REP, Done(answers, is_checked=True))

    assert shown.faults
    assert shown.outcome is None


def test_a_scene_is_shown_as_far_as_it_was_reached() -> None:
    begun = tryout(LESSON, Role.REP, Done()).practice
    ended = tryout(LESSON, Role.REP, Done(way=("1",))).practice

    assert begun
    assert ended
    assert (begun.story.text, begun.story.is_over) == ("It rains.", False)
    assert (ended.story.text, ended.story.is_good, ended.way) == ("They open.", True, ("1",))


def test_moves_go_on_and_back_in_practice_and_quiz() -> None:
    there = after_move(LESSON, Role.REP, Done(ALL), Move(0, "0"))
    back = after_move(LESSON, Role.REP, there, Move(1, "back"))
    played = after_play(LESSON, Role.REP, Done(), "dock", Move(0, "1"))

    assert (there.way, back.way) == (("0",), ())
    assert there.answers == ALL
    assert played.answers == {"dock": ["1"]}
    assert after_play(LESSON, Role.REP, Done(), "late", Move(0, "1")) == Done()


def test_criteria_and_models_come_with_a_text_and_not_before() -> None:
    (empty,) = tryout(LESSON, Role.REP, Done(texts={"note": "  "})).written
    (full,) = tryout(LESSON, Role.REP, Done(texts={"note": "Monday"})).written

    assert empty.comparing is None
    assert full.comparing
    assert [criterion.text for criterion in full.comparing.criteria] == ["A date"]
    assert (full.comparing.models, full.question.number) == (("A model",), 3)


def test_steps_for_two_are_shown_with_who_would_read_them() -> None:
    (step,) = tryout(LESSON, Role.SUPPORT, Done()).steps

    assert step.step.title == "Sealed"
    assert tryout(LESSON, Role.LEADER, Done()).steps
