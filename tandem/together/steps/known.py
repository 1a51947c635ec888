"""What may this person read of what was given, begun and agreed on?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tandem.content.lesson import PairStep
from tandem.terms import Promise
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.signatures import Version
from tandem.together.steps.visibility import Record

T = TypeVar("T")


@dataclass(frozen=True)
class BegunStep:
    """A step as one revision of its lesson has it, in the language of that text."""

    step: PairStep
    revision_id: int
    language: str


@dataclass(frozen=True)
class Added:
    """A text that was added to another that stands."""

    text: str
    at: datetime


@dataclass(frozen=True)
class DraftShown:
    """What the viewer has begun to write. `beside` is what other tabs had."""

    given: StepAnswer
    version: int
    writer: str
    saved_at: datetime
    beside: tuple[StepAnswer, ...] = ()


@dataclass(frozen=True)
class KnownSteps:
    """All that the viewer may read of a module's steps in a pair; `records` hold no word.

    They are of the present round, `past` of earlier ones.
    """

    records: tuple[Record, ...]
    contents: dict[int, StepAnswer]
    additions: dict[int, tuple[Added, ...]]
    drafts: dict[str, DraftShown]
    versions: dict[str, tuple[Version, ...]]
    past: tuple[Record, ...] = ()

    def record(self, step: PairStep, person_id: int, number: int = 1) -> Record | None:
        """What a person gave in a step at time `number`, also under the name it had before."""
        theirs = {
            record.step: record
            for record in self.records
            if record.person_id == person_id and record.number == number
        }
        return under_its_name(step, theirs)


@dataclass(frozen=True)
class ShownAnswer:
    """What one of the two gave, where the viewer may read it; `is_shown` where both may."""

    given: StepAnswer
    at: datetime
    added: tuple[Added, ...]
    is_early: bool
    is_shown: bool


def words_of(record: Record | None, known: KnownSteps) -> ShownAnswer | None:
    """What was given, where the viewer may read it."""
    if record is None or record.id not in known.contents:
        return None
    return ShownAnswer(
        given=known.contents[record.id],
        at=record.at,
        added=known.additions.get(record.id, ()),
        is_early=record.shown_how == "early",
        is_shown=record.promise is Promise.PAIR or bool(record.shown_how),
    )


def under_its_name(step: PairStep, kept: Mapping[str, T]) -> T | None:
    """What is kept for a step under its own name, or else under the one before."""
    return kept.get(step.id) or kept.get(step.was)
