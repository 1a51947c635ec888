"""How hard is a text to read? The school grade by formula, an estimate: syllables are counted by
groups of vowels.

English: the grade of Kincaid and others (1975). German: the first Wiener Sachtextformel (Bamberger
and Vanecek, 1984). For other languages there is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tandem.content.minutes import UNREAD, WORD

SENTENCE_END = re.compile(r"[.!?…:]+[”“\"’)*_]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*+>|]|\d+[.)]|#))")
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`]*`", re.DOTALL)
SILENT_E = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![dt])ed$|(?<![aeiouycsxzgh])es$")
VOWELS = re.compile(r"[aeiouyäöüàâéèêëîïôùûœæ]+")
LONG_WORD = 6
MANY = 3


@dataclass(frozen=True)
class Counts:
    """What the formulas ask of a text."""

    sentences: int
    words: int
    syllables: int
    of_many: int
    of_one: int
    long: int


def grade(text: str, language: str) -> float | None:
    """The school grade of a text; None where there is too little of it, or no formula."""
    formula = FORMULAS.get(language.partition("-")[0])
    counts = counts_of(text, language)
    return formula(counts) if formula and counts.words else None


def counts_of(text: str, language: str) -> Counts:
    """Sentences, words and syllables of a text in Markdown or HTML."""
    read = UNREAD.sub(" ", CODE.sub(" ", text))
    parts = [WORD.findall(part) for part in SENTENCE_END.split(read)]
    sentences = [words for words in parts if words]
    words = [word for sentence in sentences for word in sentence]
    syllables = [syllables_in(word, language) for word in words]
    return Counts(
        sentences=len(sentences),
        words=len(words),
        syllables=sum(syllables),
        of_many=sum(number >= MANY for number in syllables),
        of_one=sum(number == 1 for number in syllables),
        long=sum(len(word) > LONG_WORD for word in words),
    )


def syllables_in(word: str, language: str) -> int:
    """How many syllables a word has, about."""
    spoken = word.lower().replace("’", "'").partition("'")[0]
    if language.startswith("en"):
        spoken = SILENT_E.sub("", spoken)
    return max(1, len(VOWELS.findall(spoken)))


def kincaid(counts: Counts) -> float:
    """The grade of an English text."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def wiener(counts: Counts) -> float:
    """The grade of a German text."""
    share = 100 / counts.words
    return (
        0.1935 * counts.of_many * share
        + 0.1672 * counts.words / counts.sentences
        + 0.1297 * counts.long * share
        - 0.0327 * counts.of_one * share
        - 0.875
    )


FORMULAS: Mapping[str, Callable[[Counts], float]] = {"en": kincaid, "de": wiener}
