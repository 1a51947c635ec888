"""Who can be a pair, and which states may a pair change to?"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from tandem.terms import Consent, PairState, Role

NEXT: dict[PairState, frozenset[PairState]] = {
    PairState.PROPOSED: frozenset({PairState.ACTIVE, PairState.ENDED}),
    PairState.ACTIVE: frozenset({PairState.PAUSED, PairState.ENDED}),
    PairState.PAUSED: frozenset({PairState.ACTIVE, PairState.ENDED}),
    PairState.ENDED: frozenset(),
}


@dataclass(frozen=True)
class Candidate:
    """Somebody of the team who could take a seat."""

    id: int
    roles: frozenset[Role]


class PairFault(StrEnum):
    """Why two people cannot be a pair."""

    NOT_HERE = "not_here"
    SAME_PERSON = "same_person"
    NO_REP = "no_rep"
    NO_SUPPORT = "no_support"
    ALREADY = "already"


def fault_of(
    rep: Candidate | None, support: Candidate | None, *, living: Set[frozenset[int]]
) -> PairFault | None:
    """Why these two cannot be a pair, or None. `living` are the pairs that have not ended.

    A candidate is None where nobody of the team was named.
    """
    if rep is None or support is None:
        return PairFault.NOT_HERE
    if rep.id == support.id:
        return PairFault.SAME_PERSON
    if Role.REP not in rep.roles:
        return PairFault.NO_REP
    if Role.SUPPORT not in support.roles:
        return PairFault.NO_SUPPORT
    if frozenset({rep.id, support.id}) in living:
        return PairFault.ALREADY
    return None


def may_become(state: PairState, wanted: PairState) -> bool:
    """May a pair go from one state to the other? An ended pair stays ended."""
    return wanted in NEXT[state]


def has_begun(answers: Mapping[int, Consent], *, rep_id: int, support_id: int) -> bool:
    """Does a proposed pair begin? When both have said yes; what each said last counts."""
    return all(answers.get(person_id) is Consent.YES for person_id in (rep_id, support_id))


LIVING = frozenset({PairState.ACTIVE, PairState.PAUSED})


def is_open(state: PairState) -> bool:
    """May the two read their course? From the moment the pair begins, and for good."""
    return state is not PairState.PROPOSED


def is_living(state: PairState) -> bool:
    """Is the pair active or paused, so that it can still work together?"""
    return state in LIVING
