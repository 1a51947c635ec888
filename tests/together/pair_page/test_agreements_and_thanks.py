"""What do the two keep on their page, and who reads it?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import PersonRole, TeamLeader
from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.together.steps.step_helpers import AGREED, THANKS, THOUGHT, for_two, give

SIGNED = {"line-1": "CALL BY NOON", "look_again_on": "2099-01-01"}


@pytest.fixture
def given(session: Session, cast: Cast, browser_of: Browser) -> None:
    """Sam has thanked Sue, proposed an agreement, and written a thought of his own."""
    assign(session, cast.pair, serve(session, for_two(THANKS, AGREED, THOUGHT)))
    sam = browser_of(cast.sam)
    give(sam, cast, "thanks", text="FOR MONDAY")
    give(sam, cast, "thought", text="MY OWN THOUGHT")


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_thanks_are_kept_for_both(cast: Cast, given: None, browser_of: Browser, who: str) -> None:
    text = browser_of(getattr(cast, who)).get(f"/pairs/{cast.pair.id}/").text

    assert "FOR MONDAY" in text
    assert "MY OWN THOUGHT" not in text


def test_a_leader_outside_reads_no_thanks(cast: Cast, given: None, browser_of: Browser) -> None:
    page = browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/").text
    assert "Sam Adeyemi and Sue Zhang" in page
    assert "FOR MONDAY" not in page


def test_a_leader_in_another_pair_of_the_team_reads_no_thanks(
    session: Session, cast: Cast, given: None, browser_of: Browser
) -> None:
    cast.otto.role_rows.append(PersonRole(role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.otto.id))
    session.commit()

    page = browser_of(cast.otto).get(f"/pairs/{cast.pair.id}/").text
    assert "Sam Adeyemi and Sue Zhang" in page
    assert "FOR MONDAY" not in page
