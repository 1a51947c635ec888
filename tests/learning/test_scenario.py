"""Where in a scenario is somebody, and what have they seen of it?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Ending, Link, Question, QuestionKind, Scene
from tandem.learning.quizzes import marking
from tandem.learning.scenario import (
    AGAIN,
    BACK,
    LONGEST,
    Move,
    decided,
    ending,
    move_in,
    moved,
    story,
    walk,
)

SCENES = (
    Scene("start", "", "The phone rings.", links=(Link("Answer", "call"), Link("Wait", "poor"))),
    Scene("call", "A call", "A rep.", links=(Link("Ask", "good"), Link("Listen", "call"))),
    Scene("good", "It fits", "SECRET good", end=Ending.GOOD),
    Scene("poor", "Silence", "SECRET poor", end=Ending.POOR),
)
LATE = Question(id="late", kind=QuestionKind.SCENARIO, title="Late", scenes=SCENES)
PATHS = st.lists(st.text(max_size=3) | st.sampled_from(["0", "1"]), max_size=80)


def test_only_what_was_reached_is_shown() -> None:
    seen = story(LATE.scenes, ["0"])

    assert [decision.chosen for decision in seen.decisions] == ["Answer"]
    assert (seen.text, seen.choices) == ("A rep.", ("Ask", "Listen"))
    assert "SECRET" not in repr(seen)


def test_a_good_end_is_right_and_a_poor_one_or_none_is_not() -> None:
    assert marking.mark(LATE, ["0", "0"]).right
    assert not marking.mark(LATE, ["1"]).right
    assert not marking.mark(LATE, ["0"]).right
    assert ending(LATE.scenes, ["0"]) is None


def test_a_decision_is_taken_once_however_often_it_is_pressed() -> None:
    first = decided(LATE.scenes, [], place=0, choice=0)

    assert first == ["0"]
    assert decided(LATE.scenes, first, place=0, choice=0) == ["0"]
    assert decided(LATE.scenes, first, place=1, choice=0) == ["0", "0"]


def test_whoever_plays_goes_one_step_back_or_begins_again() -> None:
    assert moved(LATE.scenes, ["0", "1"], Move(2, BACK)) == ["0"]
    assert moved(LATE.scenes, ["1"], Move(1, BACK)) == []
    assert moved(LATE.scenes, [], Move(0, BACK)) == []
    assert moved(LATE.scenes, ["0", "1"], Move(2, AGAIN)) == []


@pytest.mark.parametrize("move", [BACK, AGAIN, "0"])
def test_a_page_that_is_behind_moves_nothing(move: str) -> None:
    assert moved(LATE.scenes, ["0", "1"], Move(1, move)) == ["0", "1"]


def test_a_choice_that_does_not_exist_changes_nothing() -> None:
    assert decided(LATE.scenes, ["0"], place=1, choice=7) == ["0"]
    assert decided(LATE.scenes, ["1"], place=1, choice=0) == ["1"]
    assert decided(LATE.scenes, ["0"], place=-1, choice=-1) == ["0"]


@given(PATHS)
def test_no_path_breaks_the_story(path: list[str]) -> None:
    seen = story(LATE.scenes, path)

    assert seen.is_over == (ending(LATE.scenes, path) is not None)


def test_a_story_is_over_where_nothing_can_be_chosen_and_good_at_a_good_end() -> None:
    stories = [story(SCENES, path) for path in ([], ["0"], ["0", "0"], ["1"])]

    assert [seen.is_over for seen in stories] == [False, False, True, True]
    assert [seen.is_good for seen in stories] == [False, False, True, False]
    assert [seen.place for seen in stories] == [0, 1, 2, 1]
    assert [seen.end for seen in stories] == [None, None, Ending.GOOD, Ending.POOR]


def test_a_decision_is_told_with_the_scene_in_which_it_was_taken() -> None:
    seen = story(SCENES, ["0", "1", "0"])

    assert [(told.title, told.text, told.chosen) for told in seen.decisions] == [
        ("", "The phone rings.", "Answer"), ("A call", "A rep.", "Listen"),
        ("A call", "A rep.", "Ask"),
    ]  # fmt: skip
    assert (seen.title, seen.text, seen.choices) == ("It fits", "SECRET good", ())


@pytest.mark.parametrize("step", ["2", "-1", "x", "", "\u00b2", "\u0661"])
def test_a_decision_that_does_not_exist_ends_the_walk_where_it_was_to_be_taken(step: str) -> None:
    left, scene = walk(SCENES, ["0", step, "0"])

    assert ([choice for _, choice in left], scene.id) == ([0], "call")


def test_a_way_holds_sixty_decisions_and_no_more() -> None:
    listening = ["0", *["1"] * (LONGEST - 1)]

    assert LONGEST == 60
    assert decided(SCENES, listening[:-1], place=LONGEST - 1, choice=1) == listening
    assert decided(SCENES, listening, place=LONGEST, choice=1) == listening
    assert story(SCENES, [*listening, "0"]).place == LONGEST


@pytest.mark.parametrize(
    ("pressed", "move"),
    [
        ("2:0", Move(2, "0")),
        ("10:back", Move(10, BACK)),
        ("0:again", Move(0, AGAIN)),
        ("", Move(-1, "")),
        ("x:1", Move(-1, "1")),
        ("\u00b2:1", Move(-1, "1")),
        ("9" * 5000, Move(-1, "")),
    ],
)
def test_a_button_names_the_place_of_its_page_and_what_it_does(pressed: str, move: Move) -> None:
    assert move_in(pressed) == move


@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("0", ["0", "0"]),
        ("1", ["0", "1"]),
        ("2", ["0"]),
        ("x", ["0"]),
        ("9" * 5000, ["0"]),
        ("", ["0"]),
    ],
)
def test_a_choice_is_taken_where_the_scene_has_it(what: str, path: list[str]) -> None:
    assert moved(SCENES, ["0"], Move(1, what)) == path


def test_without_scenes_nothing_ends() -> None:
    assert ending((), []) is None
