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
from tandem.terms import Promise, Role, Show
from tandem.together.tryout.view import Done, after_move, after_play, after_scene, tryout
from tests.together.steps.step_helpers import CHOICE as CHOICE_FOR_TWO
from tests.together.steps.step_helpers import HANDOVER, SEALED

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


HARBOUR_WAYS = (
    Scene("call", "Call", "AT-CALL", (Link("Go", "desk"),), seat=Role.REP),
    Scene("desk", "Desk", "AT-DESK", (Link("Ask", "good"),), seat=Role.SUPPORT),
    Scene("good", "Good", "AT-GOOD", end=Ending.GOOD),
)
HARBOUR = PairStep("harbour", StepKind.SCENE, "The harbour", body="Opening", scenes=HARBOUR_WAYS)
TWO = Section(SectionKind.TOGETHER, "Two", 2, steps=(CHOICE_FOR_TWO, HANDOVER, SEALED, HARBOUR))
FOR_TWO = Lesson("m", "M", sections=(TWO,))


def test_scenes_for_two_are_played_and_the_other_steps_looked_at() -> None:
    shown = tryout(FOR_TWO, Role.REP, Done(scenes={"harbour": ("0", "9")}))
    (played,) = shown.scenes

    assert [step.step.id for step in shown.steps] == ["ward", "orders", "saved"]
    assert (played.id, played.turn, played.scene.way) == ("harbour", Role.SUPPORT, ("0",))
    assert (played.scene.title, played.scene.opening) == ("The harbour", "Opening")
    assert played.scene.story.text == "AT-DESK"


def test_at_its_end_a_scene_for_two_is_nobodys_turn() -> None:
    (played,) = tryout(FOR_TWO, Role.SUPPORT, Done(scenes={"harbour": ("0", "0")})).scenes

    assert (played.turn, played.scene.story.is_good) == (None, True)


def test_a_move_in_a_scene_for_two_moves_that_scene_alone() -> None:
    done = Done(scenes={"other": ("1",)}, is_checked=True)
    moved = after_scene(FOR_TWO, Role.REP, done, "harbour", Move(0, "0"))

    assert moved == Done(scenes={"other": ("1",), "harbour": ("0",)})
    assert after_scene(FOR_TWO, Role.REP, done, "ward", Move(0, "0")) == done
    assert after_scene(FOR_TWO, Role.REP, done, "gone", Move(0, "0")) == done


def test_a_move_takes_the_marks_away() -> None:
    checked = Done(ALL, is_checked=True)

    assert not after_move(LESSON, Role.REP, checked, Move(0, "0")).is_checked
    assert not after_play(LESSON, Role.REP, checked, "dock", Move(1, "back")).is_checked
    assert after_play(LESSON, Role.REP, checked, "dock", Move(1, "back")).answers == {
        "late": ["a"], "dock": [],
    }  # fmt: skip


def test_where_there_is_no_practice_and_no_quiz_nothing_moves() -> None:
    done = Done(ALL, is_checked=True)

    assert after_move(FOR_TWO, Role.REP, done, Move(0, "0")) == done
    assert after_play(FOR_TWO, Role.REP, done, "dock", Move(0, "0")) == done
    assert after_play(LESSON, Role.REP, done, "gone", Move(0, "0")) == done


def test_a_lesson_without_a_quiz_asks_and_marks_nothing() -> None:
    shown = tryout(FOR_TWO, Role.REP, Done(is_checked=True))

    assert (shown.questions, shown.outcome, shown.faults, shown.written) == ((), None, {}, ())
    assert (shown.pass_percent, shown.practice) == (0, None)


def test_of_texts_alone_nothing_is_marked() -> None:
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=(WRITTEN,))

    shown = tryout(replace(LESSON, sections=(quiz,)), Role.REP, Done(is_checked=True))

    assert (shown.questions, shown.outcome, len(shown.written)) == ((), None, 1)


def test_whoever_tries_it_out_begins_with_their_own_side() -> None:
    ward, orders, sealed = tryout(FOR_TWO, Role.SUPPORT, Done()).steps

    assert [part.role for part in ward.step.seats] == [Role.SUPPORT]
    assert (ward.other, ward.table, orders.then, sealed.other) == (None, None, None, None)
    assert (ward.promise, orders.promise) == (Promise.BOTH, Promise.PAIR)


def test_whoever_writes_it_sees_the_other_side_the_table_and_what_comes_then() -> None:
    ward, orders, sealed = tryout(FOR_TWO, Role.REP, Done(), is_writer=True).steps

    assert ward.other is not None
    assert (ward.other.id, [part.role for part in ward.other.seats]) == (
        "ward-other", [Role.SUPPORT],
    )  # fmt: skip
    assert ward.table is not None
    assert [column.key for column in ward.table.columns] == ["s1", "s2"]
    assert orders.then is not None
    assert orders.other is not None
    assert (orders.then.id, orders.other.id) == ("orders-then", "orders-other")
    assert [
        (one.seats[0].role, one.seats[0].text) for one in (orders.step, orders.other, orders.then)
    ] == [(Role.REP, "CASE-REPTEXT"), (Role.SUPPORT, "CASE-SUPTEXT"), (Role.SUPPORT, "")]
    assert (sealed.other, sealed.table, sealed.then) == (None, None, None)


def test_who_writes_and_reads_it_as_a_leader_has_no_side() -> None:
    ward, *_ = tryout(FOR_TWO, Role.LEADER, Done(), is_writer=True).steps

    assert (ward.step.seats, ward.other, ward.table) == ((), None, None)


SIBLINGS = (CHOICE, replace(CHOICE, id="later", sibling="late"), replace(CHOICE, id="alone"))
FAMILY = Lesson(
    "m", "M", shuffle=False,
    sections=(Section(SectionKind.QUIZ, "Quiz", 2, questions=SIBLINGS, recap=2, pass_share=0.675),),
)  # fmt: skip


def test_whoever_writes_it_is_asked_all_siblings_and_told_which_stand_for_each_other() -> None:
    shown = tryout(FAMILY, Role.REP, Done(), is_writer=True)

    assert [question.id for question in shown.questions] == ["late", "later", "alone"]
    assert shown.siblings == {"late": [2], "later": [1]}
    assert shown.recap == 2


def test_whoever_tries_it_out_is_asked_one_of_them() -> None:
    shown = tryout(FAMILY, Role.REP, Done())

    assert (len(shown.questions), shown.siblings, shown.recap) == (2, {}, 0)
    assert shown.pass_percent == 68


def test_answers_and_stories_are_there_for_what_is_asked() -> None:
    shown = tryout(LESSON, Role.REP, Done({"dock": ["1"], "gone": ["x"]}))

    assert shown.answers == {"late": [], "dock": ["1"]}
    assert list(shown.stories) == ["dock"]
    assert shown.stories["dock"].text == "They open."
    assert [section.title for section in shown.sections] == ["Read"]


def test_a_text_stands_without_what_is_around_it() -> None:
    (written,) = tryout(LESSON, Role.REP, Done(texts={"note": " Monday \n"})).written

    assert written.text == "Monday"


def test_after_a_failure_the_feedback_of_what_was_chosen_is_shown() -> None:
    outcome = tryout(
        LESSON, Role.REP, Done({"late": ["b"], "dock": ["0"]}, is_checked=True)
    ).outcome

    assert outcome
    assert (outcome.right, outcome.total) == (0, 2)
    assert [option.feedback for option in outcome.questions[0].options] == ["", "It rains"]
