"""Which rep and which support person could be a pair, and why? A suggestion; the leader decides.

Only people are suggested who have said how they like to work and that this may be used, who do not
dislike working with their opposite, and who have a seat left. Nobody is scored: what counts is
what two have in common, and that nobody stays alone while others sit in two pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from tandem.terms import Channel, Liking, Planning, Rhythm

# Above this many people on one side the suggestion would take too long; who is alone comes first.
MOST = 1_000


class MatchReason(StrEnum):
    """Why two are suggested to each other."""

    BOTH_LIKE = "both_like"
    ONE_LIKES = "one_likes"
    SAME_RHYTHM = "same_rhythm"
    SAME_CHANNEL = "same_channel"
    PLANS_AND_ACTS = "plans_and_acts"
    BOTH_ALONE = "both_alone"
    ONE_ALONE = "one_alone"


WEIGHTS = {
    MatchReason.BOTH_LIKE: 6,
    MatchReason.ONE_LIKES: 3,
    MatchReason.SAME_RHYTHM: 2,
    MatchReason.SAME_CHANNEL: 2,
    MatchReason.PLANS_AND_ACTS: 1,
    # Nobody stays alone while others sit in two pairs: more than all the rest together.
    MatchReason.BOTH_ALONE: 24,
    MatchReason.ONE_ALONE: 12,
}
DEAREST = sum(WEIGHTS.values())
# More than any number of pairs can cost together, so that one pair more always wins.
NOT_ALLOWED = MOST * MOST * DEAREST


@dataclass(frozen=True)
class Habits:
    """What of somebody decides who suits them."""

    likes: Liking
    rhythm: Rhythm
    channel: Channel
    planning: Planning
    is_alone: bool


@dataclass(frozen=True)
class Style:
    """How somebody likes to work, and how many pairs they sit in and would sit in."""

    person_id: int
    likes: Liking
    rhythm: Rhythm
    channel: Channel
    planning: Planning
    seats: int
    taken: int

    @cached_property
    def habits(self) -> Habits:
        """What decides who suits them."""
        return Habits(self.likes, self.rhythm, self.channel, self.planning, self.taken == 0)

    @property
    def may_be_suggested(self) -> bool:
        """Do they like working in a pair, or not mind it, and is a seat of theirs still free?"""
        return self.likes is not Liking.NO and self.taken < self.seats


@dataclass(frozen=True)
class Suggestion:
    """Two who could be a pair, with the reasons, strongest first."""

    rep_id: int
    support_id: int
    reasons: tuple[MatchReason, ...]


def suggestions(
    reps: Iterable[Style], supports: Iterable[Style], *, never: Set[frozenset[int]]
) -> tuple[Suggestion, ...]:
    """As many pairs as possible, then the largest sum of weights; one new partner for each.

    `never` are those who are a pair already or are not to be suggested to each other again. Solved
    as an assignment problem (Kuhn and Munkres): a second or two for a thousand people on each side.
    """
    from munkres import Munkres

    reps, supports = those_to_suggest(reps), those_to_suggest(supports)
    if not reps or not supports:
        return ()
    costs = [[cost_of(rep, support, never) for support in supports] for rep in reps]
    return without_doubles(
        [
            suggestion_of(reps[row], supports[column])
            for row, column in Munkres().compute(costs)
            if costs[row][column] < NOT_ALLOWED
        ]
    )


def suggestion_of(rep: Style, support: Style) -> Suggestion:
    """These two, with what speaks for them."""
    return Suggestion(rep.person_id, support.person_id, reasons_for(rep, support))


def cost_of(rep: Style, support: Style, never: Set[frozenset[int]]) -> int:
    """What it costs to suggest these two: the less, the more they have in common."""
    two = frozenset({rep.person_id, support.person_id})
    if len(two) < 2 or two in never:
        return NOT_ALLOWED
    return DEAREST - sum(WEIGHTS[reason] for reason in reasons_for(rep, support))


def those_to_suggest(people: Iterable[Style]) -> list[Style]:
    """The people who can be suggested, those in the fewest pairs first."""
    able = [style for style in people if style.may_be_suggested]
    return sorted(able, key=lambda style: (style.taken, style.person_id))[:MOST]


def without_doubles(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Somebody who is rep and support may be found in both seats: the stronger pair stays."""
    taken: set[int] = set()
    kept = []
    for suggestion in sorted(suggestions, key=by_weight):
        if taken.isdisjoint({suggestion.rep_id, suggestion.support_id}):
            taken |= {suggestion.rep_id, suggestion.support_id}
            kept.append(suggestion)
    return tuple(kept)


def by_weight(suggestion: Suggestion) -> tuple[int, int, int]:
    """The sort key that puts the strongest suggestion first, and the same one on every run."""
    return -weight_of(suggestion), suggestion.rep_id, suggestion.support_id


def weight_of(suggestion: Suggestion) -> int:
    """The sum of the weights of a suggestion's reasons."""
    return sum(WEIGHTS[reason] for reason in suggestion.reasons)


def reasons_for(rep: Style, support: Style) -> tuple[MatchReason, ...]:
    """The reasons for suggesting these two, strongest first."""
    return reasons_between(rep.habits, support.habits)


@cache
def reasons_between(rep: Habits, support: Habits) -> tuple[MatchReason, ...]:
    """The same by what alone decides it. There are so few that each answer is kept."""
    liking = [rep.likes, support.likes].count(Liking.YES)
    alone = [rep.is_alone, support.is_alone].count(True)
    plans = {rep.planning, support.planning}
    reasons = {
        MatchReason.BOTH_ALONE: alone == 2,
        MatchReason.ONE_ALONE: alone == 1,
        MatchReason.BOTH_LIKE: liking == 2,
        MatchReason.ONE_LIKES: liking == 1,
        MatchReason.SAME_RHYTHM: rep.rhythm is support.rhythm and rep.rhythm is not Rhythm.ANY,
        MatchReason.SAME_CHANNEL: rep.channel is support.channel and rep.channel is not Channel.ANY,
        MatchReason.PLANS_AND_ACTS: plans == {Planning.AHEAD, Planning.AT_ONCE},
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
