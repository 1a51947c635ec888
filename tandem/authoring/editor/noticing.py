"""What will learners notice of a text when it is published?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tandem.authoring.editor.changed_questions import asks_else, takes_else
from tandem.content import serialized
from tandem.content.comparing.difference import text_of
from tandem.content.face import named
from tandem.content.lesson import Lesson, Question

# Nobody reads where something stands in the file, or how large a picture is.
UNREAD = re.compile(r'"line": ?\d+| width=\\"\d+\\" height=\\"\d+\\"')


@dataclass(frozen=True)
class Noticed:
    """What is other than in the text that is served; `first` where nothing is served yet.

    `edition` is the new one, where it was raised. `gone` are questions and steps to which there
    are answers. `changed_questions` and `changed_keys` are the titles of those that are asked in
    other words, and of those in which something else is right.
    """

    first: bool = False
    edition: int | None = None
    has_new_words: bool = False
    changed_questions: tuple[str, ...] = ()
    changed_keys: tuple[str, ...] = ()
    new_questions: int = 0
    new_steps: int = 0
    gone: tuple[str, ...] = ()
    # Of the titles.
    language: str = field(default="", compare=False)

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
    both = [
        (old, part)
        for part in parts
        for old in named(served)
        if isinstance(part, Question) and isinstance(old, Question) and is_same(old, part)
    ]
    questions = sum(isinstance(part, Question) for part in new)
    return Noticed(
        edition=lesson.edition if lesson.edition > served.edition else None,
        has_new_words=words_of(lesson) != words_of(served),
        changed_questions=tuple(text_of(now.title) for old, now in both if asks_else(old, now)),
        changed_keys=tuple(text_of(now.title) for old, now in both if takes_else(old, now)),
        new_questions=questions,
        new_steps=len(new) - questions,
        gone=tuple(sorted((before & answered) - kept)),
        language=lesson.language,
    )


def is_same(before: Question, after: Question) -> bool:
    """Are they one question, which may have another id now?"""
    return before.id in {after.id, after.was}


def words_of(lesson: Lesson) -> str:
    """All that a lesson says, whichever edition it is."""
    said = serialized.to_json(replace(lesson, edition=1))
    return UNREAD.sub("", said.decode())
