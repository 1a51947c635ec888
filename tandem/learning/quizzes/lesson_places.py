"""Where in the lesson is a question at home?

The part that has most of the rarer words in common with what the learner saw of the question. Which
option is right, its feedback and the explanation play no part: a place gives nothing away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from math import log, sqrt

from tandem.content.lesson import Question, Section

TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W_]{3,}")
# A word counts by its beginning: "delivery" and "deliveries", "Fähre" and "Fährenkaffee" are one.
STEM = 5
# So that a part of two sentences is not near to everything.
SHORT = 40


@dataclass(frozen=True)
class LessonPlace:
    """A part of the lesson: which one it is, its title, empty for what stands before the first
    heading, and its anchor."""

    number: int
    title: str
    anchor: str


def places_of(questions: Iterable[Question], sections: Sequence[Section]) -> dict[str, LessonPlace]:
    """The part of the lesson that each question is about, by the question's id."""
    read = [
        section for section in sections if section.text and (section.anchor or not section.title)
    ]
    if not read:
        return {}
    stems = [stems_in(section.title, section.text) for section in read]
    known = Counter(stem for each in stems for stem in each)
    near = {question.id: nearest(stems_of(question), stems, known) for question in questions}
    return {name: place_of(number, read[number]) for name, number in near.items()}


def nearest(asked: set[str], stems: Sequence[set[str]], known: Counter[str]) -> int:
    """Which of the parts is nearest to these words; the first of several."""
    rare = {stem: log((len(stems) + 1) / known[stem]) for stem in asked if stem in known}
    scores = [sum(rare[stem] for stem in each & asked) / sqrt(len(each) + SHORT) for each in stems]
    return scores.index(max(scores))


def stems_of(question: Question) -> set[str]:
    """The words that whoever is asked has seen."""
    sides = [text for match in question.matches for text in (match.left, match.right)]
    options = [option.text for option in question.options]
    scene = [question.scenes[0].text] if question.scenes else []
    return stems_in(question.title, question.body, *options, *sides, *scene)


def stems_in(*texts: str) -> set[str]:
    """The beginnings of the words in HTML."""
    words = WORD.findall(unescape(TAG.sub(" ", " ".join(texts))).casefold())
    return {word.rstrip("s")[:STEM] for word in words}


def place_of(number: int, section: Section) -> LessonPlace:
    """Where a part stands on the lesson's page; what comes before the headings has its own name."""
    return LessonPlace(number, section.title, section.anchor if section.title else "text")
