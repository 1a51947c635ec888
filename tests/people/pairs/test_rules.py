"""Who can be a pair, and what may become of a pair?"""

from __future__ import annotations

from tandem.people.pairs.rules import Candidate, PairFault, fault_of, may_become
from tandem.terms import PairState, Role

SAM = Candidate(1, frozenset({Role.REP}))
SUE = Candidate(2, frozenset({Role.SUPPORT}))
BOTH = Candidate(3, frozenset({Role.REP, Role.SUPPORT}))
NOBODY: frozenset[frozenset[int]] = frozenset()


def test_a_rep_and_a_support_person_can_be_a_pair() -> None:
    assert fault_of(SAM, SUE, living=NOBODY) is None


def test_two_reps_are_no_pair() -> None:
    other = Candidate(4, frozenset({Role.REP}))

    assert fault_of(SAM, other, living=NOBODY) is PairFault.NO_SUPPORT


def test_two_support_people_are_no_pair() -> None:
    assert fault_of(SUE, BOTH, living=NOBODY) is PairFault.NO_REP


def test_nobody_is_a_pair_with_themselves() -> None:
    assert fault_of(BOTH, BOTH, living=NOBODY) is PairFault.SAME_PERSON


def test_a_pair_needs_two_people_of_the_team() -> None:
    assert fault_of(SAM, None, living=NOBODY) is PairFault.NOT_HERE


def test_the_same_two_are_a_living_pair_once_whatever_their_seats() -> None:
    living = {frozenset({1, 3})}

    assert fault_of(SAM, BOTH, living=living) is PairFault.ALREADY


def test_an_ended_pair_stays_ended() -> None:
    assert not any(may_become(PairState.ENDED, state) for state in PairState)


def test_a_pair_can_pause_resume_and_end() -> None:
    assert may_become(PairState.ACTIVE, PairState.PAUSED)
    assert may_become(PairState.PAUSED, PairState.ACTIVE)
    assert may_become(PairState.PAUSED, PairState.ENDED)
