"""As whom does somebody look at a pair?"""

from __future__ import annotations

import pytest

from tandem.people.pairs.visibility import Sight, sight_of


@pytest.mark.parametrize("leads", [True, False])
@pytest.mark.parametrize("who", [1, 2])
def test_who_sits_in_a_pair_sees_what_a_partner_sees_a_leader_too(who: int, leads: bool) -> None:
    assert sight_of(who, rep_id=1, support_id=2, leads_team=leads) is Sight.PARTNER


def test_who_leads_the_team_sees_as_a_leader() -> None:
    assert sight_of(3, rep_id=1, support_id=2, leads_team=True) is Sight.LEADER


def test_nobody_else_sees_a_pair() -> None:
    assert sight_of(3, rep_id=1, support_id=2, leads_team=False) is None
