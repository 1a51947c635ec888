"""What does somebody look for? The words of a question, as they are compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.content.same_text import folded

LONGEST = 100
MOST_WORDS = 6
# Shorter ones stand in the middle of too many others.
SHORT = 5


class Sort(StrEnum):
    """The sorts of things that are found."""

    PEOPLE = "people"
    PAIRS = "pairs"
    LESSONS = "lessons"
    TEAMS = "teams"


@dataclass(frozen=True)
class SearchWords:
    """What was typed, its words as they are compared, and the one sort of things that is wanted."""

    text: str
    words: tuple[str, ...]
    sort: Sort | None

    @property
    def is_nothing(self) -> bool:
        """Is there nothing to look for? One letter alone is in everything."""
        return sum(map(len, self.words)) < 2

    def is_in(self, text: str) -> bool:
        """Is every word in a text?"""
        compared = folded(text)
        return all(word in compared for word in self.words)


def is_said(word: str, compared: str) -> bool:
    """Does a sentence say a word? A short one only where a word of the sentence begins with it."""
    return word in compared if len(word) >= SHORT else f" {word}" in f" {compared}"


def asked(text: str, sort: str = "") -> SearchWords:
    """What was typed into the field, cut where it is longer than any name."""
    typed = " ".join(text.split())[:LONGEST]
    wanted = next((each for each in Sort if each == sort), None)
    return SearchWords(typed, tuple(folded(typed).split()[:MOST_WORDS]), wanted)
