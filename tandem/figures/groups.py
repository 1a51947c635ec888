"""What may a trainer be told about the answers to a question, and how sure is it?

Nobody is to be found behind a number, not even by taking one number from another.

1. **In fives.** The first answers to a question are put into groups of five in the order in which
   they came. Only full groups are counted; up to four of the newest wait. Whatever is told is a
   sum of whole groups, so that looking again after one more answer, or asking for another
   boundary in time, never leaves fewer than five people over. A group that lies across a boundary
   counts on neither side of it.
2. **Rare answers stand together.** Among the answers that together make up a known number (all
   wrong ones, say), one given by fewer than five people is not counted by itself but with the
   other rare ones; where only one is rare, the next rarest joins it, or it could be found by
   taking the rest from the whole. What is no part of a whole (a tick, a place, a match, a gap) is
   `None` below five, and nobody counts as below five too.
3. **Typed words** are told only where five people or more typed the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

GROUP = 5
NORMAL = NormalDist().inv_cdf(0.975)


class FirstAnswer(NamedTuple):
    """Somebody's first answer to a question: in which revision, and was the hint open?

    A tuple, because ten thousand people make a hundred thousand of them.
    """

    revision: int
    answer: tuple[str, ...]
    right: bool
    hint: bool = False


@dataclass(frozen=True)
class Share:
    """A count out of a total, and the interval in which the true share probably lies.

    The interval is Wilson's: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927), 209-212,
    with 95 % confidence. Unlike the plain one it stays between nothing and all in small samples.
    """

    count: int
    total: int

    @property
    def percent(self) -> int:
        """The share found."""
        return round(100 * self.count / self.total)

    @property
    def low(self) -> int:
        """The low end of the interval, in percent."""
        return round(100 * max(self.centre - self.reach, 0.0))

    @property
    def high(self) -> int:
        """The high end of the interval, in percent."""
        return round(100 * min(self.centre + self.reach, 1.0))

    @property
    def centre(self) -> float:
        """The middle of the interval."""
        square = NORMAL**2
        return (self.count + square / 2) / (self.total + square)

    @property
    def reach(self) -> float:
        """How far the interval goes to both sides."""
        share, square = self.count / self.total, NORMAL**2
        spread = sqrt(share * (1 - share) * self.total + square / 4)
        return NORMAL * spread / (self.total + square)


@dataclass(frozen=True)
class Figures:
    """What is told about a question. None everywhere: fewer than five people.

    now             the first answers to the question as it reads now, in full groups
    right           how many of them are right
    hint            in how many of them the hint was open; None below five
    before, since   the right ones before and since a boundary, whatever the words were
    """

    now: tuple[FirstAnswer, ...]
    right: Share | None
    hint: Share | None
    before: Share | None
    since: Share | None


def figures(answers: Sequence[FirstAnswer], *, worded_since: int, boundary: int | None) -> Figures:
    """The figures of a question from its first answers, in the order in which they came."""
    groups = [answers[at : at + GROUP] for at in range(0, in_fives(len(answers)), GROUP)]
    now = between(groups, since=worded_since)
    hints = sum(answer.hint for answer in now)
    return Figures(
        now=now,
        right=right_share(now),
        hint=Share(hints, len(now)) if hints >= GROUP else None,
        before=right_share(between(groups, before=boundary)) if boundary else None,
        since=right_share(between(groups, since=boundary)) if boundary else None,
    )


def in_fives(count: int) -> int:
    """A number of people in full groups."""
    return count - count % GROUP


def between(
    groups: Iterable[Sequence[FirstAnswer]], *, since: int = 0, before: int | None = None
) -> tuple[FirstAnswer, ...]:
    """The answers of the groups that lie wholly within these revisions."""
    return tuple(
        answer
        for group in groups
        if all(
            since <= answer.revision and (before is None or answer.revision < before)
            for answer in group
        )
        for answer in group
    )


def right_share(answers: Sequence[FirstAnswer]) -> Share | None:
    """How many are right; None for nobody."""
    return Share(sum(answer.right for answer in answers), len(answers)) if answers else None


@dataclass(frozen=True)
class GroupedAnswers:
    """Answers that are counted by themselves, and those that stand together."""

    single: dict[str, int]
    together: tuple[str, ...]
    count: int


def told(counts: dict[str, int]) -> GroupedAnswers:
    """Parts of a known number of people, the rare ones put together."""
    by_size = sorted(counts, key=lambda name: counts[name])
    rare = [name for name in by_size if counts[name] < GROUP]
    if len(rare) == 1:
        rare = by_size[:2]
    if len(by_size) == 1:
        rare = []
    return GroupedAnswers(
        single={name: count for name, count in counts.items() if name not in rare},
        together=tuple(name for name in counts if name in rare),
        count=sum(counts[name] for name in rare),
    )


def common(texts: Iterable[str], *, most: int = 5) -> list[tuple[str, int]]:
    """The texts that five people or more gave, the most frequent first."""
    counts = sorted(Counter(texts).items(), key=lambda entry: (-entry[1], entry[0]))
    return [(text, count) for text, count in counts if count >= GROUP][:most]


FEWEST_PAIRS = 5
