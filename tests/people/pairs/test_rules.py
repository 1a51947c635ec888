"""Who can be a pair, and what may become of a pair?"""

from __future__ import annotations

import pytest

from tandem.people.pairs import rules
from tandem.people.pairs.rules import Candidate, PairFault, fault_of, may_become
from tandem.terms import Consent, PairState, Role

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


def test_a_pair_needs_somebody_in_each_seat() -> None:
    assert fault_of(None, SUE, living=NOBODY) is PairFault.NOT_HERE
    assert fault_of(None, None, living=NOBODY) is PairFault.NOT_HERE


def test_two_who_are_in_living_pairs_with_others_can_be_a_pair() -> None:
    living = {frozenset({1, 3}), frozenset({2, 3})}

    assert fault_of(SAM, SUE, living=living) is None


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (PairState.PROPOSED, {PairState.ACTIVE, PairState.ENDED}),
        (PairState.ACTIVE, {PairState.PAUSED, PairState.ENDED}),
        (PairState.PAUSED, {PairState.ACTIVE, PairState.ENDED}),
        (PairState.ENDED, set()),
    ],
)
def test_a_pair_goes_from_a_state_to_these_alone(state: PairState, wanted: set[PairState]) -> None:
    assert {other for other in PairState if may_become(state, other)} == wanted


@pytest.mark.parametrize(
    ("rep", "support", "begins"),
    [
        (Consent.YES, Consent.YES, True),
        (Consent.YES, None, False),
        (None, Consent.YES, False),
        (Consent.TALK, Consent.YES, False),
        (Consent.YES, Consent.TALK, False),
    ],
)
def test_a_proposed_pair_begins_when_both_have_said_yes(
    rep: Consent | None, support: Consent | None, begins: bool
) -> None:
    answers = {who: answer for who, answer in ((1, rep), (2, support)) if answer}

    assert rules.has_begun({**answers, 3: Consent.YES}, rep_id=1, support_id=2) is begins


@pytest.mark.parametrize(
    ("state", "is_open", "is_living"),
    [
        (PairState.PROPOSED, False, False),
        (PairState.ACTIVE, True, True),
        (PairState.PAUSED, True, True),
        (PairState.ENDED, True, False),
    ],
)
def test_a_pair_reads_from_its_beginning_for_good_and_works_until_its_end(
    state: PairState, is_open: bool, is_living: bool
) -> None:
    assert (rules.is_open(state), rules.is_living(state)) == (is_open, is_living)
