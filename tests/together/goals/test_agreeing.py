"""Whose yes does a shared goal still need?"""

from __future__ import annotations

import pytest

from tandem.terms import Role
from tandem.together.goals.agreeing import is_agreed, still_needed

REP, SUPPORT, LEADER, OTHER_LEADER = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("yes", "leaders", "missing"),
    [
        (set(), {LEADER}, (Role.REP, Role.SUPPORT, Role.LEADER)),
        ({REP, SUPPORT}, {LEADER}, (Role.LEADER,)),
        ({REP, LEADER}, {LEADER}, (Role.SUPPORT,)),
        ({REP, SUPPORT, OTHER_LEADER}, {LEADER, OTHER_LEADER}, ()),
        ({REP, SUPPORT}, {REP}, ()),
        ({REP}, {SUPPORT}, (Role.SUPPORT,)),
        ({REP}, {REP}, (Role.SUPPORT,)),
        ({REP, SUPPORT}, {REP, LEADER}, (Role.LEADER,)),
        ({REP, SUPPORT}, set(), ()),
    ],
)
def test_both_partners_and_one_leader_outside_the_pair_where_there_is_one(
    yes: set[int], leaders: set[int], missing: tuple[Role, ...]
) -> None:
    found = still_needed(yes, rep_id=REP, support_id=SUPPORT, leaders=leaders)

    assert found == missing
    agreed = is_agreed(yes, rep_id=REP, support_id=SUPPORT, leaders=leaders)
    assert agreed is (not missing)
