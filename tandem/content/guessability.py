"""What would somebody score in the choices of a lesson who knows nothing of it?

A blind reader gives each option a weight and takes as many of the heaviest as are right: more than
a real one knows, so that no figure is too low. Among options of one weight the lot decides, and its
odds are counted, so that the same lesson always has the same figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb

from tandem.content.lesson import Lesson, Option, Question

Weights = Callable[[Sequence[Option]], Sequence[float]]
# Who scores so much more than chance need not know.
ABOVE_CHANCE = 0.2
# The signs that stay in a text that is read: links lose their address, emphasis its stars.
LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
MARKS = re.compile(r"[*_`\[\]]")


@dataclass(frozen=True)
class Blind:
    """What blind readers score in some choices: shares of them from 0 to 1, chance among them."""

    choices: int
    by_reader: Mapping[str, float]

    @property
    def chance(self) -> float:
        """What somebody scores who draws lots."""
        return self.by_reader["chance"]


def choices_in(lesson: Lesson) -> Iterator[Question]:
    """The questions that are answered by choosing among options, some right and some wrong."""
    for section in lesson.sections:
        for question in section.questions:
            right = sum(option.right for option in question.options)
            if 0 < right < len(question.options):
                yield question


def plain(text: str) -> str:
    """What is to be read of an option, so that its length is the one that is seen."""
    return MARKS.sub("", LINK_TARGET.sub("", text)).strip()


def by_length(options: Sequence[Option]) -> list[float]:
    """The weights of a reader who takes the longest option."""
    return [len(plain(option.text)) for option in options]


def by_shortness(options: Sequence[Option]) -> list[float]:
    """The weights of a reader who takes the shortest option."""
    return [-length for length in by_length(options)]


def by_place(options: Sequence[Option]) -> list[float]:
    """The weights of a reader who takes the option that stands first in the file."""
    return [-place for place in range(len(options))]


def by_lot(options: Sequence[Option]) -> list[float]:
    """The weights of somebody who draws lots."""
    return [0.0] * len(options)


READERS: Mapping[str, Weights] = {
    "chance": by_lot,
    "longest": by_length,
    "shortest": by_shortness,
    "first": by_place,
}


def odds(options: Sequence[Option], weights: Sequence[float]) -> float:
    """How likely it is that a reader with these weights takes exactly the right options."""
    right = sum(option.right for option in options)
    border = sorted(weights, reverse=True)[right - 1]
    surely = [option for option, weight in zip(options, weights, strict=True) if weight > border]
    perhaps = [option for option, weight in zip(options, weights, strict=True) if weight == border]
    if not all(option.right for option in surely):
        return 0.0
    drawn = right - len(surely)
    if sum(option.right for option in perhaps) < drawn:
        return 0.0
    return 1 / comb(len(perhaps), drawn)


def blind(questions: Iterable[Question], readers: Mapping[str, Weights] = READERS) -> Blind:
    """What each reader scores in these choices; nothing where there are none."""
    asked = [question.options for question in questions]
    return Blind(
        len(asked),
        {
            name: sum(odds(options, weights(options)) for options in asked) / max(len(asked), 1)
            for name, weights in readers.items()
        },
    )
