"""Where in a lesson is a question at home? Nothing of that depends on what is right."""

from __future__ import annotations

from dataclasses import replace

from tandem.content.lesson import Option, Question, QuestionKind, Section, SectionKind
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
