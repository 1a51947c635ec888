"""Which options look right by their words alone? A naive Bayes model, trained on other lessons.

Each word counts once in an option. How much oftener it stands in right options than in wrong ones
is smoothed by one (Laplace); the logarithms are added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from tandem.content.guessability import plain
from tandem.content.lesson import Option, Question

WORD = re.compile(r"\w+")


def words_of(text: str) -> frozenset[str]:
    """The words of an option, each once."""
    return frozenset(WORD.findall(plain(text).casefold()))


@dataclass(frozen=True)
class WordCounts:
    """In how many right and wrong options each word stands, and how many options there are."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    options: Counter[bool] = field(default_factory=Counter)


def counted_words(questions: Iterable[Question]) -> WordCounts:
    """The words of these choices."""
    counts = WordCounts()
    for question in questions:
        for option in question.options:
            (counts.right if option.right else counts.wrong).update(words_of(option.text))
            counts.options[option.right] += 1
    return counts


def added(every: Iterable[WordCounts]) -> WordCounts:
    """Several counts as one."""
    total = WordCounts()
    for counts in every:
        total.right.update(counts.right)
        total.wrong.update(counts.wrong)
        total.options.update(counts.options)
    return total


@dataclass(frozen=True)
class WordModel:
    """What all lessons say, without the `own` one: nobody learns from what is asked."""

    total: WordCounts
    own: WordCounts

    def __call__(self, options: Sequence[Option]) -> list[float]:
        """The weights of a reader who goes by words."""
        return [sum(map(self.weight, words_of(option.text))) for option in options]

    def weight(self, word: str) -> float:
        """How much a word speaks for an option."""
        right = self.total.right[word] - self.own.right[word] + 1
        wrong = self.total.wrong[word] - self.own.wrong[word] + 1
        all_right = self.total.options[True] - self.own.options[True] + 2
        all_wrong = self.total.options[False] - self.own.options[False] + 2
        return log(right / all_right) - log(wrong / all_wrong)
