"""May a leader set a half of a module complete?"""

from __future__ import annotations

import pytest

from tandem.people.pairs.visibility import Sight
from tandem.progress.overrides.rules import OverrideFault, fault_of
from tandem.terms import PairState


@pytest.mark.parametrize("state", [PairState.ACTIVE, PairState.PAUSED])
def test_a_leader_outside_sets_an_open_half_of_a_living_pair(state: PairState) -> None:
    assert fault_of(Sight.LEADER, state, is_open=True) is None


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.ENDED])
def test_a_leader_cannot_set_a_half_of_a_pair_that_does_not_live(state: PairState) -> None:
    assert fault_of(Sight.LEADER, state, is_open=True) is OverrideFault.RESTING


def test_a_leader_cannot_set_what_is_complete() -> None:
    found = fault_of(Sight.LEADER, PairState.ACTIVE, is_open=False)

    assert found is OverrideFault.NOT_OPEN


def test_a_leader_cannot_set_a_half_of_the_own_pair() -> None:
    found = fault_of(Sight.PARTNER, PairState.ACTIVE, is_open=True)

    assert found is OverrideFault.OWN_PAIR
