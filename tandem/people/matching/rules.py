"""Which rep and which support person could be a pair, and why? A suggestion; the leader decides.

Only people are suggested who have said how they like to work and that this may be used, who do not
dislike working with their opposite, and who have a seat left. Nobody is scored: what counts is
what two have in common, and that nobody stays alone while others sit in two pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import networkx

from tandem.terms import Channel, Liking, Planning, Rhythm

# Above this many people on one side the suggestion would take too long; who is alone comes first.
MOST = 150


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

    `never` are those who are a pair already or are not to be suggested to each other again.
    """
    graph = networkx.Graph()
    by_seats: dict[tuple[int, int], Suggestion] = {}
    for rep, support in product(those_to_suggest(reps), those_to_suggest(supports)):
        two = frozenset({rep.person_id, support.person_id})
        if len(two) == 2 and two not in never:
            suggestion = Suggestion(rep.person_id, support.person_id, reasons_for(rep, support))
            by_seats[suggestion.rep_id, suggestion.support_id] = suggestion
            seats = ("rep", suggestion.rep_id), ("support", suggestion.support_id)
            graph.add_edge(*seats, weight=1 + weight_of(suggestion))
    matched = networkx.max_weight_matching(graph, maxcardinality=True)
    pairs = [tuple(person for _, person in sorted(edge)) for edge in matched]
    return without_doubles([by_seats[rep, support] for rep, support in sorted(pairs)])


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
    liking = [rep.likes, support.likes].count(Liking.YES)
    alone = [rep.taken, support.taken].count(0)
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
