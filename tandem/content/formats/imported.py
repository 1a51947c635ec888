"""What does an importer hand over? Plain texts as the other format said them, with their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say

Notes = tuple[tuple[int, Message], ...]
MOVED = say("the questions between the texts are at the end of the module now, as one quiz")

# Options that a file has only a sign for.
IS_TRUE, IS_FALSE = say("True"), say("False")


@dataclass(frozen=True)
class ImportedOption:
    """One option of a choice, or one item of an order."""

    text: str
    right: bool = True
    feedback: str = ""


@dataclass(frozen=True)
class ImportedQuestion:
    """One question. `text` is all it says; a gap in it stands as U+FFFC, one for each of `gaps`.

    `notes` are (line, what could not be carried over).
    """

    line: int
    kind: QuestionKind
    text: str
    name: str = ""
    hint: str = ""
    explanation: str = ""
    choices: tuple[ImportedOption, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    accepted: tuple[Accepted, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    notes: Notes = ()


@dataclass(frozen=True)
class ImportedReading:
    """A text to read; `title` is empty where it stands at the top."""

    line: int
    title: str
    text: str


@dataclass(frozen=True)
class AddedWords:
    """What an importer says where a file says nothing, in the language of the course."""

    quiz: str = "Check yourself"
    gap: str = "What fits the gap?"
    questions: str = "Questions"
    question: str = "Question"
    is_true: str = IS_TRUE
    is_false: str = IS_FALSE

    @classmethod
    def spoken_by(cls, spoken: Callable[[Message], str]) -> Self:
        """The words as `spoken` puts them."""
        return cls(
            quiz=spoken(say("Check yourself")),
            gap=spoken(say("What fits the gap?")),
            questions=spoken(say("Questions")),
            question=spoken(say("Question")),
            is_true=spoken(IS_TRUE),
            is_false=spoken(IS_FALSE),
        )


@dataclass(frozen=True)
class Chapter:
    """What becomes one module. `title` is empty where the file's name has to do."""

    title: str = ""
    summary: str = ""
    readings: tuple[ImportedReading, ...] = ()
    questions: tuple[ImportedQuestion, ...] = ()
    words: AddedWords = AddedWords()


@dataclass(frozen=True)
class ImportedFile:
    """What a file holds: its chapters, and what could not be carried over."""

    chapters: tuple[Chapter, ...] = ()
    notes: Notes = ()


def moved(parts: Sequence[ImportedQuestion | ImportedReading]) -> Notes:
    """What to say where a text follows a question."""
    first = min((part.line for part in parts if isinstance(part, ImportedQuestion)), default=0)
    texts = [part for part in parts if isinstance(part, ImportedReading) and part.text.strip()]
    return ((first, MOVED),) if first and any(text.line > first for text in texts) else ()
