"""Under which name was a question asked in each revision, and since when does it read as now?

A trainer may rename a question with `was=`; its answers come along. A question that takes a name
which another one has given up is a new question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.content.lesson import Lesson, Question
from tandem.content.wording import wording


@dataclass(frozen=True)
class Lineage:
    """A question of the newest text: its name in each revision that asked it, by number.

    `worded_since` is the revision from which on it reads as it does now.
    """

    question: Question
    names: Mapping[int, str]
    worded_since: int


def lineages(texts: Sequence[tuple[int, Lesson]]) -> tuple[Lineage, ...]:
    """The questions of the newest text with their past. `texts` are all revisions, by number."""
    asked = [(number, questions_in(lesson)) for number, lesson in texts]
    if not asked:
        return ()
    return tuple(lineage(question, asked) for question in asked[-1][1].values())


def questions_in(lesson: Lesson) -> dict[str, Question]:
    """Every question of a lesson, of whichever role, by its name."""
    return {question.id: question for section in lesson.sections for question in section.questions}


def lineage(question: Question, asked: Sequence[tuple[int, dict[str, Question]]]) -> Lineage:
    """One question's past, from the newest revision backwards."""
    number, later = asked[-1]
    names, now = {number: question.id}, question
    worded_since, reads_alike = number, True
    for before, earlier in reversed(asked[:-1]):
        if is_taken_over(now, later, earlier):
            break
        previous = earlier.get(now.id) or earlier.get(now.was)
        reads_alike = (
            reads_alike and previous is not None and wording(previous) == wording(question)
        )
        if previous is not None:
            names[before], now = previous.id, previous
        if reads_alike:
            worded_since = before
        later = earlier
    return Lineage(question, names, worded_since)


def is_taken_over(
    question: Question, later: Mapping[str, Question], earlier: Mapping[str, Question]
) -> bool:
    """Did the name belong to another question before, which goes on under a new one?"""
    return any(
        other.was == question.id and other.id != question.id and other.id not in earlier
        for other in later.values()
    )
