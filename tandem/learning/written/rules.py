"""Which of somebody's texts counts for a question now, and may it be answered?

A text counts as done when its author has compared it. Nothing marks it right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tandem.content.lesson import Question
from tandem.progress.rules.rounds import Round
from tandem.terms import PairState, Promise

LONGEST = 2000
LONGEST_REPLY = 500


class WritingState(StrEnum):
    """How far somebody is with a text."""

    OPEN = "open"
    WRITTEN = "written"
    COMPARED = "compared"


@dataclass(frozen=True)
class Reply:
    """What the partner said of a text; nothing is missing where they could act on it."""

    id: int
    by_name: str
    missing: str
    at: datetime
    read_at: datetime | None

    @property
    def could_act(self) -> bool:
        """Could the partner act on it?"""
        return not self.missing


@dataclass(frozen=True)
class Writing:
    """A text as its author sees it. `reader` is the partner who may read it, or nobody."""

    id: int
    module_id: int
    revision_id: int
    question: str
    number: int
    text: str
    promise: Promise
    reader: str
    at: datetime
    ticks: frozenset[str]
    compared_at: datetime | None
    reply: Reply | None = None

    @property
    def state(self) -> WritingState:
        """How far its author is with it."""
        return WritingState.COMPARED if self.compared_at else WritingState.WRITTEN


def names(question: Question) -> frozenset[str]:
    """The names under which the texts for a question are kept: its own, and the one before."""
    return frozenset({question.id, question.was} - {""})


def present(writings: Iterable[Writing], question: Question, round: Round) -> Writing | None:
    """The newest text for a question in this round of the course."""
    own = [w for w in writings if w.question in names(question) and round.counts(w.at)]
    return max(own, key=lambda writing: (writing.at, writing.id), default=None)


def is_compared(writings: Iterable[Writing], question: Question, round: Round) -> bool:
    """Was a text for this question compared in this round? A second one undoes nothing."""
    return any(
        writing.question in names(question)
        and writing.compared_at is not None
        and round.counts(writing.at)
        for writing in writings
    )


def may_answer(state: PairState, *, is_answered: bool) -> bool:
    """May the partner say what they think of a text? Once, while the pair has not ended."""
    return state in {PairState.ACTIVE, PairState.PAUSED} and not is_answered
