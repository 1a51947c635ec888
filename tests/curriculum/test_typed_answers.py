"""Does whoever has read a lesson know what to type, and does nothing beside it tell the others?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tandem.content.lesson import Lesson, Question
from tandem.content.same_text import folded
from tandem.learning.quizzes.marking import is_right
from tests.curriculum import reading
from tests.curriculum.test_every_course import COURSES
from tests.curriculum.test_respectful_teaming import questions

LANGUAGES = ("en", "de")
MODULES = {
    (name, language, module.id): module
    for name in COURSES
    for language in LANGUAGES
    for module in (
        reading.modules(name) if language == "en" else reading.translations(name, language)
    )
}
# A word of an answer that another question uses for something else.
BY_CHANCE = {
    ("one-sentence", "in-her-review"), ("one-sentence", "who-learned-what"),
    ("one-sentence", "untold-worry"), ("one-sentence", "lines"), ("one-sentence", "wrong-twice"),
    ("nine-by-when", "what-went-wrong"), ("nine-by-when", "who-first"),
    ("known-on", "which-are-lids"), ("known-on", "before-it-runs"), ("known-on", "open-the-way"),
    ("nine-answers", "two-courses"), ("nine-answers", "eleven-notes"),
    ("nine-answers", "minutes-back"), ("ten-then-paula", "true-clock"),
    ("two-are-left", "which-sign"), ("before-typing-in-march", "which-kind"),
    ("before-typing-in-march", "reliable"),
}  # fmt: skip
# What people type who have read the lesson, gap by gap.
TYPED = (
    ("respectful-teaming", "en", "equals", "second-part", ["By when?"]),
    ("respectful-teaming", "en", "equals", "second-part", ["how much time"]),
    ("respectful-teaming", "en", "equals", "second-part", ["until when"]),
    ("respectful-teaming", "en", "equals", "second-part", ["by when it's needed"]),
    ("respectful-teaming", "en", "equals", "half-missing", ["0"]),
    ("respectful-teaming", "en", "volcano", "unsent-draft", ["boat", "Fri."]),
    ("respectful-teaming", "en", "volcano", "bed-rails", ["Bed-rails"]),
    ("respectful-teaming", "en", "volcano", "known-on", ["monday", "just one"]),
    ("respectful-teaming", "en", "under-time-pressure", "nine-answers", ["9", "11"]),
    ("respectful-teaming", "en", "shape-and-contain", "where-it-said", ["delivery slip"]),
    ("respectful-teaming", "en", "shape-and-contain", "sounded-like-a-yes",
     ["“I'll see what I can do.”"]),
    ("respectful-teaming", "en", "what-i-need-from-you", "line-two", ["what for?"]),
    ("respectful-teaming", "en", "what-i-need-from-you", "line-four", ["Where I am flexible"]),
    ("respectful-teaming", "en", "whose-first", "ten-then-paula", ["10", "client"]),
    ("respectful-teaming", "en", "one-bottom-line", "every-two-weeks", ["2 weeks"]),
    ("respectful-teaming", "en", "one-bottom-line", "a-fifth-each", ["20"]),
    ("respectful-teaming", "de", "equals", "second-part", ["bis wann"]),
    ("respectful-teaming", "de", "equals", "second-part", ["bis wann es gebraucht wird"]),
    ("respectful-teaming", "de", "volcano", "unsent-draft", ["Samstags-Fähre", "Freitag mittags"]),
    ("respectful-teaming", "de", "volcano", "known-on", ["Montag", "ein einziger Mensch"]),
    ("respectful-teaming", "de", "shape-and-contain", "sounded-like-a-yes",
     ["Ich schau mal was ich tun kann"]),
    ("respectful-teaming", "de", "what-i-need-from-you", "line-two", ["Wozu?"]),
    ("respectful-teaming", "de", "what-i-need-from-you", "line-four", ["Spielraum"]),
    ("respectful-teaming", "de", "one-bottom-line", "a-fifth-each", ["20 Prozent"]),
    ("positioning-your-team", "en", "what-support-is-for", "what-ngozi-did",
     ["worry about it", "the coming year"]),
    ("positioning-your-team", "en", "introduce-equals", "katyas-sentence", ["equals", "outcome"]),
    ("positioning-your-team", "en", "tie-reward", "above-which-share", ["33%"]),
    ("positioning-your-team", "en", "equipment", "wrong-before-asked", ["not right", "asked for"]),
    ("positioning-your-team", "en", "equipment", "count-again", ["4"]),
    ("positioning-your-team", "en", "coach-a-little", "two-questions", ["has changed", "way"]),
    ("positioning-your-team", "de", "equipment", "count-again", ["4 Wochen"]),
    ("positioning-your-team", "de", "tie-reward", "above-which-share", ["1/3"]),
    ("positioning-your-team", "de", "coach-a-little", "two-questions", ["bewegt", "Weg"]),
    ("writing-for-two-roles", "en", "a-first-lesson", "renamed", ["was=friday"]),
    ("writing-for-two-roles", "en", "a-first-lesson", "within-a-fifth", ["120"]),
    ("writing-for-two-roles", "en", "questions-that-ask-why", "two-are-left", ["2"]),
    ("writing-for-two-roles", "en", "questions-that-ask-why", "two-are-left", ["Two."]),
    ("writing-for-two-roles", "de", "a-first-lesson", "within-a-fifth", ["120"]),
    ("writing-for-two-roles", "de", "questions-that-ask-why", "two-are-left", ["2"]),
    ("writing-for-two-roles", "en", "steps-for-two", "before-typing-in-march",
     ["author", "no one"]),
    ("writing-for-two-roles", "de", "steps-for-two", "third-word", ["Sicher"]),
    ("writing-for-two-roles", "en", "scenes-to-play", "always-a-way", ["A good ending."]),
    ("writing-for-two-roles", "de", "scenes-to-play", "always-a-way", ["gutes Ende"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("course", "language", "module", "name", "typed"),
    TYPED,
    ids=[f"{language}/{name}: {typed[0]}" for _, language, _, name, typed in TYPED],
)
def test_a_reader_of_the_lesson_types_what_is_right(
    course: str, language: str, module: str, name: str, typed: list[str]
) -> None:
    asked = questions(MODULES[course, language, module])

    assert is_right(next(one for one in asked if one.id == name), typed)


@pytest.mark.parametrize("module", MODULES.values(), ids=map("/".join, MODULES))
def test_nothing_typed_stands_in_another_question_of_the_quiz(module: Lesson) -> None:
    given_away = {
        (question.id, other.id)
        for question in questions(module)
        for answer in first_answers(question)
        for other in asked_beside(question, module)
        if re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", shown(other))
    }

    assert given_away <= BY_CHANCE


def first_answers(question: Question) -> Iterator[str]:
    """The answer that is shown of each gap, and of a text to type."""
    for accepted in (*question.gaps, question.accepted):
        yield from (words(answer.text) for answer in accepted[:1] if answer.text)


def asked_beside(question: Question, module: Lesson) -> Iterator[Question]:
    """The questions that somebody is asked in the same attempt."""
    for other in questions(module):
        is_family = question.id == other.sibling or question.sibling == other.id
        if other is not question and not is_family and other.roles & question.roles:
            yield other


def shown(question: Question) -> str:
    """What is read of a question before it is answered."""
    matches = [side for match in question.matches for side in (match.left, match.right)]
    options = [option.text for option in question.options]
    return " | ".join(map(words, (question.title, question.body, *options, *matches)))


def words(text: str) -> str:
    """A text as it is compared, without its signs."""
    return " ".join(re.sub(r"[^\w%]+", " ", folded(reading.plain(text))).split())
