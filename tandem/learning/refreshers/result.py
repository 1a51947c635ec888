"""What does somebody see after answering a refresher? What is right and why, at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tandem.content.lesson import Question
from tandem.content.parsing.choices import KINDS
from tandem.learning.quizzes.feedback import (
    MarkedQuestion,
    Reveal,
    expected_texts,
    given_texts,
    marked_question,
)
from tandem.terms import RefresherFace


@dataclass(frozen=True)
class RefresherResult:
    """An answer with all that its author may see of it.

    `said` is what they answered, in HTML. `theirs` is what the partner answered or guessed; None as
    long as it is sealed, or where nobody guesses.
    """

    id: int
    face: RefresherFace
    module: str
    language: str
    marked: MarkedQuestion
    said: tuple[str, ...]
    right: tuple[str, ...]
    partner: str
    theirs: tuple[str, ...] | None


def marked(question: Question, answer: Collection[str], *, right: bool | None) -> MarkedQuestion:
    """The question with all that can be said of it; `right` is the mark that was recorded."""
    return marked_question(question, answer, due=Reveal.ALL, marked=right)


def answer_texts(question: Question, answer: Collection[str]) -> tuple[str, ...]:
    """An answer in words, piece by piece."""
    if question.kind in KINDS:
        return tuple(option.text for option in question.options if option.key in answer)
    return given_texts(question, answer)


def right_texts(question: Question) -> tuple[str, ...]:
    """What is right, piece by piece."""
    if question.kind in KINDS:
        return tuple(option.text for option in question.options if option.right)
    return expected_texts(question)
