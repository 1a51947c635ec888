"""What will learners notice of a text when it is published?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tandem.content import serialized
from tandem.content.face import named
from tandem.content.lesson import Lesson, Question

# Nobody reads where something stands in the file, or how large a picture is.
UNREAD = re.compile(r'"line": ?\d+| width=\\"\d+\\" height=\\"\d+\\"')


@dataclass(frozen=True)
class Noticed:
    """What is other than in the text that is served; `first` where nothing is served yet.

    `edition` is the new one, where it was raised. `gone` are questions and steps to which there
    are answers.
    """

    first: bool = False
    edition: int | None = None
    has_new_words: bool = False
    new_questions: int = 0
    new_steps: int = 0
    gone: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Is it the same for every reader?"""
        return self == Noticed()


def noticed(lesson: Lesson, served: Lesson | None, answered: frozenset[str]) -> Noticed:
    """What learners notice of a lesson beside the one that is served, both as HTML."""
    if served is None:
        return Noticed(first=True)
    before = {part.id for part in named(served)}
    parts = named(lesson)
    kept = {name for part in parts for name in (part.id, part.was)}
    new = [part for part in parts if part.id not in before and part.was not in before]
    questions = sum(isinstance(part, Question) for part in new)
    return Noticed(
        edition=lesson.edition if lesson.edition > served.edition else None,
        has_new_words=words_of(lesson) != words_of(served),
        new_questions=questions,
        new_steps=len(new) - questions,
        gone=tuple(sorted((before & answered) - kept)),
    )


def words_of(lesson: Lesson) -> str:
    """All that a lesson says, whichever edition it is."""
    said = serialized.to_json(replace(lesson, edition=1))
    return UNREAD.sub("", said.decode())
