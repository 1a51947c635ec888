"""Where in a lesson is a question at home? Nothing of that depends on what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.content.lesson import (
    Match,
    Option,
    Question,
    QuestionKind,
    Scene,
    Section,
    SectionKind,
)
from tandem.learning.quizzes.lesson_places import LessonPlace, places_of


def section(title: str, text: str) -> Section:
    """A section to read."""
    return Section(SectionKind.READING, title, 2, text=f"<p>{text}</p>", anchor=title.lower())


def question(title: str, *options: str, right: int = 0) -> Question:
    """A question with these options, of which one is right."""
    made = tuple(
        Option(str(place), text, right=place == right) for place, text in enumerate(options)
    )
    return Question("asked", QuestionKind.SINGLE, title, options=made)


STORY = section("", "The ferry sails on Saturday, and the nurse asked about the bed rails.")
FIRE = section("Fire", "Whoever sells sets an enormous amount of energy free, over distance.")
CHANNEL = section(
    "Channel", "A lid only moves the pressure. A channel says how far and until when."
)
READ = [STORY, FIRE, CHANNEL]


def place_of(asked: Question) -> LessonPlace:
    """Where this question is at home."""
    return places_of([asked], READ)["asked"]


def test_a_question_is_at_home_where_its_words_are() -> None:
    assert place_of(question("Which of these are lids?", "Pressure", "Rules")).title == "Channel"
    assert place_of(question("What sets energy free?", "Selling", "Waiting")).anchor == "fire"


def test_what_stands_before_the_headings_is_the_beginning_of_the_text() -> None:
    place = place_of(question("Why did the nurse open?", "The bed rails", "The ferry"))

    assert place == LessonPlace(0, "", "text")


def test_which_option_is_right_changes_nothing() -> None:
    options = ("The ferry on Saturday", "An enormous energy", "A channel")

    found = {place_of(question("What helps?", *options, right=right)) for right in range(3)}

    assert len(found) == 1


def test_feedback_and_explanation_play_no_part() -> None:
    asked = question("What helps?", "A channel", "A lid")
    told = replace(
        asked,
        explanation="<p>The nurse, the ferry, Saturday, the bed rails.</p>",
        hint="<p>Energy over distance.</p>",
    )

    assert place_of(told) == place_of(asked)


def test_a_lesson_without_text_has_no_places() -> None:
    assert places_of([question("What?", "This")], []) == {}


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("valve", "valves"),
        ("deliveries", "delivery"),
        ("Fähre", "Fährenkaffee"),
        ("Glass", "GLASS"),
    ],
)
def test_a_word_counts_by_its_beginning(word: str, asked: str) -> None:
    read = [FIRE, section("Home", f"Something about {word}.")]

    assert places_of([question(f"What about {asked}?")], read)["asked"].title == "Home"


@pytest.mark.parametrize(("word", "asked"), [("valve", "value"), ("no", "no")])
def test_words_that_begin_otherwise_and_words_of_two_letters_tell_nothing(
    word: str, asked: str
) -> None:
    read = [section("First", "Energy."), section("Second", f"{word} {word} other.")]

    assert places_of([question(asked)], read)["asked"].title == "First"


def test_a_word_of_one_part_counts_more_than_one_of_many() -> None:
    read = [
        section("A", "stock stock bridge"),
        section("B", "stock gate"),
        section("C", "stock it"),
    ]

    assert places_of([question("Which stock has a gate?")], read)["asked"].title == "B"


def test_of_two_parts_that_are_as_near_the_first_is_home() -> None:
    read = [section("One", "The gate."), section("Two", "The gate.")]

    assert places_of([question("Which gate?")], read)["asked"].title == "One"


def test_with_the_same_words_a_short_part_is_nearer_than_a_long_one() -> None:
    many = " ".join(f"x{letter}{letter}{number}" for letter in "abcdefgh" for number in range(20))
    read = [section("Long", f"A gate. {many}"), section("Short", "A gate."), section("No", "Bed.")]

    assert places_of([question("Which gate?")], read)["asked"].title == "Short"


def test_parts_without_a_text_or_an_anchor_are_no_places_and_not_counted() -> None:
    empty = Section(SectionKind.READING, "Gate", 2, anchor="gate")
    lost = Section(SectionKind.READING, "Gate", 2, text="<p>Gate.</p>")

    places = places_of([question("Which gate?")], [empty, lost, FIRE, section("Home", "A gate.")])

    assert places == {"asked": LessonPlace(1, "Home", "home")}


def test_words_of_matches_and_of_the_first_scene_count_like_those_of_options() -> None:
    scenes = (Scene("a", "", "A gate."), Scene("b", "", "Energy and distance, sells sets free."))
    kinds = (
        Question("left", QuestionKind.MATCH, "Who?", matches=(Match("l", "Gate", "Nobody"),)),
        Question("right", QuestionKind.MATCH, "Who?", matches=(Match("l", "Nobody", "Gate"),)),
        Question("scene", QuestionKind.SCENARIO, "Who?", scenes=scenes),
        Question("body", QuestionKind.SHORT, "Who?", body="<p>The &quot;gate&quot;</p>"),
    )

    found = places_of(kinds, [FIRE, section("Home", "A gate.")])

    assert {name: place.title for name, place in found.items()} == {
        kind.id: "Home" for kind in kinds
    }
