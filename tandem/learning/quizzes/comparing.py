"""What is a text that was written compared with, once it is written?"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.content.lesson import Item, Question


@dataclass(frozen=True)
class Comparing:
    """What a text that was written is compared with."""

    criteria: tuple[Item, ...]
    models: tuple[str, ...]
    explanation: str


def comparing(question: Question) -> Comparing:
    """What a text for this question is compared with."""
    return Comparing(question.criteria, question.models, question.explanation)
